import type { Module } from '../module.ts'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { openTestApp, withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { allModules } from '../../modules.ts'
import { KitErrors } from '../errors.ts'

/** What goes wrong behind a route, by name. */
const mishaps: Record<string, () => unknown> = {
  bug: () => { throw new TypeError('secret detail of ours') },
  text: () => { throw 'a thrown text' }, // eslint-disable-line no-throw-literal
  refusal: () => { throw KitErrors.too_many({ retryAfter: 7 }) },
  own: () => { throw Object.assign(new Error('of a plugin'), { statusCode: 418 }) },
  deadlock: () => raise('40P01'),
  overlap: () => raise('23P01'),
  waited: () => raise('55P03'),
  nul: () => sql`select ${'a\0'}`.execute(site.parts.db.sql),
  huge: () => sql`select ${'99999999999'}::int`.execute(site.parts.db.sql),
  unnamed: () => raise('23505'),
}
const raise = (state: string) => sql.raw(`do $$ begin raise exception 'secret detail of ours' using errcode = '${state}'; end $$`).execute(site.parts.db.sql)

const garden: Module = {
  name: 'garden',
  routes(app) {
    app.get('/api/v1/garden/mishaps/:name', { config: { who: 'anyone' } }, async request => mishaps[(request.params as { name: string }).name]!())
    app.get('/api/v1/garden/address', { config: { who: 'anyone', limit: { points: 3, seconds: 60 } } }, async request => ({ address: request.ip }))
    app.get('/garden', { config: { who: 'anyone' } }, async request => String(request.member?.accountId ?? 'nobody'))
  },
}
const modules = [...allModules, garden]
const site = withApp({ modules, env: { LINLI_LIMITS: 'off' } })

describe('refusals', () => {
  test('an address that does not exist answers 404 with a sentence in the caller\'s language', async () => {
    const zh = await site.call('GET', 'nowhere')
    const en = await site.call('GET', 'nowhere', { headers: { 'accept-language': 'en' } })
    expect([zh.status, zh.error, zh.message]).toEqual([404, 'kit.not_found', '没有找到'])
    expect(en.message).toBe('Not found.')
  })

  test('the language is the one asked for, then the one chosen, then the browser\'s', async () => {
    const message = async (query: string, headers: Record<string, string>) => (await site.call('GET', `nowhere${query}`, { headers })).message
    expect(await message('?lang=en', { cookie: 'lang=zh-CN' })).toBe('Not found.')
    expect(await message('', { 'cookie': 'a=b; lang=en', 'accept-language': 'zh' })).toBe('Not found.')
    expect(await message('', { 'accept-language': 'fr, en;q=0.8, zh;q=0.5' })).toBe('Not found.')
    expect(await message('?lang=fr', { 'accept-language': 'zh-TW,en' })).toBe('没有找到')
  })

  test('whatever goes wrong behind a route has its status and its name, and says nothing of our inside', async () => {
    const answers: Record<string, unknown> = {}
    for (const name of Object.keys(mishaps)) {
      const { status, error, raw } = await site.call('GET', `garden/mishaps/${name}`)
      answers[name] = [status, error]
      expect(raw.body).not.toContain('secret detail')
      expect(raw.headers['cache-control']).toBe('no-store')
    }
    expect(answers).toEqual({
      bug: [500, 'kit.bug'],
      text: [500, 'kit.bug'],
      refusal: [429, 'kit.too_many'],
      own: [400, 'kit.bad_request'],
      deadlock: [409, 'kit.busy'],
      overlap: [409, 'kit.busy'],
      waited: [409, 'kit.busy'],
      nul: [400, 'kit.bad_request'],
      huge: [400, 'kit.bad_request'],
      unnamed: [500, 'kit.bug'],
    })
  })

  test('whoever asks too often is told when to come again', async () => {
    const answer = await site.call('GET', 'garden/mishaps/refusal')
    expect([answer.raw.headers['retry-after'], answer.details]).toEqual(['7', { retryAfter: 7 }])
  })

  test('an address that can\'t be read is refused by name', async () => {
    for (const url of ['/%', '/api/v1/%ZZ', '/api/v1/users/%c0%ae', `/api/v1/usernames/${'x'.repeat(5000)}/count`]) {
      const { statusCode, headers } = await site.app.inject(url)
      expect([url, statusCode < 500, headers['content-type']]).toEqual([url, true, 'application/json; charset=utf-8'])
    }
  })

  test('every request has an id that no other has, also after a restart', async () => {
    const second = await openTestApp({ modules: [garden] })
    const ids = await Promise.all([site, site, second].map(async ({ app }) => (await app.inject('/api/v1/nowhere')).json().requestId))
    await second.close()
    expect(new Set(ids).size).toBe(3)
  })
})

describe('who is who', () => {
  test('outside the interface nobody is known', async () => {
    const { headers } = await aPerson(site)
    expect((await site.app.inject({ url: '/garden', headers })).body).toBe('nobody')
  })

  test('somebody who is signed in can use a plain form of the site', async () => {
    const { headers: { cookie } } = await aPerson(site)
    const answer = await site.app.inject({ method: 'POST', url: '/dev/clock', headers: { 'cookie': cookie!, 'content-type': 'application/x-www-form-urlencoded', 'host': '127.0.0.1:8000', 'origin': 'http://127.0.0.1:8000' }, payload: 'advanceSeconds=1' })
    expect(answer.statusCode).toBe(303)
  })

  test('what a proxy says of the caller\'s address is believed of the proxies named, and of nobody else', async () => {
    const addressOf = async (env: Record<string, string>) => {
      const opened = await openTestApp({ modules: [garden], env })
      const answers = []
      for (const forwarded of ['10.1.1.1', '10.1.1.2', '10.1.1.1, 10.1.1.9', '10.1.1.4']) answers.push((await opened.call('GET', 'garden/address', { headers: { 'x-forwarded-for': forwarded } })).data?.address ?? 'refused')
      await opened.close()
      return answers
    }
    expect(await addressOf({})).toEqual(['127.0.0.1', '127.0.0.1', '127.0.0.1', 'refused'])
    expect(await addressOf({ TRUST_PROXY: '127.0.0.1' })).toEqual(['10.1.1.1', '10.1.1.2', '10.1.1.9', '10.1.1.4'])
    expect(await addressOf({ TRUST_PROXY: '192.168.0.0/16' })).toEqual(['127.0.0.1', '127.0.0.1', '127.0.0.1', 'refused'])
  })
})

describe('health and numbers', () => {
  test('the site says it lives and is ready', async () => {
    expect((await site.call('GET', '/healthz')).raw.body).toBe('ok')
    expect((await site.call('GET', '/readyz')).raw.body).toBe('ready')
  })

  test('requests are counted by route, not by address: garbage makes no new numbers', async () => {
    const series = async () => (await site.app.inject('/metrics')).body.split('\n').filter(line => line.startsWith('http_request_seconds_count'))
    await site.app.inject('/api/v1/usernames/first/count')
    await site.app.inject('/nowhere')
    const before = await series()
    for (let i = 0; i < 50; i++) {
      await site.app.inject(`/api/v1/usernames/somebody${i}/count`)
      await site.app.inject(`/nowhere/${i}`)
      await site.app.inject({ method: 'POST', url: `/api/v1/nowhere/${i}` })
    }
    const after = await series()
    expect(after.length - before.length).toBeLessThanOrEqual(2) // /metrics itself, and the first POST to nowhere
    expect(after.join()).toContain('route="/api/v1/usernames/:name/count",status="200"')
  })

  test('the numbers are for this machine, and for whoever has the token', async () => {
    const opened = await openTestApp({ modules: [garden], env: { METRICS_TOKEN: 'a-token-of-20-letters' } })
    const ask = async (remoteAddress: string, headers = {}) => (await opened.app.inject({ url: '/metrics', remoteAddress, headers })).statusCode
    expect([await ask('127.0.0.1'), await ask('::1'), await ask('10.0.0.1')]).toEqual([200, 200, 403])
    for (const name of ['x-forwarded-for', 'x-real-ip', 'forwarded']) expect(await ask('127.0.0.1', { [name]: '10.0.0.1' })).toBe(403)
    expect([await ask('10.0.0.1', { authorization: 'Bearer a-token-of-20-letters' }), await ask('10.0.0.1', { authorization: 'Bearer a-token-of-20-lettert' }), await ask('10.0.0.1', { authorization: 'Bearer ' })]).toEqual([200, 403, 403])
    await opened.close()
    expect((await site.app.inject({ url: '/metrics', remoteAddress: '10.0.0.1', headers: { authorization: 'Bearer undefined' } })).statusCode).toBe(403)
  })
})
