import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { staffOf } from '../../../kit/http/callers.ts'
import { staffAttemptOf } from '../../../kit/http/idempotency.ts'
import { MallErrors } from '../errors.ts'
import { Adjustment, BySku, CountPreview, CountReport, CountText, EntryList, EntryQuery, LowMark, ManyCounts, NewCount, StockFigures, StockItem, StockList, StockQuery } from './console-contract.ts'
import { countManyForStaff, previewCounts } from './console-counts.ts'
import { adjustForStaff, countForStaff, entriesOfSku, markForStaff, stockForStaff, stockOfSku } from './console-stock.ts'
import { stockFigures } from './console-store.ts'

const base = '/api/v1/console/mall/stock'
const config = { who: { staff: 'mall.stock' } }

export function addConsoleStockRoutes(app: App, parts: Parts) {
  app.get(base, { config, schema: { summary: 'What is there of each SKU', querystring: StockQuery, response: { 200: StockList } } }, request => stockForStaff(parts, request.query))
  app.get(`${base}/figures`, { config, schema: { summary: 'How many SKUs on the shelf run out', response: { 200: StockFigures } } }, () => stockFigures(parts.db.sql))
  app.get(`${base}/:skuId`, { config, schema: { summary: 'What is there of a SKU', params: BySku, response: { 200: StockItem } } }, request => stockOfSku(parts, request.params.skuId))
  app.get(`${base}/:skuId/entries`, {
    config,
    schema: { summary: 'How a stock came to what it is, newest first', params: BySku, querystring: EntryQuery, response: { 200: EntryList } },
  }, request => entriesOfSku(parts, request.params.skuId, request.query))

  app.post(`${base}/:skuId/adjustments`, {
    config,
    schema: { summary: 'So many pieces more, or fewer (Idempotency-Key required)', params: BySku, body: Adjustment, response: { 201: StockItem } },
  }, async (request, reply) => {
    const by = staffOf(request)
    const attempt = staffAttemptOf(request, by.staffId)
    if (!attempt) throw MallErrors.key_needed({ field: 'Idempotency-Key' })
    const item = await adjustForStaff(parts, by, request.params.skuId, request.body, attempt)
    reply.code(201)
    return item
  })
  app.put(`${base}/:skuId/count`, {
    config,
    schema: { summary: 'So many pieces there are', params: BySku, body: NewCount, response: { 200: StockItem } },
  }, request => countForStaff(parts, staffOf(request), request.params.skuId, request.body))
  app.put(`${base}/:skuId/low-mark`, {
    config,
    schema: { summary: 'With how many it is low', params: BySku, body: LowMark, response: { 200: StockItem } },
  }, request => markForStaff(parts, staffOf(request), request.params.skuId, request.body))

  app.post(`${base}/count-previews`, {
    config,
    schema: { summary: 'What would come of a pasted count; changes nothing', body: CountText, response: { 200: CountPreview } },
  }, request => previewCounts(parts, request.body.text))
  app.post(`${base}/counts`, {
    config,
    schema: { summary: 'Many counts at once, each for itself', body: ManyCounts, response: { 200: CountReport } },
  }, request => countManyForStaff(parts, staffOf(request), request.body))
}
