import type { FastifyRequest } from 'fastify'
import type { App } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import { EventEmitter } from 'node:events'
import websocket from '@fastify/websocket'
import { Type } from 'typebox'
import { KitErrors } from '../../kit/errors.ts'
import { memberOf } from '../../kit/http/callers.ts'
import { isFromElsewhere } from '../../kit/http/protection.ts'
import { networkOf } from '../../kit/networks.ts'
import { NewPushSubscription, PushKey, PushSubscriptionId, PushSubscriptionParams } from './contract.ts'
import { RealtimeErrors } from './errors.ts'
import { openHub } from './hub.ts'
import { pushKeysOf } from './push-keys.ts'
import { serveSocket } from './socket.ts'
import { subscribe, unsubscribe } from './subscriptions.ts'

const PATH = '/api/v1/realtime'
const LARGEST_FRAME = 4096 // bytes
/** Open at once from one address: an office or a campus shares one. */
const SOCKETS_PER_ADDRESS = 500
const Nothing = Type.Null({ 'x-raw': true, 'description': 'no content' })

export async function addRealtimeRoutes(app: App, parts: Parts) {
  const hub = openHub(parts, () => app.websocketServer.clients)
  await app.register(websocket, {
    options: { server: onlyHere(app) as never, maxPayload: LARGEST_FRAME },
    preClose: done => void hub.close().then(() => done()),
    // What a client does wrong (a frame too large, a line that breaks) the library answers by itself.
    errorHandler: error => parts.log.debug({ err: error }, 'a socket broke'),
  })
  const openFrom = countAddresses()

  app.route({
    method: 'GET',
    url: PATH,
    config: { who: 'anyone', limit: { points: 600, seconds: 60 } },
    schema: {
      summary: 'A WebSocket that says when there is something new; what, the API tells',
      description: 'Browsers are known by their session cookie; other clients send `{"type":"auth","token":"<access token>"}` within 5 s. Then `{"type":"ready"}` comes, and after it `{"topic":"…", …ids}` whenever something has changed.',
      response: { 101: Type.Null({ 'x-raw': true, 'description': 'the socket is open' }) },
    },
    async preHandler(request) {
      if (isFromElsewhere(request, parts.config.publicUrl) || isCookieWithoutPage(request)) throw KitErrors.bad_csrf()
      if (request.ws && parts.config.addressLimits && openFrom.count(request.ip) >= SOCKETS_PER_ADDRESS) throw KitErrors.too_many({ retryAfter: 60 })
    },
    handler: async () => { throw RealtimeErrors.not_a_socket() },
    wsHandler(socket, request) {
      openFrom.add(request.ip)
      socket.once('close', () => openFrom.remove(request.ip))
      serveSocket(parts, hub, socket, request.member)
    },
  })

  app.get(`${PATH}/push-key`, {
    config: { who: 'member' },
    schema: { summary: 'The key that browsers subscribe to news with', response: { 200: PushKey } },
  }, async () => ({ publicKey: pushKeysOf(parts.config).publicKey }))

  app.post(`${PATH}/push-subscriptions`, {
    config: { who: 'member', limit: { points: 20, seconds: 600, by: 'member' } },
    schema: { summary: 'Tells this browser of news, until its session ends', body: NewPushSubscription, response: { 201: PushSubscriptionId } },
  }, async (request, reply) => reply.code(201).send(await subscribe(parts, memberOf(request), request.body)))

  app.delete(`${PATH}/push-subscriptions/:id`, {
    config: { who: 'member' },
    schema: { summary: 'Tells that browser no more', params: PushSubscriptionParams, response: { 204: Nothing } },
  }, async (request, reply) => {
    await unsubscribe(parts, memberOf(request), request.params.id)
    return reply.code(204).send(null)
  })
}

/** Browsers always say which page opens a socket: a cookie without it is not from one. */
const isCookieWithoutPage = (request: FastifyRequest) => request.member?.via === 'cookie' && request.headers.origin === undefined

/** Upgrades of this address only. The app asks for no others (kit/http/app.ts); an older Node hands them all over. */
function onlyHere(app: App): EventEmitter {
  const here = new EventEmitter()
  app.server.on('upgrade', (request, socket, head) => {
    if (request.method === 'GET' && request.url?.split('?')[0] === PATH) here.emit('upgrade', request, socket, head)
    else socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
  })
  return here
}

function countAddresses() {
  const counts = new Map<string, number>()
  const change = (address: string, by: number) => {
    const key = networkOf(address)
    const count = (counts.get(key) ?? 0) + by
    if (count > 0) counts.set(key, count)
    else counts.delete(key)
  }
  return { add: (address: string) => change(address, 1), remove: (address: string) => change(address, -1), count: (address: string) => counts.get(networkOf(address)) ?? 0 }
}
