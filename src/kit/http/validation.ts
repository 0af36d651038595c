import type { ErrorObject, Options, ValidateFunction } from 'ajv'
import type { preValidationHookHandler } from 'fastify'
import type { Serializer, SerializerFactory } from '@fastify/fast-json-stringify-compiler'
import type { FastifySchemaValidationError } from 'fastify/types/schema.js'
import type { Lang } from '../errors.ts'
import type { App } from './app.ts'
import type { Schema } from './closed.ts'
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import { Ajv2019 } from 'ajv/dist/2019.js'
import formats from 'ajv-formats'
import { KitErrors } from '../errors.ts'
import { closed, storable } from './closed.ts'

/** Set on the error Fastify makes of a request that has the wrong shape. */
export interface ShapeError { validation: ErrorObject[], validationContext: string }

/** Enough for any form; a body of garbage is not answered with as much garbage. */
const MAX_FIELDS = 20
const MAX_NAME_LENGTH = 100

/** Fields nobody declared are refused, never dropped. */
export function validateStrictly(app: App) {
  app.setValidatorCompiler(validatorOf)
  app.addHook('onRoute', (route) => {
    if (!route.schema?.body && [route.method].flat().some(method => method !== 'GET' && method !== 'HEAD')) route.preValidation = [refuseFields, ...[route.preValidation ?? []].flat()]
  })
}

const ofBody = ajv({ coerceTypes: false })
const ofAddress = ajv({ coerceTypes: 'array' })

/**
 * Bodies are taken at their word (a number is a number), addresses are text and are read as what the schema asks for.
 * A validator is made when it is first needed: those of all routes would make every start wait for a second.
 */
function validatorOf({ schema, httpPart }: { schema: object, httpPart?: string }): (data: unknown) => true | { error: FastifySchemaValidationError[] } {
  let validate: ValidateFunction | undefined
  return (data) => {
    validate ??= compile(schema as Schema, httpPart)
    return validate(data) || { error: validate.errors as FastifySchemaValidationError[] }
  }
}

function compile(schema: Schema, httpPart?: string): ValidateFunction {
  if (httpPart === 'body') return ofBody.compile(closed(schema))
  if (httpPart === 'headers') return ofAddress.compile(schema) // clients send what they like
  return ofAddress.compile(closed(httpPart === 'querystring' ? withLang(schema) : schema))
}

/** As validators, makers of answers' JSON are made when they are first needed. `shared`: what schemas refer to by name. */
export const serializersWith: SerializerFactory = (shared) => {
  const compile = SerializerSelector()(shared)
  return (route) => {
    let serialize: Serializer | undefined
    return data => (serialize ??= compile(route))(data)
  }
}

function ajv(options: Options): Ajv2019 {
  const ajv = new Ajv2019({ allErrors: true, useDefaults: true, removeAdditional: false, strict: false, ...options })
  ajv.addKeyword({ keyword: 'storable', type: 'string', validate: (_: true, text: string) => storable(text) })
  return (formats as unknown as (ajv: Ajv2019) => Ajv2019)(ajv)
}

/** Every address may be asked for in a language: `?lang=en`. */
function withLang(schema: Schema): Schema {
  return schema.type === 'object' ? { ...schema, properties: { lang: { type: 'string' }, ...schema.properties as Schema } } : schema
}

/** A route that declares no body has no fields either. (Forms and files are read by the route itself.) */
const refuseFields: preValidationHookHandler = (request, _, done) => {
  const { body } = request
  const isJson = request.headers['content-type']?.startsWith('application/json')
  if (!isJson || body === undefined || body === null) return done()
  if (typeof body !== 'object' || Array.isArray(body)) return done(KitErrors.bad_request())
  const fields = Object.keys(body).slice(0, MAX_FIELDS).map(name => unknownField(name, request.lang))
  done(fields.length > 0 ? KitErrors.bad_request({ field: fields[0]!.field, fields }) : undefined)
}

const unknownField = (name: string, lang: Lang) => ({ field: name.slice(0, MAX_NAME_LENGTH), message: wordsFor('additionalProperties', '', lang) })

/** The fields that are wrong, each with what is wrong with it in the caller's language. */
export function fieldsOf({ validation }: ShapeError, lang: Lang): { field: string, message: string }[] {
  return validation.slice(0, MAX_FIELDS).map(problem => ({ field: fieldOf(problem), message: wordsFor(problem.keyword, String(problem.params.limit ?? ''), lang) }))
}

/** The field an error is about, e.g. 'price' or 'facilityIds.0'. */
function fieldOf({ instancePath, params }: ErrorObject): string {
  const parent = instancePath.slice(1).replaceAll('/', '.')
  const named = (params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty) as string | undefined
  return [parent, named].filter(Boolean).join('.').slice(0, MAX_NAME_LENGTH)
}

function wordsFor(keyword: string, limit: string, lang: Lang): string {
  const unknown = ['不认识的字段', 'Unknown field.']
  const sentences: Record<string, string[]> = {
    required: ['请填写', 'Please fill this in.'],
    additionalProperties: unknown,
    unevaluatedProperties: unknown,
    minLength: [limit === '1' ? '请填写' : `至少 ${limit} 个字符`, limit === '1' ? 'Please fill this in.' : `At least ${limit} characters.`],
    maxLength: [`最多 ${limit} 个字符`, `At most ${limit} characters.`],
    minimum: [`不能小于 ${limit}`, `Not less than ${limit}.`],
    maximum: [`不能大于 ${limit}`, `Not more than ${limit}.`],
    minItems: [`至少 ${limit} 项`, `At least ${limit}.`],
    maxItems: [`最多 ${limit} 项`, `At most ${limit}.`],
    type: ['类型不正确', 'Wrong type.'],
  }
  const found = sentences[keyword] ?? ['格式不正确', 'Wrong format.']
  return found[lang === 'en' ? 1 : 0]!
}
