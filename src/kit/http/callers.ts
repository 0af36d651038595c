import type { FastifyRequest, RouteOptions } from 'fastify'
import type { Parts } from '../module.ts'
import type { App, Member, Staff, Who } from './app.ts'
import { KitErrors } from '../errors.ts'

/**
 * Lets only those in whom the route names. A route that forgets to say who, or names a permission nobody declared,
 * keeps the app from starting.
 */
export function guardCallers(app: App, parts: Parts) {
  const permissions = new Set(parts.modules.flatMap(module => module.permissions ?? []))
  const memberSigns = parts.modules.flatMap(module => module.authenticate?.member ?? [])
  const staffSigns = parts.modules.flatMap(module => module.authenticate?.staff ?? [])

  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => { routes.push(route) })
  app.addHook('onReady', async () => {
    for (const { config, method, url } of routes) {
      const who = config?.who
      if (!who) throw new Error(`${String(method)} ${url} does not say who may call it`)
      if (typeof who === 'object' && !permissions.has(who.staff)) throw new Error(`${url} asks for the permission ${who.staff}, which no module declares`)
    }
  })

  app.addHook('onRequest', async (request) => {
    const { who, limit } = request.routeOptions.config
    if (!who) return // no such route
    if (who === 'staff' || typeof who === 'object') {
      for (const sign of staffSigns) request.staff ??= await sign(parts, request)
    } else if (request.headers.cookie || request.headers.authorization) {
      for (const sign of memberSigns) request.member ??= await sign(parts, request)
    }
    admit(request, who)
    if (limit) {
      const byMember = limit.by === 'member' && request.member
      await parts.limits.take(`route:${request.method}:${request.routeOptions.url}`, byMember ? `m${byMember.accountId}` : request.ip, limit)
    }
  })
}

function admit(request: FastifyRequest, who: Who) {
  if (who === 'anyone') return
  if (who === 'staff' || typeof who === 'object') {
    if (!request.staff) throw KitErrors.not_signed_in()
    if (typeof who === 'object' && !request.staff.permissions.has(who.staff)) throw KitErrors.not_allowed()
    return
  }
  if (!request.member) throw KitErrors.not_signed_in()
  if (who === 'verified' && !request.member.verified) throw KitErrors.not_verified()
}

/** The member of a route whose `who` is member or verified. */
export function memberOf(request: FastifyRequest): Member {
  if (!request.member) throw KitErrors.not_signed_in()
  return request.member
}

/** The staff of a route whose `who` is a permission. */
export function staffOf(request: FastifyRequest): Staff {
  if (!request.staff) throw KitErrors.not_signed_in()
  return request.staff
}
