import type { FastifyRequest } from 'fastify'
import type { Parts } from '../module.ts'
import type { App } from './app.ts'
import { timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { Type } from 'typebox'
import { KitErrors } from '../errors.ts'

const registries = new WeakMap<object, Registry>()

/** Counts and times every answer by route and status. */
export function countRequests(app: App) {
  const registry = new Registry()
  registries.set(app.server, registry)
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'http_request_seconds',
    help: 'time from the request to the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  })
  app.addHook('onResponse', (request, reply, done) => {
    seconds.observe({ method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode }, reply.elapsedTime / 1000)
    done()
  })
}

/** `/healthz` (the process lives), `/readyz` (it can work) and `/metrics` (for this machine, or with the token). */
export function addHealthRoutes(app: App, parts: Parts) {
  const plain = { schema: { response: { 200: Type.String() } }, config: { who: 'anyone' as const } }
  app.get('/healthz', plain, async (_, reply) => reply.type('text/plain').send('ok'))
  app.get('/readyz', plain, async (_, reply) => {
    await sql`select 1`.execute(parts.db.sql)
    return reply.type('text/plain').send('ready')
  })
  app.get('/metrics', plain, async (request, reply) => {
    if (!isFromHere(request) && !hasToken(request.headers.authorization, parts.config.metricsToken)) throw KitErrors.not_allowed()
    const registry = registries.get(app.server)!
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

/** A proxy on this machine speaks for others: what it passes on is not from here. */
function isFromHere({ ip, headers }: FastifyRequest): boolean {
  return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(ip) && !['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'].some(name => name in headers)
}

function hasToken(header: string | undefined, token: string | undefined): boolean {
  if (!token || !header) return false
  const expected = Buffer.from(`Bearer ${token}`)
  const given = Buffer.from(header)
  return expected.length === given.length && timingSafeEqual(expected, given)
}
