import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Changed, Holder } from './cart.ts'
import type { Cart as CartAnswer } from './contract.ts'
import { addToCart, countCart, mergeGuestCart, putInCart, readCart, selectCart, takeFromCart } from './cart.ts'
import { BySku, Cart, CartCount, CartItemChange, CartMergeWish, CartSelection, NewCartItem } from './contract.ts'
import { dropGuestCookie, guestHashOf, renewGuestCookie, setGuestCookie } from './guest.ts'

const base = '/api/v1/mall/cart'
const anyone = { who: 'anyone' } as const
/** Per member, else per address: fast fingers on a stepper. */
const writing = { who: 'anyone', limit: { points: 120, seconds: 60, by: 'member' } } as const

export function addCartRoutes(app: App, parts: Parts) {
  /** Answers the changed cart, and has the browser keep the right cookie. */
  async function changed(request: FastifyRequest, reply: FastifyReply, work: (holder: Holder) => Promise<Changed>): Promise<CartAnswer> {
    const holder = holderOf(parts, request)
    const { cart, cookie } = await work(holder)
    reply.header('cache-control', 'no-store')
    if (cookie) setGuestCookie(parts.config, reply, cookie)
    else if (holder.guestHash && holder.accountId !== null) dropGuestCookie(parts.config, reply)
    else if (holder.guestHash) renewGuestCookie(parts.config, request, reply)
    return cart
  }

  app.get(base, {
    config: anyone,
    schema: { summary: 'My cart, signed in or not', response: { 200: Cart } },
  }, (request, reply) => {
    reply.header('cache-control', 'no-store')
    return readCart(parts, holderOf(parts, request))
  })

  app.get(`${base}/count`, {
    config: anyone,
    schema: { summary: 'How many pieces are in my cart', response: { 200: CartCount } },
  }, (request, reply) => {
    reply.header('cache-control', 'no-store')
    return countCart(parts, holderOf(parts, request))
  })

  app.post(`${base}/items`, {
    config: writing,
    schema: { summary: 'Put so many pieces more into my cart', body: NewCartItem, response: { 200: Cart } },
  }, (request, reply) => changed(request, reply, holder => addToCart(parts, holder, request.body)))

  app.put(`${base}/items/:skuId`, {
    config: writing,
    schema: { summary: 'Set count or selection of a line; a line that is not there is put in', params: BySku, body: CartItemChange, response: { 200: Cart } },
  }, (request, reply) => changed(request, reply, holder => putInCart(parts, holder, request.params.skuId, request.body)))

  app.delete(`${base}/items/:skuId`, {
    config: writing,
    schema: { summary: 'Take a line out of my cart', params: BySku, response: { 200: Cart } },
  }, (request, reply) => changed(request, reply, holder => takeFromCart(parts, holder, request.params.skuId)))

  app.put(`${base}/selection`, {
    config: writing,
    schema: { summary: 'Select every line or none', body: CartSelection, response: { 200: Cart } },
  }, (request, reply) => changed(request, reply, holder => selectCart(parts, holder, request.body.selected)))

  app.post(`${base}/merges`, {
    config: { ...writing, who: 'member' },
    schema: { summary: 'Bring the cart from before signing in into mine; any other change does it too', body: CartMergeWish, response: { 200: Cart } },
  }, (request, reply) => changed(request, reply, holder => mergeGuestCart(parts, holder, request.body.context ?? 'cart')))
}

function holderOf(parts: Parts, request: FastifyRequest): Holder {
  return { accountId: request.member?.accountId ?? null, guestHash: guestHashOf(parts.config, request) }
}
