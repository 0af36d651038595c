import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Picture } from '../../../core/media/contract.ts'
import { Fen, Id, Nullable } from '../atoms.ts'

export const BySku = Type.Object({ skuId: Id })

/** How many pieces. Any integer is well-formed: what is too few or too many is told with the most that is possible. */
const Count = Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER, description: 'pieces: 1 to 99, stock and what one person may have' })

/** Why a line can't be bought as it is. off_shelf: no longer sold. sold_out: none left. too_many: only `most` can be had. */
export const LineProblem = Type.Enum(['off_shelf', 'sold_out', 'too_many'])
export type LineProblem = Static<typeof LineProblem>

export const CartLine = Type.Object({
  skuId: Type.Integer(),
  productId: Type.Integer(),
  title: Type.String(),
  specText: Type.String({ description: 'e.g. 黑 256GB; empty where there is nothing to choose' }),
  picture: Nullable(Picture),
  price: Type.Integer({ description: 'fen of one, as it is now' }),
  priceWas: Nullable(Type.Integer({ description: 'fen when it was put in, where that differs: tell it' })),
  count: Type.Integer({ description: 'pieces' }),
  selected: Type.Boolean(),
  sum: Type.Integer({ description: 'fen: price × count' }),
  most: Type.Integer({ description: 'the largest count possible now; 0: it can’t be bought' }),
  perPerson: Nullable(Type.Integer({ description: 'how many one person may have' })),
  problem: Nullable(LineProblem),
})
export type CartLine = Static<typeof CartLine>

/**
 * What became of one line of the cart somebody had before they signed in. added: a new line; updated: the line was there, the
 * count is now the one chosen before signing in; same: was there just so; dropped: not taken over.
 */
export const MergedLine = Type.Object({
  skuId: Type.Integer(),
  title: Type.String(),
  specText: Type.String(),
  outcome: Type.Enum(['added', 'updated', 'same', 'dropped']),
  /** stock, limit: the count was too high and is reduced; sold_out: kept, but none is left; off_shelf, cart_full: why it was dropped. */
  reason: Nullable(Type.Enum(['stock', 'limit', 'sold_out', 'off_shelf', 'cart_full'])),
  before: Nullable(Type.Integer({ description: 'pieces in the person’s own cart until now' })),
  guest: Type.Integer({ description: 'pieces in the cart from before signing in' }),
  count: Type.Integer({ description: 'pieces from now on; 0: dropped' }),
})
export type MergedLine = Static<typeof MergedLine>

export const Cart = Type.Object({
  items: Type.Array(CartLine, { description: 'the latest added first' }),
  count: Type.Integer({ description: 'pieces in the whole cart, for the header' }),
  selected: Type.Object({
    lines: Type.Integer(),
    count: Type.Integer({ description: 'pieces' }),
    sum: Fen,
  }, { description: 'of the selected lines that can be had, as the checkout prices them; too_many counts with all its pieces' }),
  allSelected: Type.Boolean({ description: 'every line that can be bought is selected' }),
  merged: Nullable(Type.Array(MergedLine, { description: 'the cart from before signing in has come in: tell once what happened' })),
})
export type Cart = Static<typeof Cart>

export const CartCount = Type.Object({ count: Type.Integer({ description: 'pieces' }) })
export type CartCount = Static<typeof CartCount>

/** Adds to what is in the cart already; a new line is selected. */
export const NewCartItem = Type.Object({ skuId: Id, count: Count })
export type NewCartItem = Static<typeof NewCartItem>

/** Sets a line: `count` may be left out for a line that is there, `selected` always (a new line is selected). */
export const CartItemChange = Type.Object({
  count: Type.Optional(Count),
  selected: Type.Optional(Type.Boolean()),
}, { minProperties: 1 })
export type CartItemChange = Static<typeof CartItemChange>

/** Of all lines; those that can't be bought are never selected. */
export const CartSelection = Type.Object({ selected: Type.Boolean() })

/**
 * Where the person goes on after signing in. cart: every line stays as selected as it was; checkout: only what was selected
 * before signing in is selected, so that nothing forgotten is paid for.
 */
export const CartMergeWish = Type.Object({ context: Type.Optional(Type.Enum(['cart', 'checkout'], { default: 'cart' })) })
export type MergeContext = 'cart' | 'checkout'
