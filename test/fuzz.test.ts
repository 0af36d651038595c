import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Operation, Schema } from './operations.ts'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { aHost, aHouse, aPaidBooking, day } from '../src/features/stays/houses.fixture.ts'
import { withApp } from './app.ts'
import { addressOf, fitting, operationsOf } from './operations.ts'
import { aPerson } from './people.ts'
import { aStaff } from './staff.ts'

/** Another one by `FUZZ_SEED=… npx vitest run test/fuzz`; a failure names the seed and the request it found. */
const SEED = Number(process.env.FUZZ_SEED ?? 20_270_301)
/** A thousand by `FUZZ_REQUESTS=1000 npx vitest run test/fuzz`, in some minutes. */
const REQUESTS_PER_ROUTE = Number(process.env.FUZZ_REQUESTS ?? 24)

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
let operations: Operation[]
beforeAll(() => { operations = operationsOf(site.app) })

const AREA_ID = 3 // of the reference data
const REGION_CODE = '340104'
type Headers = Record<string, string>
interface Garbage { method: Operation['method'], url: string, headers: Headers, payload?: string, as: keyof Callers }
/** What there is, by the plural that stands before its id in an address. */
interface Things { houses: number, bookings: string, users: string, addresses: number }
interface Callers { nobody: Headers, member: Headers, verified: Headers, staff: Headers }

/** New ones for each route: the requests sign out, lock and delete. And what is theirs, so that something is there to be broken. */
async function newWorld(): Promise<{ callers: Callers, things: Things }> {
  const [host, guest] = [await aHost(site), await aPerson(site)]
  const houseId = await aHouse(site, host, { instant: true })
  const bookingId = await aPaidBooking(site, houseId, guest, day(site, 3), day(site, 5))
  const { data: address } = await site.call('POST', 'users/me/addresses', { as: host, body: { receiver: '张三', mobile: '13900001234', regionCode: REGION_CODE, place: '1 号' } })
  return {
    callers: { nobody: {}, member: guest.headers, verified: host.headers, staff: (await aStaff(site, ['*'])).headers },
    things: { houses: houseId, bookings: bookingId, users: guest.id, addresses: address.id },
  }
}

/** The caller a route is made for. */
function callerFor({ who }: Operation): keyof Callers {
  if (who === 'anyone') return 'nobody'
  return who === 'member' || who === 'verified' ? 'verified' : 'staff'
}

const send = (request: InjectOptions): Promise<LightMyRequestResponse> => site.app.inject(request)

/** What every refusal is: a status below 500, a class, a name, a sentence, a request id; nothing of our inside. */
function expectRefusal(answer: LightMyRequestResponse) {
  expect(answer.statusCode).toBeLessThan(500)
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
  const { errno, error, message, requestId, ...more } = answer.json()
  expect([4001, 4002, 4003, 4004, 4101, 4102, 4103, 4104, 4105, 4106, 4201, 4202, 4301, 4302]).toContain(errno)
  expect(error).toMatch(/^[a-z]+\.[a-z_\d]+$/)
  expect(message).toMatch(/\S/)
  expect(requestId).toMatch(/\S/)
  expect(Object.keys(more).filter(name => name !== 'details')).toEqual([])
  if (answer.statusCode === 429) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
}

// ── what people and programs send that make mistakes, or mean ill

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
const numbers = [0, -1, 1.5, -0.1, 2 ** 31, 2 ** 53, -(2 ** 63), 1e30, 1e308, -1e308, 5e-324]
const texts = ['', ' ', '\0', 'a\0b', '\uD800', 'x\uDFFF', '\u202E\u200B', '🏠'.repeat(300), 'a'.repeat(20_000), '\'; drop table account; --', '{{7*7}}', '#{x}', '../../etc/passwd', 'NaN', 'Infinity', '-Infinity', '-0', '1e400', '0x10', '1_000', '١٢', 'null', 'undefined', 'true', '2027-02-30', '0000-00-00', '+275760-09-13', 'constructor', '__proto__', '%', '%00', '%ED%A0%80', '\r\nx: y']
const anyText = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...texts) }, fc.string({ unit: 'binary', maxLength: 300 }))
const anyNumberText = fc.oneof(fc.constantFrom(...numbers).map(String), fc.bigInt().map(String), fc.double().map(String))
const anyValue = fc.oneof(
  anyText,
  fc.constantFrom<unknown>(...numbers, null, true, false, [], {}, [[]], [null], { length: 1 }, Array.from({ length: 500 }).fill('x'), JSON.parse(deep(200))),
  fc.jsonValue({ maxDepth: 4 }),
)
const brokenJson = fc.constantFrom('', '{', '{"a":', 'NaN', '{"a":1,}', '\'{}\'', '\u{FEFF}{}', '{"__proto__":{"isAdmin":true}}', '{"constructor":{"prototype":{"x":1}}}', '{"a":1e999}', `{"a":"${'\\'}ud800"}`, `{"a":"${'\\'}u0000"}`, deep(20_000), `[${'1,'.repeat(5000)}1]`, 'null', 'true', '"text"', '-0', '1e999')
const oddHeaders = fc.dictionary(
  fc.constantFrom('accept-language', 'cookie', 'authorization', 'idempotency-key', 'x-csrftoken', 'accept', 'origin', 'host', 'content-encoding', 'range', 'if-none-match', 'x-forwarded-for', 'user-agent', 'transfer-encoding', 'expect'),
  fc.oneof(
    fc.constantFrom('', '*', 'en;q=x', 'zh-CN,'.repeat(500), 'Bearer ', 'Bearer a.b.c', 'Bearer eyJhbGciOiJub25lIn0.e30.', 'Basic Og==', 'linli_session=', 'linli_session=%', `linli_session=${'x'.repeat(5000)}`, 'linli_staff=%00; csrf_staff=1', 'lang=en; lang=zh-CN; lang=%', '=; ==;;; a', 'bytes=-1', 'gzip', 'null', 'https://evil.example', '127.0.0.1'),
    fc.string({ unit: 'binary-ascii', maxLength: 200 }).map(text => text.replace(/[^\x20-\x7E]/g, '~')),
  ),
  { maxKeys: 3 },
)
const oddTypes = fc.constantFrom('text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data', 'multipart/form-data; boundary=', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', 'application/json;charset', 'image/png', 'application/jsonx', '', ';;;', 'a'.repeat(300))

/** A request for this route that would be in order, but for one or two things. */
function garbageFor(operation: Operation, things: Things): fc.Arbitrary<Garbage> {
  const [, ofWhat = ''] = /(\w+)\/\{id\}/.exec(operation.path) ?? []
  const valueOf = (name: string, schema: Schema) => name === 'id' && ofWhat in things ? fc.constant(things[ofWhat as keyof Things]) : name === 'provider' ? fc.constant('qq') : fitting(schema)
  const values = fc.record(Object.fromEntries(operation.inPath.map(({ name, schema }) => [name, fc.oneof({ weight: 4, arbitrary: valueOf(name, schema) }, anyText, anyNumberText)])))
  const query = fc.array(fc.oneof(
    ...operation.inQuery.map(({ name, schema }) => fc.tuple(fc.constant(name), fc.oneof({ weight: 3, arbitrary: fitting(schema).map(String) }, anyText, anyNumberText))),
    fc.tuple(fc.constantFrom('lang', 'lang', 'page', 'limit', 'nobody_declared_this', '__proto__', 'a[b]', ''), anyText),
  ), { maxLength: 3 })
  const trail = fc.oneof({ weight: 20, arbitrary: fc.constant('') }, fc.constantFrom('%', '?%', '?a=%ZZ', '?%00=%00', '?='.repeat(50), '/', '//', '/..', `?${'a=1&'.repeat(1000)}`, `/${'x'.repeat(3000)}`))
  const url = fc.tuple(values, query, trail).map(([filled, pairs, end]) => addressOf(operation.path, toWellFormed(filled), pairs.map(pair => pair.map(text => text.toWellFormed()) as [string, string])) + end)
  const headers = fc.oneof({ weight: 3, arbitrary: fc.constant<Headers>({}) }, { weight: 2, arbitrary: oddHeaders })
  const as = fc.oneof({ weight: 3, arbitrary: fc.constant(callerFor(operation)) }, { weight: 2, arbitrary: fc.constant<keyof Callers>('member') }, fc.constantFrom<keyof Callers>('nobody', 'staff'))
  return fc.record({ method: fc.constant(operation.method), url, headers, body: bodyFor(operation, things), as })
    .map(({ headers, body, ...request }) => ({ ...request, headers: { ...body.type === undefined ? {} : { 'content-type': body.type }, ...headers }, ...body.text === undefined ? {} : { payload: body.text } }))
}

const toWellFormed = (values: Record<string, unknown>) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value).toWellFormed()]))

function bodyFor({ method, body }: Operation, things: Things): fc.Arbitrary<{ text?: string, type?: string }> {
  if (method === 'GET') return fc.constant({})
  const json = (value: fc.Arbitrary<unknown>) => value.map(sent => ({ text: JSON.stringify(sent), type: 'application/json' }))
  const broken = fc.tuple(brokenJson, fc.oneof({ weight: 4, arbitrary: fc.constant('application/json') }, oddTypes)).map(([text, type]) => ({ text, type }))
  if (!body) return fc.oneof(fc.constant({}), broken, json(anyValue))
  const existing = { houseId: things.houses, areaId: AREA_ID, regionCode: REGION_CODE }
  const whole = (fitting(body) as fc.Arbitrary<Record<string, unknown>>).map(fits => Object.fromEntries(Object.entries(fits).map(([name, value]) => [name, existing[name as keyof typeof existing] ?? value])))
  const names = [...Object.keys(body.properties ?? {}), 'nobody_declared_this', '__proto__']
  return fc.oneof(
    { weight: 6, arbitrary: json(fc.tuple(whole, fc.constantFrom(...names), anyValue).map(([fits, name, value]) => Object.fromEntries([...Object.entries(fits), [name, value]]))) },
    { weight: 2, arbitrary: json(whole) },
    { weight: 1, arbitrary: json(anyValue) },
    { weight: 2, arbitrary: broken },
  )
}

test('whatever is sent to whatever route, it is answered or refused by name, and never breaks us', async () => {
  for (const operation of operations) {
    const { callers, things } = await newWorld()
    await fc.assert(fc.asyncProperty(garbageFor(operation, things), async ({ as, headers, ...request }) => {
      const answer = await send({ ...request, headers: { ...callers[as], ...headers } })
      if (answer.statusCode >= 400) expectRefusal(answer)
    }), { seed: SEED, numRuns: REQUESTS_PER_ROUTE, endOnFailure: true })
  }
}, 60_000 + REQUESTS_PER_ROUTE * 2000)

// ── shape errors name the field

const ajv = (formats as unknown as (ajv: Ajv2020) => Ajv2020)(new Ajv2020({ strict: false }))
const someOfEachType = [[], {}, 'text', 1.5, -7, true, null]

/** Something that is of another type than the schema says. */
const wrongFor = (schema: Schema) => someOfEachType.find(value => !ajv.validate({ type: schema.type, anyOf: schema.anyOf, enum: schema.enum, const: schema.const }, value))

const sampleOf = (schema: Schema) => fc.sample(fitting(schema), { seed: SEED, numRuns: 1 })[0]

/** A request that is in order as far as its shape goes. */
async function orderly(operation: Operation) {
  const values = Object.fromEntries(operation.inPath.map(({ name, schema }) => [name, sampleOf(schema)]))
  return {
    method: operation.method,
    url: addressOf(operation.path, values, operation.inQuery.filter(({ required }) => required).map(({ name, schema }) => [name, String(sampleOf(schema))])),
    headers: (await newWorld()).callers[callerFor(operation)],
    body: operation.body && sampleOf(operation.body) as Record<string, unknown>,
  }
}

const refusedFields = (answer: LightMyRequestResponse) => [answer.statusCode, answer.json().error, answer.json().details?.fields?.map(({ field }: { field: string }) => field)]

test('a field nobody declared is refused by its name on every route that takes a body', async () => {
  for (const operation of operations.filter(({ body }) => body)) {
    const { body, ...request } = await orderly(operation)
    const answer = await send({ ...request, payload: { ...body, surprise: 1 } })
    // A body of one of several shapes is refused by all of them, with what each would have wanted.
    const [status, error, fields] = refusedFields(answer)
    expect([operation.method, operation.path, status, error, operation.body!.anyOf ? fields.includes('surprise') : fields]).toEqual([operation.method, operation.path, 400, 'kit.bad_request', operation.body!.anyOf ? true : ['surprise']])
  }
})

test('a value of the wrong type is refused by the name of its field, and a missing one too', async () => {
  for (const operation of operations.filter(({ body }) => body)) {
    const { body, ...request } = await orderly(operation)
    for (const [name, schema] of Object.entries(operation.body!.properties ?? {})) {
      const answer = await send({ ...request, payload: { ...body, [name]: wrongFor(schema) } })
      expect([operation.path, name, answer.statusCode, answer.json().details?.field]).toEqual([operation.path, name, 400, name])
    }
    for (const name of operation.body!.required ?? []) {
      const { [name]: _, ...rest } = body!
      expect([operation.path, name, ...refusedFields(await send({ ...request, payload: rest }))]).toEqual([operation.path, name, 400, 'kit.bad_request', [name]])
    }
  }
})

test('a query nobody declared, a wrong one and one that is there twice are refused by name', async () => {
  for (const operation of operations.filter(({ inQuery }) => inQuery.length > 0)) {
    const { body: _, ...request } = await orderly(operation)
    const withQuery = (query: string) => send({ ...request, url: `${request.url}${request.url.includes('?') ? '&' : '?'}${query}` })
    expect([operation.path, ...refusedFields(await withQuery('surprise=1'))]).toEqual([operation.path, 400, 'kit.bad_request', ['surprise']])
    for (const { name, schema } of operation.inQuery) {
      if (schema.type === 'array') continue
      const twice = await withQuery(`${name}=1&${name}=2`)
      expect([operation.path, name, twice.statusCode, twice.json().details?.field]).toEqual([operation.path, name, 400, name])
    }
  }
})

test('the language may be asked for in every address', async () => {
  for (const operation of operations.filter(({ method }) => method === 'GET')) {
    const { body: _, ...request } = await orderly(operation)
    const answer = await send({ ...request, url: `${request.url}${request.url.includes('?') ? '&' : '?'}lang=en` })
    expect([operation.path, answer.statusCode]).not.toEqual([operation.path, 400])
  }
})

test('addresses that are not the interface bear garbage as well', async () => {
  const paths = ['/', '/media/', '/media/ab/x', '/media/%2e%2e/%2e%2e/etc/passwd', '/media/ab/%00', '/dev', '/dev/outbox', '/dev/clock', '/dev/%', '/%', '/%c0%ae', '//', '/api', '/api/', '/api/v1', '/api/v2/houses', '/api/docs/static/%00', '/api/docs/%2e%2e/x', '/api/openapi.json?x=%', `/${'a'.repeat(10_000)}`, '/api/v1/users/me/', '/API/V1/users/me', '/\0', '/api/v1/%F0%9F%8F%A0', '/metrics?', '*', 'http://evil.example/api/v1/users/me']
  for (const url of paths) {
    for (const method of ['GET', 'POST', 'HEAD', 'OPTIONS', 'DELETE'] as const) {
      for (const payload of method === 'POST' ? ['', 'days=1e9', '{'] : [undefined]) {
        const answer = await send({ method, url, payload, headers: payload === undefined ? {} : { 'content-type': payload === '{' ? 'application/json' : 'application/x-www-form-urlencoded' } })
        expect([method, url, answer.statusCode], answer.body).toSatisfy(([,, status]) => status < 500)
      }
    }
  }
})
