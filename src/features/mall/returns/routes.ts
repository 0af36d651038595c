import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { memberOf } from '../../../kit/http/callers.ts'
import { ByItem, ReturnCase } from '../orders/contract.ts'
import { applyForReturn, quoteReturn } from './apply.ts'
import { ByReturnNo, NewReturn, ReturnChange, ReturnList, ReturnParcel, ReturnQuery, ReturnQuote, ReturnQuoteQuery } from './contract.ts'
import { readReturn, readReturns, sendBack, withdrawReturn } from './returns.ts'

const base = '/api/v1/mall'
const member = { who: 'member' } as const
/** Per member: nobody does this faster by hand. */
const writing = { who: 'member', limit: { points: 30, seconds: 60, by: 'member' } } as const

export function addReturnRoutes(app: App, parts: Parts) {
  app.get(`${base}/orders/:no/items/:itemId/return-quote`, {
    config: member,
    schema: { summary: 'What would come back for units of an item of mine', params: ByItem, querystring: ReturnQuoteQuery, response: { 200: ReturnQuote } },
  }, request => quoteReturn(parts, memberOf(request).accountId, request.params.no, request.params.itemId, request.query))

  app.post(`${base}/orders/:no/items/:itemId/returns`, {
    config: writing,
    schema: { summary: 'Ask to give units of an item back, or for their money alone', params: ByItem, body: NewReturn, response: { 201: ReturnCase } },
  }, async (request, reply) => {
    const made = await applyForReturn(parts, memberOf(request).accountId, request.params.no, request.params.itemId, request.body)
    reply.code(201)
    return made
  })

  app.get(`${base}/returns`, { config: member, schema: { summary: 'My returns and refunds, newest first', querystring: ReturnQuery, response: { 200: ReturnList } } }, request => readReturns(parts, memberOf(request).accountId, request.query))
  app.get(`${base}/returns/:no`, { config: member, schema: { summary: 'A return of mine', params: ByReturnNo, response: { 200: ReturnCase } } }, request => readReturn(parts, memberOf(request).accountId, request.params.no))

  app.put(`${base}/returns/:no/parcel`, {
    config: writing,
    schema: { summary: 'Say by which parcel the goods go back', params: ByReturnNo, body: ReturnParcel, response: { 200: ReturnCase } },
  }, request => sendBack(parts, memberOf(request).accountId, request.params.no, request.body))

  app.put(`${base}/returns/:no/status`, {
    config: writing,
    schema: { summary: 'Withdraw a return of mine', params: ByReturnNo, body: ReturnChange, response: { 200: ReturnCase } },
  }, request => withdrawReturn(parts, memberOf(request).accountId, request.params.no))
}
