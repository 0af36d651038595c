import type { Config } from '../../kit/config.ts'
import { Type } from 'typebox'
import { ConfigError } from '../../kit/config.ts'

export const RealtimeSettings = Type.Object({
  VAPID_SUBJECT: Type.Optional(Type.String({ pattern: '^(mailto:.+@.+|https://.+)$', description: 'whom push services may write to about our messages, mailto:… or https://…; else PUBLIC_URL' })),
  PUSH_SERVICES: Type.Optional(Type.String({ description: 'origins of push services besides those of the well-known browsers, with commas' })),
})

/** Origins of further push services. Throws a ConfigError. */
export function furtherServices(config: Config): string[] {
  const origins = (config.of(RealtimeSettings).PUSH_SERVICES ?? '').split(',').map(text => text.trim()).filter(Boolean)
  const wrong = origins.filter(origin => !URL.canParse(origin) || new URL(origin).origin !== origin || !(origin.startsWith('https:') || config.mode === 'demo'))
  if (wrong.length > 0) throw new ConfigError(wrong.map(origin => `PUSH_SERVICES: ${origin} is no origin, e.g. https://push.example`))
  return origins
}
