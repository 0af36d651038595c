/** A JSON schema as data. */
export type Schema = Record<string, unknown>

/**
 * What every schema of a request means here besides what it says: an object has no further fields, a text can be stored
 * (see `storable`), an integer is one that JavaScript can hold exactly, no number is infinite.
 */
export function closed(schema: Schema, isPart = false): Schema {
  const { type, properties, patternProperties, additionalProperties, items, anyOf, oneOf, allOf } = schema
  const out: Schema = { ...schema }
  if (isSchema(properties)) out.properties = eachOf(properties)
  if (isSchema(patternProperties)) out.patternProperties = eachOf(patternProperties)
  if (isSchema(additionalProperties)) out.additionalProperties = closed(additionalProperties)
  if (isSchema(items)) out.items = closed(items)
  if (Array.isArray(items)) out.items = items.map(item => closed(item))
  if (Array.isArray(anyOf)) out.anyOf = anyOf.map(option => closed(option, isPart))
  if (Array.isArray(oneOf)) out.oneOf = oneOf.map(option => closed(option, isPart))
  if (Array.isArray(allOf)) {
    // None of the parts knows the fields of the others: only the whole can tell which nobody declared.
    out.allOf = allOf.map(part => closed(part, true))
    if (!isPart) out.unevaluatedProperties ??= false
  } else if (type === 'object' && !isPart) {
    out.additionalProperties ??= false
  }
  if (type === 'string') out.storable = true
  if (type === 'integer' || type === 'number') {
    const most = type === 'integer' ? Number.MAX_SAFE_INTEGER : Number.MAX_VALUE
    if (schema.exclusiveMinimum === undefined) out.minimum ??= -most
    if (schema.exclusiveMaximum === undefined) out.maximum ??= most
  }
  return out
}

/** PostgreSQL has no NUL in a text, and half a surrogate pair is no character. */
export const storable = (text: string) => text.isWellFormed() && !text.includes('\0')

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value)

const eachOf = (schemas: Schema) => Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, closed(schema as Schema)]))
