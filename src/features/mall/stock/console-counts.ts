import type { Staff } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { CountLine, CountPreview, CountReport, CountVerdict, ManyCounts } from './console-contract.ts'
import type { StockRow } from './console-store.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { productChanged } from '../catalogue/cached.ts'
import { MallErrors } from '../errors.ts'
import { MOST_LINES, MOST_ON_HAND } from './console-contract.ts'
import { findStockByCodes, lockStocks } from './console-store.ts'
import { readCountLines } from './count-lines.ts'
import { adjustStocks } from './stock.ts'

/** So many stocks are held at a time: an order waits for a moment only. */
const BATCH = 100

/** What would come of a pasted count; changes nothing. */
export async function previewCounts(parts: Parts, text: string): Promise<CountPreview> {
  const lines = readCountLines(text)
  if (lines.length > MOST_LINES) throw MallErrors.too_many_lines({ field: 'text', most: MOST_LINES })
  const codes = new Set(lines.flatMap(({ code }) => code ?? []))
  const skus = new Map((await findStockByCodes(parts.db.sql, [...codes])).map(row => [row.code, row]))
  const seen = new Set<string>()
  return {
    lines: lines.map(({ line, text, code, count }): CountLine => {
      const row = code === null ? undefined : skus.get(code)
      const isSecond = code !== null && seen.has(code)
      if (code !== null) seen.add(code)
      const sku = row ? { id: row.skuId, code: row.code, title: row.title, specText: row.specText, onHand: row.onHand, reserved: row.reserved } : null
      return { line, text: text.slice(0, 200), verdict: isSecond ? 'twice' : verdictOf(code, count, row), count, sku }
    }),
  }
}

function verdictOf(code: string | null, count: number | null, row: StockRow | undefined): CountVerdict {
  if (code === null) return 'bad_line'
  if (count === null || count > MOST_ON_HAND) return 'bad_count'
  if (!row) return 'unknown_code'
  if (count < row.reserved) return 'held'
  return count === row.onHand ? 'same' : 'change'
}

/**
 * Many counts at once, each as countForStaff's, and each for itself: one that is refused stops no other. In several
 * transactions, each with its stocks in ascending order.
 */
export async function countManyForStaff(parts: Parts, by: Staff, { counts, reason }: ManyCounts): Promise<CountReport> {
  const wanted = [...new Map(counts.map(count => [count.skuId, count])).values()].sort((a, b) => a.skuId - b.skuId)
  if (wanted.length < counts.length) throw MallErrors.counted_twice({ field: 'counts' })
  const report: CountReport = { changed: 0, same: 0, refused: [] }
  for (let i = 0; i < wanted.length; i += BATCH) {
    const part = await countBatch(parts, by, wanted.slice(i, i + BATCH), reason)
    productChanged(parts, ...part.products)
    report.changed += part.changed
    report.same += part.same
    report.refused.push(...part.refused)
  }
  return report
}

const countBatch = (parts: Parts, { staffId }: Staff, counts: ManyCounts['counts'], reason: string): Promise<CountReport & { products: number[] }> => parts.db.tx(async (tx) => {
  const stocks = await lockStocks(tx, counts.map(({ skuId }) => skuId))
  const refused: CountReport['refused'] = []
  const fits = counts.filter(({ skuId, count, seen }) => {
    const stock = stocks.get(skuId)
    if (stock?.onHand === seen && count >= stock.reserved) return true
    refused.push({ skuId, why: !stock ? 'unknown' : stock.onHand !== seen ? 'changed_meanwhile' : 'held', onHand: stock?.onHand ?? null, reserved: stock?.reserved ?? null })
    return false
  })
  const changes = fits.filter(({ count, seen }) => count !== seen)
  const { left, products } = changes.length === 0 ? { left: new Map<number, number>(), products: [] } : await adjustStocks(tx, changes.map(({ skuId, count, seen }) => ({ skuId, by: count - seen })), { staffId, reason }, parts.clock.now())
  if (left.size < changes.length) throw new Error('a stock that is locked and holds enough was not changed')
  for (const { skuId, count, seen } of changes) await recordAudit(parts, tx, { staffId, action: 'mall.adjust_stock', target: `sku:${skuId}`, reason, before: { onHand: seen }, after: { onHand: count } })
  return { changed: changes.length, same: fits.length - changes.length, refused, products }
})
