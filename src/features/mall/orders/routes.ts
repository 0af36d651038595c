import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { memberOf } from '../../../kit/http/callers.ts'
import { changeOrder } from './change-order.ts'
import { ByNo, Order, OrderChange, OrderList, OrderQuery, PayUrl } from './contract.ts'
import { readOrder, readOrders } from './orders.ts'
import { startOrderPayment } from './pay-order.ts'

const base = '/api/v1/mall/orders'
const member = { who: 'member' } as const
/** Per member: nobody does this faster by hand. */
const writing = { who: 'member', limit: { points: 30, seconds: 60, by: 'member' } } as const

export function addOrderRoutes(app: App, parts: Parts) {
  app.get(base, { config: member, schema: { summary: 'My orders, newest first, and how many are in each state', querystring: OrderQuery, response: { 200: OrderList } } }, request => readOrders(parts, memberOf(request).accountId, request.query))
  app.get(`${base}/:no`, { config: member, schema: { summary: 'An order of mine', params: ByNo, response: { 200: Order } } }, request => readOrder(parts, memberOf(request).accountId, request.params.no))

  app.put(`${base}/:no/status`, {
    config: writing,
    schema: { summary: 'Cancel my order, or confirm that it has arrived', params: ByNo, body: OrderChange, response: { 200: Order } },
  }, request => changeOrder(parts, memberOf(request).accountId, request.params.no, request.body))

  app.post(`${base}/:no/payments`, {
    config: writing,
    schema: { summary: 'Open the cashier for my order', params: ByNo, response: { 201: PayUrl } },
  }, async (request, reply) => {
    const device = /Mobi|Android|iPhone/i.test(request.headers['user-agent'] ?? '') ? 'phone' : 'desktop'
    const opened = await startOrderPayment(parts, memberOf(request).accountId, request.params.no, device)
    reply.code(201)
    return opened
  })
}
