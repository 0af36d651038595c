import type { Static } from 'typebox'
import { Type } from 'typebox'

const Code = Type.String({ pattern: '^[1-9]\\d{5}$', description: 'six digits of GB/T 2260' })

/** Left out: the provinces. A province answers its cities, a city its districts, a district nothing. */
export const RegionQuery = Type.Object({ parent: Type.Optional(Code) })

export const Region = Type.Object({
  code: Code,
  name: Type.String({ description: 'in Chinese' }),
  nameEn: Type.Optional(Type.String({ description: 'of provinces only' })),
})
export type Region = Static<typeof Region>
