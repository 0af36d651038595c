import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify'
import type { Lang } from '../errors.ts'
import type { LimitRule } from '../limits.ts'
import type { Parts } from '../module.ts'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import fastify, { LogController } from 'fastify'
import { KitErrors } from '../errors.ts'
import { randomId } from '../secrets.ts'
import { guardCallers } from './callers.ts'
import { wrapAnswers } from './envelope.ts'
import { answerErrors, sendFailure } from './failures.ts'
import { langOf } from './lang.ts'
import { countRequests } from './metrics.ts'
import { protectVisitors } from './protection.ts'
import { isSocketRoute, listRoutes } from './route-list.ts'
import { serializersWith, validateStrictly } from './validation.ts'

export type App = FastifyInstance<RawServerDefault, RawRequestDefaultExpression, RawReplyDefaultExpression, FastifyBaseLogger, TypeBoxTypeProvider>
export type Request = FastifyRequest

/** Who may call a route ('staff' alone: anybody of them). Ownership of a thing is not here but in the SQL. */
export type Who = 'anyone' | 'member' | 'verified' | 'staff' | { staff: string }

export interface Member {
  accountId: number
  sessionId: number
  /** Has confirmed their identity. */
  verified: boolean
  via: 'cookie' | 'token'
}

export interface Staff {
  staffId: number
  name: string
  permissions: ReadonlySet<string>
}

declare module 'fastify' {
  interface FastifyContextConfig {
    who?: Who
    /** Per address, or per account where `by` says so. */
    limit?: LimitRule & { by?: 'address' | 'member' }
    /** The route reads its own signature (payment notices): no CSRF token is asked for. */
    csrf?: false
  }
  interface FastifyRequest {
    member: Member | null
    staff: Staff | null
    lang: Lang
  }
}

const BODY_LIMIT = 256 * 1024 // JSON
const UPLOAD_LIMIT = 10 * 1024 * 1024 // one file of a form

/**
 * A Fastify app with the house rules: every route says who may call it, answers come in the envelope,
 * refusals have names, unknown fields are refused. Routes are added by the caller.
 */
export async function createApp(parts: Parts): Promise<App> {
  const process = randomId(6)
  let requests = 0
  const app: App = fastify({
    loggerInstance: parts.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }), // bugs are logged whole, answers are counted in /metrics
    childLoggerFactory: logger => logger, // a logger per request would cost more than a small answer
    genReqId: () => `${process}-${(++requests).toString(36)}`, // unlike those of other nodes and of the last start
    frameworkErrors: (_, request, reply) => sendFailure(request, reply, KitErrors.bad_request()),
    bodyLimit: BODY_LIMIT,
    trustProxy: parts.config.trustProxy ?? false,
    forceCloseConnections: 'idle',
    return503OnClosing: false, // what still comes in while the site stops is finished as well
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 200 },
    http: { shouldUpgradeCallback: request => isSocketRoute(app, request.url) }, // others go on in HTTP/1.1, whatever they offer
    schemaController: { compilersFactory: { buildSerializer: serializersWith } },
  }).withTypeProvider<TypeBoxTypeProvider>()

  app.decorateRequest('member', null)
  app.decorateRequest('staff', null)
  app.decorateRequest('lang', { getter() { return langOf(this) } })
  listRoutes(app)
  validateStrictly(app)
  answerErrors(app, parts)
  wrapAnswers(app)
  countRequests(app)
  await app.register(multipart, { limits: { fileSize: UPLOAD_LIMIT, files: 1, fields: 10, fieldSize: 10_000, parts: 11 } })
  await app.register(cookie) // before the guards: they read the cookies
  protectVisitors(app, parts)
  guardCallers(app, parts)
  return app
}
