import type { FastifyRequest } from 'fastify'
import type { Parts } from '../module.ts'
import type { App } from './app.ts'
import { KitErrors } from '../errors.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])
const YEAR_SECONDS = 31_536_000

/**
 * What every answer tells browsers, and what no page of another site may do in a visitor's name: write. Browsers name the
 * origin on every such request; clients without a page (curl, apps) send none and carry no cookie of ours. Signed-in
 * browsers prove themselves by the CSRF token besides (core/accounts).
 */
export function protectVisitors(app: App, parts: Parts) {
  const { publicUrl } = parts.config
  const headers = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    ...publicUrl.startsWith('https:') ? { 'strict-transport-security': `max-age=${YEAR_SECONDS}` } : {},
  }
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers)
    done(isFromElsewhere(request, publicUrl) && !SAFE.has(request.method) && request.routeOptions.config.csrf !== false ? KitErrors.bad_csrf() : undefined)
  })
}

/** Whether a page of another site sends this. */
export function isFromElsewhere({ headers: { origin, host } }: FastifyRequest, publicUrl: string): boolean {
  return origin !== undefined && origin !== publicUrl && origin.replace(/^https?:\/\//, '') !== host
}
