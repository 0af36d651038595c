import type { FastifyRequest } from 'fastify'
import type { App } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import { readFileSync } from 'node:fs'
import { KitErrors } from '../../kit/errors.ts'
import { clockPage } from './clock-page.ts'
import { advanceClock, secondsToArrivalTomorrow } from './clock.ts'
import { ClockMove, ClockState, DAY_SECONDS, MAX_ADVANCE_SECONDS, Outbox } from './contract.ts'
import { PAGE_HEADERS } from './layout.ts'
import { outboxPage } from './outbox-page.ts'
import { outboxOf } from './outbox.ts'

const FORM_LIMIT = 1024
const anyone = { who: 'anyone' } as const

export function addDevRoutes(app: App, parts: Parts) {
  refuseForeignNames(app, parts)

  app.get('/api/v1/dev/outbox', { config: anyone, schema: { summary: 'Demo: the codes that were sent and the texts of captchas', response: { 200: Outbox } } }, async (_, reply) => {
    reply.header('cache-control', 'no-store')
    return outboxOf(parts)
  })
  app.get('/api/v1/dev/clock', { config: anyone, schema: { summary: 'Demo: the time of this site', response: { 200: ClockState } } }, async () => ({ now: parts.clock.now().toISOString() }))
  app.post('/api/v1/dev/clock', { config: anyone, schema: { summary: 'Demo: move time forward; what becomes due happens at once', body: ClockMove, response: { 200: ClockState } } }, async request =>
    ({ now: (await advanceClock(parts, request.body.advanceSeconds)).toISOString() }))

  app.get('/dev/outbox', { config: anyone }, async (request, reply) => reply.headers(PAGE_HEADERS).send(outboxPage(await outboxOf(parts), request.lang)))
  app.get('/dev/clock', { config: anyone }, async (request, reply) => reply.headers(PAGE_HEADERS).send(clockPage(parts.clock.now(), request.lang)))
  const script = readFileSync(new URL('./live.js', import.meta.url), 'utf8')
  app.get('/dev/live.js', { config: anyone }, async (_, reply) => reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(script))

  app.register(async (forms) => {
    forms.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: FORM_LIMIT }, (_, body, done) => done(null, new URLSearchParams(String(body))))
    forms.post('/dev/clock', { config: anyone }, async (request, reply) => {
      const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
      const seconds = secondsOf(form, parts.clock.now())
      if (seconds === null) return reply.code(422).headers(PAGE_HEADERS).send(clockPage(parts.clock.now(), request.lang, form.get('days') ?? ''))
      await advanceClock(parts, seconds)
      return reply.redirect(`/dev/clock?lang=${request.lang}`, 303)
    })
  })
}

/** How far a form of the clock's page wants to go, or null for a wrong number. */
function secondsOf(form: URLSearchParams, now: Date): number | null {
  if (form.get('to') === 'arrival') return secondsToArrivalTomorrow(now)
  const [count, unit] = form.has('days') ? [Number(form.get('days')), DAY_SECONDS] : [Number(form.get('advanceSeconds')), 1]
  return Number.isInteger(count) && count >= 1 && count * unit <= MAX_ADVANCE_SECONDS ? count * unit : null
}

/**
 * A page elsewhere may point a name of its own at this machine and would then count as this site (DNS rebinding): codes are
 * shown under this site's own names only. A demo behind another name says so by PUBLIC_URL.
 */
function refuseForeignNames(app: App, parts: Parts) {
  const own = new Set(['localhost', '127.0.0.1', '[::1]', new URL(parts.config.publicUrl).hostname])
  app.addHook('onRequest', (request: FastifyRequest, _, done) => done(own.has(request.hostname) ? undefined : KitErrors.not_found()))
}
