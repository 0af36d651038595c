import type { Tx } from '../../../kit/db.ts'
import type { Staff } from '../../../kit/http/app.ts'
import type { Attempt } from '../../../kit/http/idempotency.ts'
import type { Parts } from '../../../kit/module.ts'
import type { CursorPage, Page } from '../../../kit/pagination.ts'
import type { Adjustment, EntryQuery, LowMark, NewCount, StockEntry, StockItem, StockQuery } from './console-contract.ts'
import type { StockRow } from './console-store.ts'
import { toPicture } from '../../../core/media/index.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { cursorOf, positionOf } from '../../../kit/cursors.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { once } from '../../../kit/http/idempotency.ts'
import { cursorPageOf, pageOf } from '../../../kit/pagination.ts'
import { productChanged } from '../catalogue/cached.ts'
import { MallErrors } from '../errors.ts'
import { MOST_ON_HAND } from './console-contract.ts'
import { findStock, listEntries, listStock, lockStocks, setLowMark } from './console-store.ts'
import { adjustStock } from './stock.ts'

export async function stockForStaff(parts: Parts, { page = 1, limit = 20, ...filter }: StockQuery): Promise<Page<StockItem>> {
  const { rows, count } = await listStock(parts.db.sql, { ...filter, page, limit })
  return pageOf(rows.map(toItem), count, { page, limit })
}

export async function stockOfSku(parts: Parts, skuId: number): Promise<StockItem> {
  const row = await findStock(parts.db.sql, skuId)
  if (!row) throw KitErrors.not_found()
  return toItem(row)
}

function toItem({ productId, title, picture, ...row }: StockRow): StockItem {
  return { ...row, product: { id: productId, title }, picture: toPicture(picture), available: row.onHand - row.reserved }
}

/** How a stock came to what it is, newest first. */
export async function entriesOfSku(parts: Parts, skuId: number, { limit = 20, after }: EntryQuery): Promise<CursorPage<StockEntry>> {
  const list = `mall.stock.${skuId}`
  const [afterId] = after === undefined ? [] : positionOf(after, list, ['number'])
  if (!await findStock(parts.db.sql, skuId)) throw KitErrors.not_found()
  const rows = await listEntries(parts.db.sql, skuId, { afterId, limit })
  return cursorPageOf(rows.map(row => ({ ...row, at: row.at.toISOString() })), null, { page: 1, limit }, ({ id }) => cursorOf(list, [id]))
}

/** Staff find so many more, or fewer, whatever orders do meanwhile; once for an attempt, however often it is made. @returns the stock as it is now */
export async function adjustForStaff(parts: Parts, by: Staff, skuId: number, { by: difference, reason }: Adjustment, attempt: Attempt): Promise<StockItem> {
  if (difference === 0) throw MallErrors.nothing_to_adjust({ field: 'by' })
  const products = await parts.db.tx(tx => once(tx, attempt, parts.clock.now(), () => change(parts, tx, by, { skuId, reason, differenceOf: () => difference })))
  productChanged(parts, ...products)
  return stockOfSku(parts, skuId)
}

/** Staff have counted: so many there are. Refused when it is another number by now than the one they saw. */
export async function countForStaff(parts: Parts, by: Staff, skuId: number, { count, seen, reason }: NewCount): Promise<StockItem> {
  const products = await parts.db.tx(tx => change(parts, tx, by, {
    skuId,
    reason,
    differenceOf(onHand) {
      if (onHand !== seen) throw MallErrors.stock_changed({ field: 'seen', onHand })
      return count - onHand
    },
  }))
  productChanged(parts, ...products)
  return stockOfSku(parts, skuId)
}

/** @returns products that have come on or gone out of stock */
async function change(parts: Parts, tx: Tx, { staffId }: Staff, { skuId, reason, differenceOf }: { skuId: number, reason: string, differenceOf: (onHand: number) => number }): Promise<number[]> {
  const stock = (await lockStocks(tx, [skuId])).get(skuId)
  if (!stock) throw KitErrors.not_found()
  const { onHand, reserved } = stock
  const difference = differenceOf(onHand)
  if (difference === 0) return []
  if (onHand + difference > MOST_ON_HAND) throw MallErrors.stock_too_large({ most: MOST_ON_HAND })
  const changed = await adjustStock(tx, { skuId, by: difference, staffId, reason }, parts.clock.now())
  if (!changed) throw MallErrors.stock_held({ reserved })
  await recordAudit(parts, tx, { staffId, action: 'mall.adjust_stock', target: `sku:${skuId}`, reason, before: { onHand }, after: { onHand: onHand + difference } })
  return changed.products
}

export async function markForStaff(parts: Parts, { staffId }: Staff, skuId: number, { lowMark, seen }: LowMark): Promise<StockItem> {
  await parts.db.tx(async (tx) => {
    const stock = (await lockStocks(tx, [skuId])).get(skuId)
    if (!stock) throw KitErrors.not_found()
    if (stock.lowMark !== seen) throw MallErrors.changed_meanwhile({ field: 'seen' })
    if (stock.lowMark === lowMark) return
    await setLowMark(tx, skuId, lowMark)
    await recordAudit(parts, tx, { staffId, action: 'mall.set_low_mark', target: `sku:${skuId}`, before: { lowMark: seen }, after: { lowMark } })
  })
  return stockOfSku(parts, skuId)
}
