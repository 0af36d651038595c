import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { staffOf } from '../../../kit/http/callers.ts'
import { staffAttemptOf } from '../../../kit/http/idempotency.ts'
import { MallErrors } from '../errors.ts'
import { ByItem } from '../orders/contract.ts'
import { Approval, ConsoleReturn, ConsoleReturnList, ConsoleReturnQuery, NewRefund, PayOut, Receipt, RefundQuote, RefundQuoteQuery, Rejection, ReturnFigures } from './console-contract.ts'
import { returnForStaff, returnsForStaff } from './console-returns.ts'
import { ByReturnNo } from './contract.ts'
import { approveReturn, payOutReturn, receiveReturn, rejectReturn } from './decide.ts'
import { quoteRefund, refundItem } from './refund-item.ts'
import { caseFigures } from './store.ts'

const base = '/api/v1/console/mall/returns'
const item = '/api/v1/console/mall/orders/:no/items/:itemId'
const config = { who: { staff: 'mall.returns' } }

export function addConsoleReturnRoutes(app: App, parts: Parts) {
  app.get(base, { config, schema: { summary: 'Returns and refunds, newest first; those to do oldest first', querystring: ConsoleReturnQuery, response: { 200: ConsoleReturnList } } }, request => returnsForStaff(parts, request.query))
  app.get(`${base}/figures`, { config, schema: { summary: 'How many returns wait for what', response: { 200: ReturnFigures } } }, () => caseFigures(parts.db.sql))
  app.get(`${base}/:no`, { config, schema: { summary: 'A return', params: ByReturnNo, response: { 200: ConsoleReturn } } }, request => returnForStaff(parts, request.params.no))

  app.post(`${base}/:no/approval`, {
    config,
    schema: { summary: 'Agree: the goods are to be sent back, or the money goes back at once', params: ByReturnNo, body: Approval, response: { 200: ConsoleReturn } },
  }, request => approveReturn(parts, staffOf(request), request.params.no, request.body))
  app.post(`${base}/:no/rejection`, {
    config,
    schema: { summary: 'Say no, and why', params: ByReturnNo, body: Rejection, response: { 200: ConsoleReturn } },
  }, request => rejectReturn(parts, staffOf(request), request.params.no, request.body.answer))
  app.post(`${base}/:no/receipt`, {
    config,
    schema: { summary: 'The goods are back; the money goes back', params: ByReturnNo, body: Receipt, response: { 200: ConsoleReturn } },
  }, request => receiveReturn(parts, staffOf(request), request.params.no, request.body))
  app.post(`${base}/:no/payout`, {
    config,
    schema: { summary: 'Cash was given back, and how', params: ByReturnNo, body: PayOut, response: { 200: ConsoleReturn } },
  }, request => payOutReturn(parts, staffOf(request), request.params.no, request.body.reason))

  app.get(`${item}/refund-quote`, {
    config,
    schema: { summary: 'What units of an item have cost, and how much can go back', params: ByItem, querystring: RefundQuoteQuery, response: { 200: RefundQuote } },
  }, request => quoteRefund(parts, request.params.no, request.params.itemId, request.query))
  app.post(`${item}/refunds`, {
    config,
    schema: { summary: 'Give money back for units of an item without being asked (Idempotency-Key required)', params: ByItem, body: NewRefund, response: { 201: ConsoleReturn } },
  }, async (request, reply) => {
    const by = staffOf(request)
    const attempt = staffAttemptOf(request, by.staffId)
    if (!attempt) throw MallErrors.key_needed({ field: 'Idempotency-Key' })
    const made = await refundItem(parts, by, request.params, request.body, attempt)
    reply.code(201)
    return made
  })
}
