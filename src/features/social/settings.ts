import type { Config } from '../../kit/config.ts'
import { Type } from 'typebox'

export const socialSettings = Type.Object({
  SOCIAL_PHOTO_REVIEW: Type.Optional(Type.Union([Type.Literal('before'), Type.Literal('after')], { description: 'whether staff look at photos of people before others see them; on a demo site after, elsewhere before' })),
  SOCIAL_PASS_DAYS: Type.Integer({ minimum: 1, maximum: 3650, default: 90, description: 'after so many days somebody who was passed may be shown again' }),
})

type PhotoState = 'pending' | 'approved' | 'rejected'

/** The states of photos that others may see. */
export function shownStates(config: Config): PhotoState[] {
  const review = config.of(socialSettings).SOCIAL_PHOTO_REVIEW ?? (config.mode === 'demo' ? 'after' : 'before')
  return review === 'after' ? ['pending', 'approved'] : ['approved']
}
