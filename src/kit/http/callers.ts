import type { FastifyReply, FastifyRequest } from 'fastify'
import type { LimitRule } from '../limits.ts'
import type { Parts } from '../module.ts'
import type { App, Member, Staff, Who } from './app.ts'
import { KitErrors } from '../errors.ts'

/** Below this only staff are known: whoever signs in there does not do it as the member they may be in the same browser. */
const CONSOLE = '/api/v1/console/'

/**
 * Lets only those in whom the route names. A route that forgets to say who, or names a permission nobody declared,
 * keeps the app from starting.
 */
export function guardCallers(app: App, parts: Parts) {
  const permissions = new Set(parts.modules.flatMap(module => module.permissions ?? []))
  app.addHook('onReady', async () => {
    for (const { config, method, url } of app.routeList) {
      const who = config?.who
      if (!who) throw new Error(`${String(method)} ${url} does not say who may call it`)
      if (typeof who === 'object' && !permissions.has(who.staff)) throw new Error(`${url} asks for the permission ${who.staff}, which no module declares`)
      if (who !== 'anyone' && !url.startsWith('/api/')) throw new Error(`${url} is not under /api/, so nobody is known there`)
    }
  })

  const memberSigns = parts.modules.flatMap(module => module.authenticate?.member ?? [])
  const staffSigns = parts.modules.flatMap(module => module.authenticate?.staff ?? [])

  /** Sets who calls, and keeps what they read out of every cache. */
  async function recognise(request: FastifyRequest, reply: FastifyReply, who: Who) {
    if (isForStaff(who)) for (const sign of staffSigns) request.staff ??= await sign(parts, request)
    else if (!request.routeOptions.url!.startsWith(CONSOLE)) for (const sign of memberSigns) request.member ??= await sign(parts, request)
    if (request.staff || request.member) reply.header('cache-control', 'no-store')
  }

  async function admit(request: FastifyRequest, reply: FastifyReply, isKnown: boolean, who: Who, limit?: LimitRule & { by?: 'address' | 'member' }) {
    if (isKnown) await recognise(request, reply, who)
    refuse(request, who)
    if (limit) {
      const byMember = limit.by === 'member' && request.member
      await parts.limits.take(`route:${request.method}:${request.routeOptions.url}`, byMember ? `m${byMember.accountId}` : request.ip, limit)
    }
  }

  app.addHook('onRequest', (request, reply, done) => {
    const { config: { who, limit }, url } = request.routeOptions
    if (!who) return done() // no such route
    // Pages and files are the same for everybody, and are there even while the database is not.
    const isKnown = !!(request.headers.cookie || request.headers.authorization) && url!.startsWith('/api/')
    if (who === 'anyone' && !limit && !isKnown) return done()
    admit(request, reply, isKnown, who, limit).then(() => done(), done)
  })
}

const isForStaff = (who: Who) => who === 'staff' || typeof who === 'object'

function refuse(request: FastifyRequest, who: Who) {
  if (who === 'anyone') return
  if (isForStaff(who)) {
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
