import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Fen, Nullable } from '../atoms.ts'

const RegionCode = Type.String({ pattern: '^\\d{6}$', description: 'six digits (GB/T 2260), e.g. 340104' })

/** Without a region: what it costs where nothing else is said. */
export const FreightQuery = Type.Object({ regionCode: Type.Optional(RegionCode) })

/** What carriage of a product costs. */
export const FreightTerms = Type.Object({
  fee: Fen,
  freeOver: Nullable(Type.Integer({ description: 'fen: a sum of such goods from which on carriage is free' })),
})
export type FreightTerms = Static<typeof FreightTerms>

/** A rule of a freight template; a region stands for all below it. The first that fits counts. */
export const FreightRule = Type.Object({
  regions: Type.Array(RegionCode, { minItems: 1, maxItems: 400, uniqueItems: true }),
  fee: Type.Integer({ minimum: 0, maximum: 100_000, description: 'fen' }),
  freeOver: Nullable(Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: 'fen' })),
})
export type FreightRule = Static<typeof FreightRule>
