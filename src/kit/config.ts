import type { Static, TObject, TSchema } from 'typebox'
import { hkdfSync, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { defaultDataDir } from './postgres.ts'

/** Settings every Linli has; modules add their own (`settings` of a module). Read once, whole, and frozen. */
const KitSettings = Type.Object({
  PORT: Type.Integer({ minimum: 0, maximum: 65535, default: 8000 }),
  HOST: Type.String({ default: '127.0.0.1' }),
  PUBLIC_URL: Type.Optional(Type.String({ pattern: '^https?://[^/]+$', description: 'the address people type, without a slash at the end' })),
  LINLI_DATA: Type.Optional(Type.String({ description: 'the data directory' })),
  LINLI_MODE: Type.Union([Type.Literal('demo'), Type.Literal('production')], { default: 'demo' }),
  LINLI_MODULES: Type.String({ default: 'stays,mall,social', pattern: '^[a-z]+(,[a-z]+)*$', description: 'the features that are on, with commas between' }),
  LINLI_ROLE: Type.Union([Type.Literal('all'), Type.Literal('web'), Type.Literal('worker')], { default: 'all' }),
  LINLI_LIMITS: Type.Union([Type.Literal('on'), Type.Literal('off')], { default: 'on', description: 'off lifts the per-address limits; demo mode only' }),
  DATABASE_URL: Type.Optional(Type.String({ pattern: '^postgres(ql)?://', description: 'your own PostgreSQL, 15 or newer' })),
  SECRET_KEY: Type.Optional(Type.String({ minLength: 32, description: 'from which all other secrets are derived; production only' })),
  TRUST_PROXY: Type.Optional(Type.String({ description: 'addresses of the reverse proxies whose X-Forwarded-For is believed' })),
  LOG_LEVEL: Type.Union([Type.Literal('debug'), Type.Literal('info'), Type.Literal('warn'), Type.Literal('error'), Type.Literal('silent')], { default: 'info' }),
  METRICS_TOKEN: Type.Optional(Type.String({ minLength: 16, description: 'lets a collector on another machine read /metrics' })),
})

export interface Config {
  port: number
  host: string
  /** The origin people see, e.g. https://linli.example; no slash at the end. */
  publicUrl: string
  dataDir: string
  mode: 'demo' | 'production'
  /** Feature modules that are on. */
  modules: string[]
  role: 'all' | 'web' | 'worker'
  addressLimits: boolean
  databaseUrl: string | undefined
  trustProxy: string | undefined
  logLevel: string
  metricsToken: string | undefined
  /** A key of 32 bytes for one purpose, derived from the site's secret. */
  secret: (purpose: string) => Buffer
  /** A module's own settings, as it declared them. */
  of: <S extends TObject>(settings: S) => Static<S>
}

/** All that is wrong with the settings, one line each. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  constructor(problems: string[]) {
    super(`These settings need your attention:\n${problems.map(line => `  - ${line}`).join('\n')}`)
  }
}

/** Prefixes that are ours: a name behind one of them that nobody declared is a typing error, and refused. */
const OWN_PREFIXES = ['LINLI_', 'S3_', 'REDIS_']

/**
 * Reads the settings from the environment and an `.env` file beside the project (the environment wins).
 * Throws a ConfigError that names every problem at once. @param features all that LINLI_MODULES may name; left out, it may name any
 */
export function readConfig(env: NodeJS.ProcessEnv, moduleSettings: TObject[], envFile = resolve('.env'), features?: readonly string[]): Config {
  const problems: string[] = []
  const fromFile = readEnvFile(envFile)
  const given = { ...fromFile, ...definedOf(env) }
  const schemas = [KitSettings, ...moduleSettings]
  const known = new Set(schemas.flatMap(schema => Object.keys(schema.properties)))
  const prefixes = [...OWN_PREFIXES, ...moduleSettings.flatMap(schema => Object.keys(schema.properties).filter(name => name.includes('_')).map(name => name.slice(0, name.indexOf('_') + 1)))]
  for (const name of Object.keys(given)) {
    if (!known.has(name) && (name in fromFile || prefixes.some(prefix => name.startsWith(prefix)))) problems.push(`${name} is not a setting of this version${closest(name, known)}`)
  }

  const values = new Map<TObject, Record<string, unknown>>()
  for (const schema of schemas) values.set(schema, valuesOf(schema, given, problems))
  const own = values.get(KitSettings) as Static<typeof KitSettings>
  const dataDir = resolve(own.LINLI_DATA ?? defaultDataDir())
  const modules = own.LINLI_MODULES.split(',')

  for (const name of modules) {
    if (features && !features.includes(name)) problems.push(`LINLI_MODULES: ${name} is no feature of this version, which has ${features.join(', ')}`)
  }
  if (own.PUBLIC_URL && !isOrigin(own.PUBLIC_URL)) problems.push('PUBLIC_URL has to be written as browsers write it: https://linli.example, in small letters, without the usual port')
  for (const proxy of (own.TRUST_PROXY ?? '').split(',').map(text => text.trim()).filter(Boolean)) {
    if (!isNetwork(proxy)) problems.push(`TRUST_PROXY: ${proxy} is no address, e.g. 127.0.0.1 or 10.0.0.0/8`)
  }
  if (own.LINLI_MODE === 'production') {
    if (!own.SECRET_KEY) problems.push('SECRET_KEY is needed in production (32 or more random characters)')
    if (!own.PUBLIC_URL) problems.push('PUBLIC_URL is needed in production (the https address of the site)')
    if (own.LINLI_LIMITS === 'off') problems.push('LINLI_LIMITS=off is for load tests in demo mode only')
  } else if (!['127.0.0.1', '::1', 'localhost'].includes(own.HOST)) {
    problems.push('HOST: a demo site shows codes and captchas to everybody, so it listens on 127.0.0.1 only; set LINLI_MODE=production')
  }
  if (problems.length > 0) throw new ConfigError(problems)

  let master: string | undefined
  const secret = (purpose: string) => {
    master ??= own.SECRET_KEY ?? demoSecret(dataDir)
    return Buffer.from(hkdfSync('sha256', master, '', `linli:${purpose}`, 32))
  }
  return Object.freeze({
    port: own.PORT,
    host: own.HOST,
    publicUrl: own.PUBLIC_URL ?? `http://${own.HOST}:${own.PORT}`,
    dataDir,
    mode: own.LINLI_MODE,
    modules,
    role: own.LINLI_ROLE,
    addressLimits: own.LINLI_LIMITS === 'on',
    databaseUrl: own.DATABASE_URL,
    trustProxy: own.TRUST_PROXY,
    logLevel: own.LOG_LEVEL,
    metricsToken: own.METRICS_TOKEN,
    secret,
    of: <S extends TObject>(schema: S) => {
      const found = values.get(schema)
      if (!found) throw new Error('these settings were not declared by a module')
      return found as Static<S>
    },
  })
}

/** Every declared setting with its meaning, for `linli doctor` and the docs. */
export function describeSettings(moduleSettings: TObject[]): { name: string, description: string, fallback: unknown }[] {
  return [KitSettings, ...moduleSettings].flatMap(schema => Object.entries(schema.properties)).map(([name, property]) => {
    const { description = '', default: fallback } = property as { description?: string, default?: unknown }
    return { name, description, fallback }
  })
}

/** What the environment and the `.env` file say, unread. The environment wins. */
export const givenSettings = (env: NodeJS.ProcessEnv, envFile = resolve('.env')): Record<string, string> => ({ ...readEnvFile(envFile), ...definedOf(env) })

function readEnvFile(file: string): Record<string, string> {
  try {
    return definedOf(parseEnv(readFileSync(file, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}

/** An empty value counts as not set: `PORT=` in a file means the default. */
function definedOf(env: NodeJS.Dict<string>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => !!entry[1]))
}

function valuesOf(schema: TObject, given: Record<string, string>, problems: string[]): Record<string, unknown> {
  const texts = Object.fromEntries(Object.keys(schema.properties).filter(name => name in given).map(name => [name, given[name]]))
  const values = Value.Default(schema, Value.Convert(schema, texts)) as Record<string, unknown>
  for (const name of Object.keys(schema.properties)) {
    const property = (schema.properties as Record<string, TSchema>)[name]!
    const missing = !(name in values)
    if (missing ? schema.required?.includes(name) : !Value.Check(property, values[name])) problems.push(`${name} ${missing ? 'is not set' : 'has a value that does not fit'}${hint(property)}`)
  }
  return values
}

function hint(property: TSchema): string {
  const { description, anyOf, type, minimum, maximum } = property as { description?: string, anyOf?: { const?: string }[], type?: string, minimum?: number, maximum?: number }
  if (anyOf) return `: one of ${anyOf.map(option => option.const).join(', ')}`
  if (type === 'integer') return `: a whole number${minimum === undefined ? '' : ` from ${minimum}`}${maximum === undefined ? '' : ` to ${maximum}`}`
  return description ? `: ${description}` : ''
}

function closest(name: string, known: Set<string>): string {
  const flat = (text: string) => text.replaceAll('_', '')
  const near = [...known].find(other => flat(other).startsWith(flat(name)) || flat(name).startsWith(flat(other)))
  return near ? `; did you mean ${near}?` : ''
}

/** What a browser sends as the origin of a page: anything else would never match it. */
function isOrigin(url: string): boolean {
  return URL.canParse(url) && new URL(url).origin === url
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const most = isIP(address) === 6 ? 128 : 32
  return ['loopback', 'linklocal', 'uniquelocal'].includes(text) || (isIP(address) > 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most)))
}

/** A demo site makes its secret once and keeps it beside its data, readable by its owner only. */
function demoSecret(dataDir: string): string {
  const file = join(dataDir, 'secret.key')
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(draft, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  try {
    linkSync(draft, file) // whole or not at all: nobody ever reads half a secret
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
  return readFileSync(file, 'utf8')
}
