import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Picture } from '../../../core/media/contract.ts'
import { PageOf, PageQuery } from '../../../kit/pagination.ts'
import { Fen, Id, Nullable } from '../atoms.ts'
import { FreightQuery, FreightRule } from './contract.ts'

// For staff. Money is integer fen.

const FreeOver = FreightRule.properties.freeOver

export const ConsoleFreight = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  fee: Fen,
  freeOver: FreeOver,
  rules: Type.Array(Type.Object({
    regions: Type.Array(Type.Object({ code: Type.String(), name: Type.String({ description: 'provinces in the caller\'s language, what is below them in Chinese' }) })),
    fee: Fen,
    freeOver: FreeOver,
  }), { description: 'tried in order; where none fits, fee and freeOver count' }),
  isDefault: Type.Boolean({ description: 'of products that have no terms of their own' }),
  productCount: Type.Integer({ description: 'that are sent on these terms; of the default, also those without terms of their own' }),
  ownCount: Type.Integer({ description: 'of these, those that have chosen them' }),
  version: Type.Integer(),
})
export type ConsoleFreight = Static<typeof ConsoleFreight>

export const NewFreight = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 32, pattern: '\\S' }),
  fee: FreightRule.properties.fee,
  freeOver: FreeOver,
  rules: Type.Array(FreightRule, { maxItems: 50 }),
})
export type NewFreight = Static<typeof NewFreight>

export const FreightChange = Type.Object({ version: Type.Integer({ minimum: 1, description: 'of the template as it was read' }), ...NewFreight.properties })
export type FreightChange = Static<typeof FreightChange>

export const FreightTrialQuery = Type.Object({
  regionCode: FreightQuery.properties.regionCode,
  sum: Type.Integer({ minimum: 1, maximum: 100_000_000_000, description: 'fen of the goods' }),
})
export type FreightTrialQuery = Static<typeof FreightTrialQuery>

/** What goods of this sum would pay on each template's terms, by the checkout's own arithmetic. */
export const FreightTrial = Type.Array(Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  fee: Fen,
  freeOver: FreeOver,
  rule: Nullable(Type.Integer({ description: 'the place of the rule that counts, from 0; null: none does' })),
}))
export type FreightTrial = Static<typeof FreightTrial>

export const FreightProduct = Type.Object({
  id: Id,
  title: Type.String(),
  picture: Nullable(Picture),
  status: Type.Enum(['draft', 'on', 'off']),
  price: Nullable(Type.Integer({ description: 'fen, the lowest' })),
  own: Type.Boolean({ description: 'false: it has no terms of its own, so the default ones' }),
})
export type FreightProduct = Static<typeof FreightProduct>
export const FreightProductList = PageOf(FreightProduct)
export const FreightProductQuery = PageQuery
