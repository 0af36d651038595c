import type { RouteOptions } from 'fastify'
import type { App } from './app.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route there is, in the order of their adding. */
    routeList: RouteOptions[]
  }
}

/** Keeps a list of the routes; to be called before the first is added. */
export function listRoutes(app: App) {
  const routes: RouteOptions[] = []
  app.decorate('routeList', routes)
  app.addHook('onRoute', (route) => { routes.push(route) })
}

/** Whether a WebSocket may be opened at this address. */
export function isSocketRoute(app: App, url = ''): boolean {
  return app.routeList.some(route => 'wsHandler' in route && route.url === url.split('?')[0])
}

/**
 * The methods with which this path can be asked, OPTIONS among them; none when there is nothing. A route with a wildcard
 * does not count: it is there to catch what nobody has.
 */
export function methodsAt(app: App, path: string): string[] {
  const asked = path.split('/')
  const found = app.routeList.filter(({ url }) => {
    const segments = url.split('/')
    return segments.length === asked.length && segments.every((segment, i) => segment.startsWith(':') ? asked[i] !== '' : segment === asked[i] && segment !== '*')
  })
  return found.length > 0 ? [...new Set([...found.flatMap(({ method }) => method), 'OPTIONS'])] : []
}
