import type { ErrorObject } from 'ajv'
import type { Lang } from '../errors.ts'
import type { App } from './app.ts'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'

/** Set on the error Fastify makes of a request that has the wrong shape. */
export interface ShapeError { validation: ErrorObject[], validationContext: string }

/**
 * Bodies are taken at their word (a number is a number), addresses are text and are read as what the schema asks for.
 * Fields nobody declared are refused, never dropped.
 */
export function validateStrictly(app: App) {
  const options = { allErrors: true, useDefaults: true, removeAdditional: false, strict: false } as const
  const addFormats = formats as unknown as (ajv: Ajv) => Ajv
  const ofBody = addFormats(new Ajv({ ...options, coerceTypes: false }))
  const ofAddress = addFormats(new Ajv({ ...options, coerceTypes: 'array' }))
  app.setValidatorCompiler(({ schema, httpPart }) => (httpPart === 'body' ? ofBody : ofAddress).compile(closed(schema as object)))
}

/** An object schema that does not say otherwise allows no further fields. */
function closed(schema: object): object {
  const { type, properties, additionalProperties, items } = schema as { type?: string, properties?: Record<string, object>, additionalProperties?: unknown, items?: object }
  const inner = properties && { properties: Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, closed(property)])) }
  return {
    ...schema,
    ...inner,
    ...(items && !Array.isArray(items) ? { items: closed(items) } : {}),
    ...(type === 'object' && additionalProperties === undefined ? { additionalProperties: false } : {}),
  }
}

/** The field an error is about, e.g. 'price' or 'facilityIds.0'. */
export function fieldOf(error: ErrorObject): string {
  const parent = error.instancePath.slice(1).replaceAll('/', '.')
  const named = (error.params.missingProperty ?? error.params.additionalProperty) as string | undefined
  return [parent, named].filter(Boolean).join('.')
}

/** What is wrong with a field, in the caller's language. */
export function sentenceOf(error: ErrorObject, lang: Lang): string {
  const limit = String(error.params.limit ?? '')
  const sentences: Record<string, [zh: string, en: string]> = {
    required: ['请填写', 'Please fill this in.'],
    additionalProperties: ['不认识的字段', 'Unknown field.'],
    minLength: [limit === '1' ? '请填写' : `至少 ${limit} 个字符`, limit === '1' ? 'Please fill this in.' : `At least ${limit} characters.`],
    maxLength: [`最多 ${limit} 个字符`, `At most ${limit} characters.`],
    minimum: [`不能小于 ${limit}`, `Not less than ${limit}.`],
    maximum: [`不能大于 ${limit}`, `Not more than ${limit}.`],
    minItems: [`至少 ${limit} 项`, `At least ${limit}.`],
    maxItems: [`最多 ${limit} 项`, `At most ${limit}.`],
    type: ['类型不正确', 'Wrong type.'],
  }
  const found = sentences[error.keyword] ?? ['格式不正确', 'Wrong format.']
  return found[lang === 'en' ? 1 : 0]
}
