import type { InjectOptions, RouteOptions } from 'fastify'
import type { Who } from '../src/kit/http/app.ts'
import type { Module } from '../src/kit/module.ts'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, withApp } from './app.ts'
import { addressOf, documentOf, fitting, operationsOf } from './operations.ts'
import { aPerson } from './people.ts'
import { aStaff } from './staff.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
type Headers = Record<string, string>
let member: Headers
let staffOfNothing: Headers

beforeAll(async () => {
  member = (await aPerson(site)).headers
  staffOfNothing = (await aStaff(site, [])).headers
})

/** Every route under /api/, from what the app itself keeps. */
const apiRoutes = () => site.app.routeList.filter(({ url }) => url.startsWith('/api/v1/'))
const methodsOf = ({ method }: RouteOptions) => [method].flat() as NonNullable<InjectOptions['method']>[]

/** A request whose path fits, so that nothing but the caller is wrong with it. */
function requestTo(route: RouteOptions, headers: Headers = {}): InjectOptions {
  const path = route.url.replace(/:(\w+)(?:\(.*?\))?/g, '{$1}')
  const params = (route.schema?.params as { properties?: Record<string, object> } | undefined)?.properties ?? {}
  const values = Object.fromEntries(Object.entries(params).map(([name, schema]) => [name, fc.sample(fitting(schema as never), { seed: 1, numRuns: 1 })[0]]))
  return { method: methodsOf(route)[0]!, url: addressOf(path, values), headers }
}

const isForStaff = (who: Who) => who === 'staff' || typeof who === 'object'

describe('who may call', () => {
  test('nobody gets past a route that is for somebody', async () => {
    const wrong = []
    for (const route of apiRoutes().filter(({ config }) => config?.who !== 'anyone')) {
      const answer = await site.app.inject(requestTo(route))
      if (answer.statusCode !== 401) wrong.push([route.method, route.url, answer.statusCode])
    }
    expect(wrong).toEqual([])
    expect(apiRoutes().length).toBeGreaterThan(40)
  })

  test('a member gets past no route of the staff, and one who has not shown who they are past none that asks for it', async () => {
    const wrong = []
    for (const route of apiRoutes()) {
      const who = route.config!.who!
      if (who === 'anyone' || who === 'member') continue
      const expected = who === 'verified' ? 403 : 401
      const { statusCode } = await site.app.inject(requestTo(route, member))
      if (statusCode !== expected) wrong.push([route.method, route.url, statusCode])
    }
    expect(wrong).toEqual([])
  })

  test('staff without the permission get past no route that asks for it, and are no members', async () => {
    const wrong = []
    for (const route of apiRoutes()) {
      const who = route.config!.who!
      if (who === 'anyone' || who === 'staff') continue
      const { statusCode } = await site.app.inject(requestTo(route, staffOfNothing))
      if (statusCode !== (isForStaff(who) ? 403 : 401)) wrong.push([route.method, route.url, statusCode])
    }
    expect(wrong).toEqual([])
  })

  test('with the right cookies but without the token of our own page nothing can be written', async () => {
    const wrong = []
    for (const route of apiRoutes()) {
      const who = route.config!.who!
      if (who === 'anyone' || ['GET', 'HEAD'].includes(methodsOf(route)[0]!)) continue
      const { cookie } = isForStaff(who) ? staffOfNothing : member
      const answer = await site.app.inject(requestTo(route, { cookie: cookie! }))
      if (answer.json().error !== 'kit.bad_csrf') wrong.push([route.method, route.url, answer.body])
    }
    expect(wrong).toEqual([])
  })

  test('a page of another site can\'t write in anybody\'s name', async () => {
    const wrong = []
    for (const route of site.app.routeList) {
      const method = methodsOf(route)[0]!
      if (['GET', 'HEAD'].includes(method) || route.config?.csrf === false || route.url.includes('*')) continue
      const { statusCode } = await site.app.inject({ ...requestTo(route, { ...member, origin: 'https://evil.example' }) })
      if (statusCode !== 403) wrong.push([method, route.url, statusCode])
    }
    expect(wrong).toEqual([])
  })

  test('an app with a route that does not say who may call it does not start', async () => {
    const forgetful: Module = { name: 'forgetful', routes: app => app.get('/api/v1/secrets', async () => 'all of them') }
    const inventive: Module = { name: 'inventive', routes: app => app.get('/api/v1/secrets', { config: { who: { staff: 'inventive.read' } } }, async () => 'all of them') }
    const astray: Module = { name: 'astray', routes: app => app.get('/secrets', { config: { who: 'member' } }, async () => 'all of them') }
    await expect(openTestApp({ modules: [forgetful] })).rejects.toThrow('GET /api/v1/secrets does not say who may call it')
    await expect(openTestApp({ modules: [inventive] })).rejects.toThrow('the permission inventive.read, which no module declares')
    await expect(openTestApp({ modules: [astray] })).rejects.toThrow('/secrets is not under /api/')
  })
})

describe('methods', () => {
  const ask = (method: InjectOptions['method'], url: string) => site.app.inject({ method, url })

  test('a method that an address does not have answers 405 and names those it has', async () => {
    const answer = await ask('PUT', '/api/v1/users/me')
    expect([answer.statusCode, answer.json().error, answer.headers.allow]).toEqual([405, 'kit.method_not_allowed', 'GET, HEAD, PATCH, DELETE, OPTIONS'])
    expect((await ask('PATCH', '/api/v1/sessions/12')).headers.allow).toBe('DELETE, OPTIONS')
    expect((await ask('POST', '/healthz')).statusCode).toBe(405)
  })

  test('OPTIONS names the methods and gives no other site leave to read', async () => {
    const answer = await site.app.inject({ method: 'OPTIONS', url: '/api/v1/sessions?x=1', headers: { 'origin': 'https://evil.example', 'access-control-request-method': 'POST' } })
    expect([answer.statusCode, answer.headers.allow, answer.body]).toEqual([204, 'POST, GET, HEAD, DELETE, OPTIONS', ''])
    expect(Object.keys(answer.headers).filter(name => name.startsWith('access-control'))).toEqual([])
  })

  test('HEAD answers as GET does, without the body', async () => {
    for (const url of ['/api/v1/stays/areas', '/api/v1/usernames/somebody/count', '/api/v1/users/me', '/healthz']) {
      const [head, get] = [await ask('HEAD', url), await ask('GET', url)]
      expect([url, head.statusCode, head.body]).toEqual([url, get.statusCode, ''])
    }
  })

  test('an address that does not exist is not found, whatever the method', async () => {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const) {
      expect((await ask(method, '/api/v1/nothing/here')).statusCode).toBe(404)
      expect((await ask(method, '/api/v1/users/me/')).statusCode).toBe(404)
    }
  })
})

describe('what answers tell browsers', () => {
  test('every answer forbids guessing its type, refusals and missing pages too', async () => {
    for (const url of ['/api/v1/stays/areas', '/api/v1/users/me', '/api/v1/nowhere', '/api/v1/sessions?lang=en', '/api/openapi.json', '/api/docs/', '/dev/clock', '/media/aa/x', '/nowhere', '/healthz']) {
      const { headers } = await site.app.inject(url)
      expect([url, headers['x-content-type-options'], headers['referrer-policy']]).toEqual([url, 'nosniff', expect.stringMatching(/same-origin|no-referrer|strict-origin/)])
    }
  })

  test('what somebody reads who is signed in is kept in no cache', async () => {
    for (const [url, headers] of [['/api/v1/stays/houses', member], ['/api/v1/users/me', member], ['/api/v1/console/session', staffOfNothing]] as const) {
      const answer = await site.app.inject({ url, headers })
      expect([url, answer.statusCode, answer.headers['cache-control']]).toEqual([url, 200, 'no-store'])
    }
  })

  test('a site that is reached by https is from then on reached by nothing else', async () => {
    const secure = await openTestApp({ env: { PUBLIC_URL: 'https://linli.example' } })
    expect((await secure.app.inject('/healthz')).headers['strict-transport-security']).toContain('max-age=')
    await secure.close()
    expect((await site.app.inject('/healthz')).headers['strict-transport-security']).toBeUndefined()
  })

  test('the documentation can be browsed, and only with scripts of this site', async () => {
    const page = await site.app.inject('/api/docs/')
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, expect.stringContaining('text/html')])
    expect(page.headers['content-security-policy']).toContain('default-src \'self\'')
    for (const [, src] of page.body.matchAll(/(?:src|href)="(\.?\/[^"]+)"/g)) expect([src, (await site.app.inject(new URL(src!, 'http://x/api/docs/').pathname)).statusCode]).toEqual([src, 200])
  })
})

describe('the OpenAPI document', () => {
  const ajv = (formats as unknown as (ajv: Ajv2020) => Ajv2020)(new Ajv2020({ strict: false }))

  test('is one of 3.1: every reference leads somewhere, every schema is one, paths and parameters agree', async () => {
    const { data, raw } = await site.call('GET', '/api/openapi.json')
    expect(data).toBeUndefined()
    const document = raw.json()
    expect(document.openapi).toMatch(/^3\.1\.\d+$/)
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference!)
    for (const reference of new Set(references)) expect([reference, reference.split('/').slice(1).reduce((at, name) => at?.[name], document)]).toEqual([reference, expect.any(Object)])

    const ids = new Set<string>()
    for (const { method, path, inPath, inQuery, body, answers } of operationsOf(site.app)) {
      expect(path).toMatch(/^\/api\/v1\//)
      expect(ids.has(`${method} ${path}`)).toBe(false)
      ids.add(`${method} ${path}`)
      expect([path, inPath.map(({ name }) => name).sort(), inPath.every(({ required }) => required)]).toEqual([path, [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort(), true])
      expect(new Set(inQuery.map(({ name }) => name)).size).toBe(inQuery.length)
      if (method === 'GET') expect(body).toBeUndefined()
      const schemas = [...inPath, ...inQuery].map(({ schema }) => schema).concat(body ?? [], Object.values(answers).flatMap(({ content }) => Object.values(content ?? {}).map(({ schema }) => schema)))
      for (const schema of schemas) ajv.compile({ components: document.components, ...schema })
    }
  })

  test('says of every route who may call it, what it answers and how it refuses', () => {
    const wanting = operationsOf(site.app).filter(({ who, answers }) => {
      const successes = Object.entries(answers).filter(([status]) => /^[123]/.test(status))
      const toldWell = successes.every(([status, { content }]) => ['101', '204', '303'].includes(status) || Object.keys(content ?? {}).length > 0)
      return !who || successes.length !== 1 || !toldWell || !['4XX', '5XX'].every(status => answers[status]?.content?.['application/json'])
    })
    expect(wanting.map(({ method, path }) => `${method} ${path}`)).toEqual([])
    for (const methods of Object.values(documentOf(site.app).paths)) {
      for (const { description, security } of Object.values(methods)) expect([description, security.length > 0]).toEqual([description, description !== 'For: anyone.'])
    }
  })

  test('has every route of the interface', () => {
    const told = new Set(Object.entries(documentOf(site.app).paths).flatMap(([path, methods]) => Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`)))
    const there = apiRoutes().flatMap(route => methodsOf(route).filter(method => method !== 'HEAD').map(method => `${method} ${route.url.replace(/:(\w+)(?:\(.*?\))?/g, '{$1}')}`))
    expect(there.filter(route => !told.has(route))).toEqual([])
  })
})
