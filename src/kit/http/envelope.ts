import type { TSchema } from 'typebox'
import type { App } from './app.ts'
import { Type } from 'typebox'

/** The answer of every failure (design.md §4). */
export const Failure = Type.Object({
  errno: Type.Integer({ description: 'class of failure: 4001…4501' }),
  error: Type.String({ description: 'stable name, e.g. stays.dates_taken' }),
  message: Type.String({ description: 'a sentence in the caller\'s language' }),
  details: Type.Optional(Type.Object({
    field: Type.Optional(Type.String()),
    fields: Type.Optional(Type.Array(Type.Object({ field: Type.String(), message: Type.String() }))),
  }, { additionalProperties: true })),
  requestId: Type.String(),
}, { $id: 'Failure' })

const failure = (description: string) => ({ description, content: { 'application/json': { schema: { $ref: 'Failure#' } } } })

/**
 * Routes declare and return bare data; under /api/ it goes out as `{"errno":0,"data":…}`.
 * The schema of a 2xx answer is wrapped when the route is added, so that it is serialised and documented as sent.
 */
export function wrapAnswers(app: App) {
  app.addSchema(Failure)
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/api/')) return
    const wrapped: Record<string, object> = { '4xx': failure('Refused, with a name'), '5xx': failure('Our trouble, not the caller\'s') }
    for (const [status, schema] of Object.entries((route.schema?.response ?? {}) as Record<string, TSchema & { 'x-raw'?: true }>)) {
      wrapped[status] = status.startsWith('2') && !schema['x-raw'] ? Type.Object({ errno: Type.Literal(0), data: schema }) : schema
    }
    route.schema = { ...route.schema, response: wrapped }
  })
  app.addHook('preSerialization', (request, reply, payload, done) => {
    done(null, reply.statusCode < 400 && request.routeOptions.url?.startsWith('/api/') ? { errno: 0, data: payload } : payload)
  })
}

/** Data as it is sent, for answers that are made once and sent many times: `reply.type('application/json; charset=utf-8').send(envelopeText(data))`. */
export const envelopeText = (data: unknown) => `{"errno":0,"data":${JSON.stringify(data)}}`
