import type { Parts } from '../module.ts'
import type { App } from './app.ts'
import { KitErrors } from '../errors.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses writes that another site's page sends in a visitor's name. Browsers name the origin on every such request;
 * clients without a page (curl, apps) send none and carry no cookie of ours. Signed-in browsers prove themselves by the
 * CSRF token besides (core/accounts).
 */
export function refuseForeignOrigins(app: App, parts: Parts) {
  app.addHook('onRequest', (request, _, done) => {
    const { origin } = request.headers
    const foreign = origin !== undefined && origin !== parts.config.publicUrl && origin.replace(/^https?:\/\//, '') !== request.headers.host
    done(foreign && !SAFE.has(request.method) && request.routeOptions.config.csrf !== false ? KitErrors.bad_csrf() : undefined)
  })
}
