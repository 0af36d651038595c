import type { Buffer } from 'node:buffer'
import type { Tx } from '../../../kit/db.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Cart, CartCount, CartItemChange, MergeContext, MergedLine, NewCartItem } from './contract.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { MallErrors } from '../errors.ts'
import { GUEST_DAYS, newGuest } from './guest.ts'
import { mergeCarts, MOST_LINES, mostOf } from './rules.ts'
import { countPieces, deleteCart, deleteIdleCarts, deleteItem, findToPut, insertGuestCart, listLines, lockGuestCart, lockOwnCart, putItem, selectItem, selectItems, writeLines } from './store.ts'
import { viewCart } from './view.ts'

/** Whose cart: a guest's, a member's, or a member's whose browser still carries the one from before signing in. */
export interface Holder { accountId: number | null, guestHash: Buffer | null }

/** A cart after a change. `cookie`: of a guest whose first cart this is. */
export interface Changed { cart: Cart, cookie: string | null }

/** Reading changes nothing: a cart from before signing in is shown as it will come in with the next change. */
export async function readCart(parts: Parts, holder: Holder): Promise<Cart> {
  if (holder.accountId === null && holder.guestHash === null) return viewCart([])
  const rows = await listLines(parts.db.sql, holder)
  const { lines, told } = holder.accountId === null ? { lines: rows, told: [] } : mergeCarts(rows.filter(row => !row.isGuest), rows.filter(row => row.isGuest), 'cart')
  return viewCart(lines, told)
}

/** Pieces, for the header of every page. */
export async function countCart(parts: Parts, holder: Holder): Promise<CartCount> {
  const { accountId, guestHash } = holder
  if (accountId === null && guestHash === null) return { count: 0 }
  const isBoth = accountId !== null && guestHash !== null
  return { count: isBoth ? (await readCart(parts, holder)).count : await countPieces(parts.db.sql, holder) }
}

/** Puts in so many pieces more. */
export const addToCart = (parts: Parts, holder: Holder, { skuId, count }: NewCartItem) =>
  change(parts, holder, (tx, cartId, now) => put(tx, cartId, { skuId, selected: true, countOf: inCart => count < 1 ? count : inCart + count }, now), { begins: true })

/** Sets how many pieces of a SKU are in the cart, and whether they are selected. */
export async function putInCart(parts: Parts, holder: Holder, skuId: number, { count, selected }: CartItemChange): Promise<Changed> {
  if (count !== undefined) return change(parts, holder, (tx, cartId, now) => put(tx, cartId, { skuId, selected, countOf: () => count }, now), { begins: true })
  return change(parts, holder, async (tx, cartId) => {
    if (!await selectItem(tx, cartId, skuId, selected!)) throw KitErrors.not_found()
  })
}

export const takeFromCart = (parts: Parts, holder: Holder, skuId: number) => change(parts, holder, async (tx, cartId) => {
  if (!await deleteItem(tx, cartId, skuId)) throw KitErrors.not_found()
})

export const selectCart = (parts: Parts, holder: Holder, selected: boolean) => change(parts, holder, (tx, cartId) => selectItems(tx, cartId, selected))

/** Brings the cart from before signing in into the member's own. Where there is none (any more), nothing changes. */
export const mergeGuestCart = (parts: Parts, holder: Holder, context: MergeContext) => change(parts, holder, async () => {}, { context })

/** Drops what guests have forgotten. */
export async function dropIdleCarts(parts: Parts): Promise<void> {
  await deleteIdleCarts(parts.db.sql, new Date(parts.clock.now().getTime() - GUEST_DAYS * 86_400_000))
}

interface Put { skuId: number, selected: boolean | undefined, countOf: (inCart: number) => number }

async function put(tx: Tx, cartId: number, { skuId, selected, countOf }: Put, now: Date): Promise<void> {
  const found = await findToPut(tx, cartId, skuId)
  if (!found) throw KitErrors.not_found()
  if (!found.onShelf) throw MallErrors.off_shelf({ field: 'skuId' })
  const inCart = found.inCart?.count ?? 0
  const most = mostOf(found)
  const count = countOf(inCart)
  if (most === 0) throw MallErrors.none_left({ field: 'count', most })
  if (count < 1 || count > most) throw MallErrors.bad_count({ field: 'count', most, inCart })
  if (!found.inCart && found.lines >= MOST_LINES) throw MallErrors.cart_full({ limit: MOST_LINES })
  await putItem(tx, cartId, { skuId, count, selected, price: found.price }, now)
}

type Work = (tx: Tx, cartId: number, now: Date) => Promise<void>

/** Stands for the cart of a guest who has none: nothing is found in it. */
const NO_CART = 0

/** Changes a cart under its lock; a member's after what they had before signing in has come in. `begins`: a guest without a cart is given one. */
async function change(parts: Parts, { accountId, guestHash }: Holder, work: Work, { context = 'cart', begins = false }: { context?: MergeContext, begins?: boolean } = {}): Promise<Changed> {
  const now = parts.clock.now()
  return parts.db.tx(async (tx) => {
    if (accountId !== null) {
      const cartId = await lockOwnCart(tx, accountId, now)
      const told = guestHash ? await bringIn(tx, { cartId, accountId, guestHash }, context, now) : []
      await work(tx, cartId, now)
      return { cart: viewCart(await listLines(tx, { accountId, guestHash: null }), told), cookie: null }
    }
    const known = guestHash ? await lockGuestCart(tx, guestHash, now) : undefined
    const guest = known === undefined && begins ? newGuest(parts.config) : null
    await work(tx, known ?? (guest ? await insertGuestCart(tx, guest.hash, now) : NO_CART), now)
    return { cart: viewCart(await listLines(tx, { accountId: null, guestHash: guest?.hash ?? guestHash })), cookie: guest?.cookie ?? null }
  })
}

/** With the member's cart locked; of many who bring the same guest's cart one finds it. */
async function bringIn(tx: Tx, { cartId, accountId, guestHash }: { cartId: number, accountId: number, guestHash: Buffer }, context: MergeContext, now: Date): Promise<MergedLine[]> {
  const guestCart = await lockGuestCart(tx, guestHash, now)
  if (guestCart === undefined) return []
  const rows = await listLines(tx, { accountId, guestHash })
  const { lines, told } = mergeCarts(rows.filter(row => !row.isGuest), rows.filter(row => row.isGuest), context)
  await writeLines(tx, cartId, lines)
  await deleteCart(tx, guestCart)
  return told
}
