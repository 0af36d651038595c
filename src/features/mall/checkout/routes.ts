import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { memberOf } from '../../../kit/http/callers.ts'
import { attemptOf } from '../../../kit/http/idempotency.ts'
import { mergeGuestCart } from '../cart/cart.ts'
import { dropGuestCookie, guestHashOf } from '../cart/guest.ts'
import { MallErrors } from '../errors.ts'
import { NewOrder, PlacedOrder, Quote, QuoteRequest } from './contract.ts'
import { placeOrder } from './place-order.ts'
import { quoteOrder } from './quote.ts'

const base = '/api/v1/mall'

export function addCheckoutRoutes(app: App, parts: Parts) {
  app.post(`${base}/quotes`, {
    config: { who: 'member', limit: { points: 120, seconds: 60, by: 'member' } },
    schema: { summary: 'What a basket costs, and what speaks against it; a cart from before signing in comes in first', body: QuoteRequest, response: { 200: Quote } },
  }, async (request, reply) => {
    const { accountId } = memberOf(request)
    const guestHash = request.body.source === 'cart' ? guestHashOf(parts.config, request) : null
    if (guestHash) {
      await mergeGuestCart(parts, { accountId, guestHash }, 'checkout')
      dropGuestCookie(parts.config, reply)
    }
    return quoteOrder(parts, accountId, request.body)
  })

  app.post(`${base}/orders`, {
    config: { who: 'member', limit: { points: 30, seconds: 60, by: 'member' } },
    schema: { summary: 'Place an order for what was quoted (Idempotency-Key required)', body: NewOrder, response: { 201: PlacedOrder } },
  }, async (request, reply) => {
    const { accountId } = memberOf(request)
    const attempt = attemptOf(request, accountId)
    if (!attempt) throw MallErrors.key_needed({ field: 'Idempotency-Key' })
    reply.code(201)
    return placeOrder(parts, accountId, request.body, attempt)
  })
}
