import type { Static } from 'typebox'
import { Type } from 'typebox'

/** A stored picture as pages use it: three widths (never larger than the original), its shape, and a colour to show while it loads. */
export const Picture = Type.Object({
  id: Type.String(),
  width: Type.Integer({ description: 'pixels of the largest variant' }),
  height: Type.Integer(),
  color: Type.String({ description: 'dominant colour, #rrggbb' }),
  urls: Type.Object({ 320: Type.String(), 640: Type.String(), 1280: Type.String() }),
})
export type Picture = Static<typeof Picture>
