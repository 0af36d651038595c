import type { Tx } from '../../../kit/db.ts'
import type { Attempt } from '../../../kit/http/idempotency.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Basket, BasketLine } from './basket.ts'
import type { NewOrder, PlacedOrder, SoldOutLine } from './contract.ts'
import type { InsertedItem, NewOrderRow } from './store.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { once } from '../../../kit/http/idempotency.ts'
import { productChanged } from '../catalogue/cached.ts'
import { MallErrors } from '../errors.ts'
import { reserveStock } from '../stock/stock.ts'
import { readBasket } from './basket.ts'
import { quoteOf } from './quote.ts'
import { MAX_COD_TO_SHIP, MAX_UNPAID, newOrderNo, PAY_MS } from './rules.ts'
import { insertOrder, lockBuyer } from './store.ts'

const NUMBER_TRIES = 3

/**
 * Places an order for exactly what the buyer was quoted, in one transaction: order, snapshots, coupon, cart and stock, or
 * nothing of it. Of any number of buyers who want the last piece one gets it (mall.md §2.6, §2.9, §2.12).
 */
export async function placeOrder(parts: Parts, accountId: number, wish: NewOrder, attempt: Attempt): Promise<PlacedOrder> {
  const now = parts.clock.now()
  let changedProducts: number[] = []
  const placed = await parts.db.tx(tx => once(tx, attempt, now, async () => {
    await lockBuyer(tx, accountId)
    const basket = await readBasket(tx, accountId, wish, now)
    if (basket.hash === null || basket.hash !== wish.quoteHash) throw await whyNot(tx, accountId, basket, now)

    const order = newOrder(accountId, wish, basket, now)
    const { no, items } = await insertNumbered(tx, order)
    const { short, products } = await reserveStock(tx, items.map(({ id, skuId, count }) => ({ skuId, count, orderItemId: id })), now)
    if (short.length > 0) throw soldOut(basket.lines, new Map(short.map(({ skuId, left }) => [skuId, left])))
    changedProducts = products
    const { status, paymentMethod, payable, dueAt } = order
    return { no, status, paymentMethod, payable, dueAt: dueAt?.toISOString() ?? null }
  }))
  if (changedProducts.length > 0) productChanged(parts, ...changedProducts)
  return placed
}

/** Something is not as it was quoted: goods that somebody else was faster to order, or anything else, which the new quote shows. */
async function whyNot(tx: Tx, accountId: number, basket: Basket, now: Date): Promise<Error> {
  const gone = [...basket.lines, ...basket.leftOut].filter(({ left, count, onShelf }) => onShelf && left < count)
  if (gone.length > 0) return soldOut(gone, new Map(gone.map(({ skuId, left }) => [skuId, left])))
  return MallErrors.quote_changed({ quote: await quoteOf(tx, accountId, basket, now) })
}

function soldOut(lines: readonly BasketLine[], left: ReadonlyMap<number, number>): Error {
  const told: SoldOutLine[] = lines.filter(({ skuId }) => left.has(skuId))
    .map(({ skuId, title, specText, count, most }) => ({ skuId, title, specText, count, most: Math.min(most, Math.max(0, left.get(skuId)!)) }))
  return MallErrors.sold_out({ lines: told })
}

/** The number is the order's only when nobody else has it; the database says so. */
async function insertNumbered(tx: Tx, order: Omit<NewOrderRow, 'no'>): Promise<{ no: string, items: InsertedItem[] }> {
  for (let tries = 0; tries < NUMBER_TRIES; tries++) {
    const no = newOrderNo(order.now)
    const { id, unpaid, cod, active, couponUsed, items } = await insertOrder(tx, { ...order, no }, { unpaid: MAX_UNPAID, cod: MAX_COD_TO_SHIP })
    if (id !== null) {
      if (order.couponId !== null && !couponUsed) throw KitErrors.busy()
      return { no, items }
    }
    if (!active) throw KitErrors.not_signed_in()
    if (order.paymentMethod === 'cod' && cod >= MAX_COD_TO_SHIP) throw MallErrors.too_many_cod({ limit: MAX_COD_TO_SHIP })
    if (order.paymentMethod === 'alipay' && unpaid >= MAX_UNPAID) throw MallErrors.too_many_unpaid({ limit: MAX_UNPAID })
  }
  throw new Error('no free order number')
}

/** What was agreed, as it stays whatever happens to goods and address (mall.md §2.14). */
function newOrder(accountId: number, { paymentMethod, source, note = '' }: NewOrder, { lines, price, address, coupon }: Basket, now: Date): Omit<NewOrderRow, 'no'> {
  const waits = paymentMethod === 'alipay'
  return {
    accountId,
    status: waits ? 'WAIT_PAYMENT' : 'WAIT_SHIP',
    paymentMethod,
    dueAt: waits ? new Date(now.getTime() + PAY_MS) : null,
    goods: price.goods,
    discount: price.discount,
    freight: price.freight,
    payable: price.payable,
    address: address!,
    note: note.trim(),
    couponId: coupon?.id ?? null,
    fromCart: source === 'cart',
    lines: lines.map(({ skuId, productId, skuCode, title, specText, pictureId, price: each, count }, i) => ({
      skuId,
      productId,
      skuCode,
      title,
      specText,
      pictureId,
      price: each,
      count,
      discount: price.lines[i]!.discount,
      payable: price.lines[i]!.payable,
    })),
    now,
  }
}
