import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Parts } from '../module.ts'
import type { App } from './app.ts'
import type { ShapeError } from './validation.ts'
import { isDatabaseAway, pgCode } from '../db.ts'
import { AppError, KitErrors } from '../errors.ts'
import { methodsAt } from './route-list.ts'
import { fieldsOf } from './validation.ts'

const DATABASE_RETRY_SECONDS = 2
/** Lost to somebody else at the database although nobody caught it by name: never a 500 (rental.md §2.2). */
const LOST_RACES = new Set(['23P01', '40P01', '40001', '55P03'])
/** A NUL or half a surrogate pair that slipped through as text, a number too large for its column: the sender's garbage, not our bug. */
const NOT_STORABLE = new Set(['22021', '22P05', '22003'])

/** While the database is away every request says so; the log says it this often. */
const AWAY_LOG_MS = 5000

/** Every failure leaves in one form; what is not a named refusal is a bug: logged whole, told without detail. */
export function answerErrors(app: App, parts: Parts) {
  let toldAway = -Infinity
  app.setErrorHandler((thrown, request, reply) => {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown))
    const refusal = refusalOf(error, request)
    const isToldAlready = refusal.code === 'kit.database_away' && performance.now() - toldAway < AWAY_LOG_MS
    if (refusal.status >= 500 && !isToldAlready) {
      parts.log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, refusal.code)
      if (refusal.code === 'kit.database_away') toldAway = performance.now()
    }
    sendFailure(request, reply, refusal)
  })
  app.setNotFoundHandler((request, reply) => {
    const methods = methodsAt(app, request.url.split('?')[0]!)
    if (methods.length === 0 || (methods.includes(request.method) && request.method !== 'OPTIONS')) return sendFailure(request, reply, KitErrors.not_found())
    reply.header('allow', methods.join(', '))
    if (request.method === 'OPTIONS') return reply.code(204).send()
    sendFailure(request, reply, KitErrors.method_not_allowed())
  })
}

export function sendFailure(request: FastifyRequest, reply: FastifyReply, refusal: AppError) {
  const details = Object.keys(refusal.details).length > 0 ? { details: refusal.details } : {}
  if (refusal.details.retryAfter) reply.header('retry-after', String(refusal.details.retryAfter))
  reply.code(refusal.status).type('application/json; charset=utf-8').header('cache-control', 'no-store')
  reply.send({ errno: refusal.errno, error: refusal.code, message: refusal.sentence(request.lang), ...details, requestId: request.id })
}

function refusalOf(error: Error, request: FastifyRequest): AppError {
  if (error instanceof AppError) return error
  if ('validation' in error) {
    const fields = fieldsOf(error as unknown as ShapeError, request.lang)
    return KitErrors.bad_request({ field: fields[0]?.field, fields })
  }
  if (isDatabaseAway(error)) return KitErrors.database_away({ retryAfter: DATABASE_RETRY_SECONDS })
  const state = pgCode(error) ?? ''
  if (LOST_RACES.has(state)) return KitErrors.busy()
  if (NOT_STORABLE.has(state)) return KitErrors.bad_request()
  const status = (error as { statusCode?: number }).statusCode ?? 500
  if (status === 413) return KitErrors.too_large()
  if (status === 406 || status === 415) return KitErrors.unsupported_media()
  if (status === 404) return KitErrors.not_found()
  return status >= 400 && status < 500 ? KitErrors.bad_request() : KitErrors.bug()
}
