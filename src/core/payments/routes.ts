import type { App } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import type { PaymentRow } from './store.ts'
import { Type } from 'typebox'
import { KitErrors } from '../../kit/errors.ts'
import { memberOf, staffOf } from '../../kit/http/callers.ts'
import { pageOf } from '../../kit/pagination.ts'
import { reasonText } from '../../kit/reasons.ts'
import { listPayments, listRefunds } from './console-store.ts'
import { ByOutTradeNo, NewAttempt, Payment, PaymentList, PaymentQuery, RefundList, RefundQuery } from './contract.ts'
import { acceptForms } from './forms.ts'
import { hearNotice } from './notice.ts'
import { NOTIFY_PATH } from './pay.ts'
import { retryRefund } from './refund.ts'
import { askForPayer } from './settle.ts'
import { findByOutTradeNo } from './store.ts'

const NOTICE_LIMIT = 64 * 1024

/** What the payer's page and the console ask. */
export function addPaymentRoutes(app: App, parts: Parts) {
  app.get('/api/v1/payments/:outTradeNo', {
    config: { who: 'member', limit: { points: 120, seconds: 60, by: 'member' } },
    schema: { summary: 'What became of a payment of mine', params: ByOutTradeNo, response: { 200: Payment } },
  }, async (request) => {
    const payment = await findByOutTradeNo(parts.db.sql, request.params.outTradeNo)
    if (payment?.accountId !== memberOf(request).accountId) throw KitErrors.not_found()
    return toPayment(await askForPayer(parts, payment))
  })

  app.get('/api/v1/console/payments', {
    config: { who: { staff: 'payments.read' } },
    schema: { querystring: PaymentQuery, response: { 200: PaymentList } },
  }, async (request) => {
    const query = { page: 1, limit: 20, ...request.query }
    const { rows, count } = await listPayments(parts.db.sql, query)
    return pageOf(rows, count, query)
  })

  app.get('/api/v1/console/refunds', {
    config: { who: { staff: 'payments.read' } },
    schema: { querystring: RefundQuery, response: { 200: RefundList } },
  }, async (request) => {
    const query = { page: 1, limit: 20, ...request.query }
    const { rows, count } = await listRefunds(parts.db.sql, query)
    return pageOf(rows.map(row => ({ ...row, reason: reasonText(parts.modules, row.reason, request.lang) })), count, query)
  })

  app.post('/api/v1/console/refunds/:id/attempts', {
    config: { who: { staff: 'payments.refund' } },
    schema: { summary: 'Try a failed refund again', params: Type.Object({ id: Type.Integer({ minimum: 1 }) }), body: NewAttempt, response: { 202: Type.Null() } },
  }, async (request, reply) => {
    await retryRefund(parts, staffOf(request), request.params.id, request.body.reason)
    reply.code(202)
    return null
  })
}

/** Where the provider tells us. Whoever calls is believed by the signature alone (B-75). */
export function addNotifyRoute(app: App, parts: Parts) {
  app.register(async (scope) => {
    acceptForms(scope as App, NOTICE_LIMIT)
    scope.post(NOTIFY_PATH, {
      config: { who: 'anyone', csrf: false },
      schema: { summary: 'Alipay\'s notices', response: { 200: Type.String({ 'x-raw': true, 'description': 'success, or failure: then tell again' }) } },
    }, async (request, reply) => reply.type('text/plain; charset=utf-8').send(await hearNotice(parts, String(request.body ?? ''), request.ip)))
  })
}

const toPayment = ({ outTradeNo, status, amount, refundedAmount, subject, module, reference, expiresAt, paidAt }: PaymentRow): Payment =>
  ({ outTradeNo, status, amount, refundedAmount, subject, module, reference, expiresAt: expiresAt.toISOString(), paidAt: paidAt?.toISOString() ?? null })
