import type { Tx } from '../../../kit/db.ts'
import type { StockCause, StockChange, StockResult } from './store.ts'
import { refreshShelf } from '../catalogue/shelf.ts'
import { changeStock } from './store.ts'

/** So many pieces of a SKU, for an item of an order. */
export interface StockLine { skuId: number, count: number, orderItemId: number }

/**
 * Holds goods for an order: all of them, or those of `short` are not there, with what is left of each; the caller then
 * rolls back. `products` have come on or gone out of stock: the caller calls productChanged for them after the commit.
 * `ref`: tells a second time apart from the first, of an order that was given up and is paid after all.
 */
export async function reserveStock(tx: Tx, lines: readonly StockLine[], now: Date, ref = 0): Promise<{ short: { skuId: number, left: number }[], products: number[] }> {
  const results = await changeStock(tx, lines.map(line => changeOf(line, 0, 1)), { kind: 'reserve', ref }, now)
  const found = new Set(results.map(({ skuId }) => skuId))
  const unknown = lines.filter(({ skuId }) => !found.has(skuId)).map(({ skuId }) => ({ skuId, left: 0 }))
  const short = [...results.filter(({ done }) => !done).map(({ skuId, left }) => ({ skuId, left })), ...unknown]
  return { short, products: short.length > 0 ? [] : await refreshCrossed(tx, results) }
}

/** What was held is free again. `ref`: the return case, where only a part of an item is given up, or as reserveStock's. @returns as reserveStock's products */
export const releaseStock = (tx: Tx, lines: readonly StockLine[], now: Date, ref = 0) => mustChange(tx, lines.map(line => changeOf(line, 0, -1)), { kind: 'release', ref }, now)

/** What was held leaves the house. @returns as reserveStock's products */
export const shipStock = (tx: Tx, lines: readonly StockLine[], { shipmentId, staffId }: { shipmentId: number, staffId: number | null }, now: Date) =>
  mustChange(tx, lines.map(line => changeOf(line, -1, -1)), { kind: 'ship', ref: shipmentId, staffId }, now)

/** What came back, can be sold again and is counted in. @returns as reserveStock's products */
export const returnStock = (tx: Tx, lines: readonly StockLine[], { returnId, staffId }: { returnId: number, staffId: number | null }, now: Date) =>
  mustChange(tx, lines.map(line => changeOf(line, 1, 0)), { kind: 'return', ref: returnId, staffId }, now)

/** So many pieces more, or fewer, of a SKU. */
interface StockDifference { skuId: number, by: number }
interface ByHand { staffId: number | null, reason: string }

/**
 * Staff count more or fewer pieces. Null when that would be fewer than orders hold, or no such SKU has a stock.
 * @returns what can be bought now; products as reserveStock's
 */
export async function adjustStock(tx: Tx, { skuId, by, ...cause }: StockDifference & ByHand, now: Date): Promise<{ left: number, products: number[] } | null> {
  const { left, products } = await adjustStocks(tx, [{ skuId, by }], cause, now)
  return left.has(skuId) ? { left: left.get(skuId)!, products } : null
}

/**
 * The same for many SKUs, each once. Those that would fall below what orders hold stay as they are.
 * @returns by SKU what can be bought now, of those that were changed; products as reserveStock's
 */
export async function adjustStocks(tx: Tx, differences: readonly StockDifference[], { staffId, reason }: ByHand, now: Date): Promise<{ left: Map<number, number>, products: number[] }> {
  const results = await changeStock(tx, differences.map(({ skuId, by }) => ({ skuId, onHand: by, reserved: 0, orderItemId: null })), { kind: 'adjust', staffId, reason }, now)
  const done = results.filter(result => result.done)
  return { left: new Map(done.map(({ skuId, left }) => [skuId, left])), products: await refreshCrossed(tx, done) }
}

const changeOf = ({ skuId, count, orderItemId }: StockLine, onHand: -1 | 0 | 1, reserved: -1 | 0 | 1): StockChange =>
  ({ skuId, onHand: onHand * count, reserved: reserved * count, orderItemId })

/** Of what is held nothing can be missing: if it is, the ledger and an order contradict each other. */
async function mustChange(tx: Tx, changes: StockChange[], cause: StockCause, now: Date): Promise<number[]> {
  if (changes.length === 0) return []
  const results = await changeStock(tx, changes, cause, now)
  const wanted = new Set(changes.map(({ skuId }) => skuId))
  if (results.length < wanted.size || results.some(({ done }) => !done)) throw new Error(`stock of SKU ${[...wanted].join(', ')}: cannot ${cause.kind}`)
  return refreshCrossed(tx, results)
}

/** Lists show whether a product is in stock: they change when one of its SKUs has run out or is there again. */
async function refreshCrossed(tx: Tx, results: readonly StockResult[]): Promise<number[]> {
  const products = [...new Set(results.filter(({ before, left }) => (before > 0) !== (left > 0)).map(({ productId }) => productId))].sort((a, b) => a - b)
  if (products.length > 0) await refreshShelf(tx, products)
  return products
}
