import type { InjectOptions } from 'fastify'
import type { App, Who } from '../src/kit/http/app.ts'
import fc from 'fast-check'

/** As much of JSON Schema as our routes use. */
export interface Schema {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  pattern?: string
  format?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  [keyword: string]: unknown
}

interface Parameter { name: string, required: boolean, schema: Schema }

/** One method of one address, as the OpenAPI document tells it. */
export interface Operation {
  method: NonNullable<InjectOptions['method']>
  /** With its parameters in braces, e.g. /api/v1/sessions/{id}. */
  path: string
  who: Who
  inPath: Parameter[]
  inQuery: Parameter[]
  /** Of a body of JSON. */
  body: Schema | undefined
  /** What it says it answers, by status, e.g. '201' or '4XX'. */
  answers: Record<string, { description: string, content?: Record<string, { schema: Schema }> }>
}

interface ApiDocument {
  openapi: string
  info: { title: string, version: string }
  paths: Record<string, Record<string, any>>
  components: { schemas?: Record<string, Schema> }
}

export const documentOf = (app: App) => app.swagger() as unknown as ApiDocument

/** Every route of the interface: what the OpenAPI document says of it. */
export function operationsOf(app: App): Operation[] {
  return Object.entries(documentOf(app).paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, told]): Operation => {
    const parameters: (Parameter & { in: string })[] = told.parameters ?? []
    return {
      method: method.toUpperCase() as Operation['method'],
      path,
      who: whoOf(told.description),
      inPath: parameters.filter(parameter => parameter.in === 'path'),
      inQuery: parameters.filter(parameter => parameter.in === 'query'),
      body: told.requestBody?.content['application/json']?.schema,
      answers: told.responses,
    }
  }))
}

/** 'For: member.' or 'For staff with `stays.houses`.' as a route declares it. */
function whoOf(description: string): Who {
  const permission = /^For staff with `(.+)`\.$/.exec(description)?.[1]
  if (permission) return { staff: permission }
  return /^For: (\w+)\.$/.exec(description)![1] as Who
}

/** Values that fit a schema, so that what is wrong with a request is only what a test makes wrong. */
export function fitting(schema: Schema): fc.Arbitrary<any> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(fitting))
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object') return fc.record(Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, property]) => [name, fitting(property)])), { requiredKeys: schema.required ?? [] })
  if (type === 'array') return fc.uniqueArray(fitting(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 3, (schema.minItems ?? 0) + 3), comparator: 'IsStrictlyEqual' })
  if (type === 'integer' || type === 'number') return fc.integer({ min: schema.minimum ?? -1e6, max: Math.min(schema.maximum ?? 1e6, Number.MAX_SAFE_INTEGER) })
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (type === 'string') return fittingText(schema)
  return fc.constant('anything')
}

const DAY = '^\\d{4}-\\d{2}-\\d{2}$'
const anInstant = fc.date({ min: new Date('2027-03-01T06:00:00Z'), max: new Date('2027-06-01'), noInvalidDate: true }).map(instant => instant.toISOString())

function fittingText({ pattern, format, minLength = 0, maxLength: most = Infinity }: Schema): fc.Arbitrary<string> {
  const maxLength = Math.min(most, Math.max(minLength, 40))
  if (format === 'date' || pattern === DAY) return anInstant.map(instant => instant.slice(0, 10))
  if (format === 'date-time') return anInstant
  if (format === 'uuid') return fc.uuid()
  if (pattern) return fc.stringMatching(new RegExp(pattern, 'u')).filter(text => text.length >= minLength && text.length <= most && !text.includes('\0') && text.isWellFormed())
  return fc.string({ unit: 'grapheme', minLength, maxLength }).map(text => text.slice(0, maxLength).toWellFormed()).filter(text => text.length >= minLength && /\S/.test(text))
}

/** The address with values in place of its braces, each percent-encoded unless it says so itself. */
export function addressOf(path: string, values: Record<string, unknown>, query: [string, string][] = []): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])))
  return query.length > 0 ? `${filled}?${query.map(pair => pair.map(encodeURIComponent).join('=')).join('&')}` : filled
}
