import type { Module } from '../../kit/module.ts'
import type { Client } from './sockets.fixture.ts'
import { request } from 'node:http'
import { promisify } from 'node:util'
import { afterEach, expect, test, vi } from 'vitest'
import { openTestApp, withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { buildApp } from '../../app.ts'
import { KitErrors } from '../../kit/errors.ts'
import { allModules } from '../../modules.ts'
import { startSession } from '../accounts/sessions.ts'
import { makeTokens } from '../accounts/tokens.ts'
import { hubOf } from './hub.ts'
import { nudge } from './index.ts'
import { isLooking } from './presence.ts'
import { connect, listening } from './sockets.fixture.ts'

let heard: unknown[] = []
const garden: Module = {
  name: 'garden',
  signals: {
    'garden.water': async (parts, accountId, data) => {
      const { bed } = data as { bed?: number }
      if (bed === undefined) throw KitErrors.bad_request()
      if (bed < 0) throw new Error('no such bed')
      await parts.db.sql.selectFrom('account').select('id').execute() // the first takes its time
      heard.push([accountId, bed])
    },
  },
}
const site = withApp({ modules: [...allModules, garden], env: { LINLI_LIMITS: 'off' } })
const open: Client[] = []
const page = async (...wish: Parameters<typeof connect> extends [unknown, ...infer Rest] ? Rest : never) => {
  const client = await connect(site, ...wish)
  open.push(client)
  return client
}
const ready = (client: Client) => expect.poll(() => client.frames).toEqual([{ type: 'ready' }])
afterEach(async () => {
  for (const { socket } of open.splice(0)) socket.terminate()
  await expect.poll(() => site.app.server.listening ? promisify(site.app.server.getConnections.bind(site.app.server))() : 0).toBe(0)
  heard = []
})

/** An access token of a session of its own, and the session. */
async function aToken() {
  const person = await aPerson(site)
  const session = await site.parts.db.tx(tx => startSession(site.parts, tx, person.accountId, { address: '127.0.0.1', deviceId: null, userAgent: '', session: null }, { token: true }))
  if (session.kind !== 'token') throw new Error('a token session was asked for')
  const tokens = await makeTokens(site.parts, { id: session.id, publicId: person.id, secretHash: session.secretHash, refreshNumber: 0 })
  return { person, sessionId: session.id, token: tokens.accessToken }
}

test('every open page of somebody hears that there is something new, and nobody else’s', async () => {
  const [anna, ben] = [await aPerson(site), await aPerson(site)]
  const [phone, laptop, other] = [await page({ as: anna }), await page({ as: anna }), await page({ as: ben })]
  for (const client of [phone, laptop, other]) await ready(client)
  nudge(site.parts, [anna.accountId], { topic: 'social.message', match: 'm1', seq: 7 })
  nudge(site.parts, [anna.accountId, ben.accountId], { topic: 'inbox' })
  const told = [{ type: 'ready' }, { topic: 'social.message', match: 'm1', seq: 7 }, { topic: 'inbox' }]
  await expect.poll(() => phone.frames).toEqual(told)
  await expect.poll(() => laptop.frames).toEqual(told)
  await expect.poll(() => other.frames).toEqual([{ type: 'ready' }, { topic: 'inbox' }])
  phone.socket.close()
  await phone.closed
  nudge(site.parts, [anna.accountId], { topic: 'inbox' })
  await expect.poll(() => laptop.frames.length).toBe(4)
})

test('what happens on one node is heard by pages that are open on another', async () => {
  const anna = await aPerson(site)
  const parts = { ...site.parts }
  const app = await buildApp(parts)
  const far = await connect({ app, parts }, { as: anna })
  await ready(far)
  nudge(site.parts, [anna.accountId], { topic: 'inbox' })
  await expect.poll(() => far.frames.length).toBe(2)
  far.send({ type: 'visible', visible: true })
  await expect.poll(() => isLooking(site.parts, anna.accountId)).toBe(true)
  await app.close()
  expect(await far.closed).toBe(1001)
  site.clock.advance(76) // the node that said so is silent
  expect(isLooking(site.parts, anna.accountId)).toBe(false)
})

test('a page of another site can’t open a socket with somebody’s cookie, nor can what is no page', async () => {
  const anna = await aPerson(site)
  for (const from of ['https://evil.example', 'null', null]) await expect(page({ as: anna, from })).rejects.toThrow('403')
  await expect(page({ from: 'https://evil.example' })).rejects.toThrow('403')
  const host = await listening(site)
  await ready(await page({ as: anna, from: `http://${host}` }))
})

test('a client without cookies says who it is in the first frame', async () => {
  const { person, token } = await aToken()
  const client = await page({ from: null })
  client.send({ type: 'auth', token })
  await ready(client)
  nudge(site.parts, [person.accountId], { topic: 'inbox' })
  await expect.poll(() => client.frames.length).toBe(2)
})

test('who is not signed in is sent away: at once with a wrong token, after five seconds without any', async () => {
  const { person, token } = await aToken()
  const wrong = await page({ from: null })
  wrong.send({ type: 'auth', token: `${token}x` })
  expect(await wrong.closed).toBe(4401)
  const rude = await page({ from: null })
  rude.send({ topic: 'garden.water', bed: 1 })
  expect(await rude.closed).toBe(4401)

  vi.useFakeTimers({ toFake: ['setTimeout'] })
  try {
    const silent = [await page({ from: null }), await page(), await page({ from: null, path: `/api/v1/realtime?token=${token}` })]
    nudge(site.parts, [person.accountId], { topic: 'inbox' })
    vi.advanceTimersByTime(4999)
    await new Promise(setImmediate)
    expect(silent.map(({ socket }) => socket.readyState)).toEqual([1, 1, 1])
    vi.advanceTimersByTime(1)
    expect(await Promise.all(silent.map(({ closed }) => closed))).toEqual([4401, 4401, 4401])
    expect(silent.flatMap(({ frames }) => frames)).toEqual([])
  } finally {
    vi.useRealTimers()
  }
  expect(heard).toEqual([])
})

test('a session that has ended takes its sockets with it within half a minute, and no others', async () => {
  const anna = await aPerson(site)
  const { token } = await aToken()
  const [ended, app] = [await page({ as: anna }), await page({ from: null })]
  app.send({ type: 'auth', token })
  const staying = await page({ as: await aPerson(site) })
  for (const client of [ended, app, staying]) await ready(client)
  await hubOf(site.parts).beat()
  await site.call('DELETE', 'sessions/current', { as: anna })
  await hubOf(site.parts).beat()
  expect(await ended.closed).toBe(4401)
  expect([app.socket.readyState, staying.socket.readyState]).toEqual([1, 1])
  site.clock.advance(31 * 86_400)
  await hubOf(site.parts).beat()
  expect(await Promise.all([app.closed, staying.closed])).toEqual([4401, 4401])
})

test('a line that has gone dead is noticed by the second heartbeat', async () => {
  const anna = await aPerson(site)
  const [dead, alive] = [await page({ as: anna, autoPong: false }), await page({ as: anna })]
  for (const client of [dead, alive]) await ready(client)
  for (const visible of [true, false]) {
    const asked = new Promise(resolve => alive.socket.once('ping', resolve))
    await hubOf(site.parts).beat()
    await asked
    alive.send({ type: 'visible', visible }) // when this has arrived, so has the answer before it
    await expect.poll(() => isLooking(site.parts, anna.accountId)).toBe(visible)
  }
  expect(await dead.closed).toBe(1006)
  expect(alive.socket.readyState).toBe(1)
})

test('floods, frames too large and what is no frame end a socket', async () => {
  const anna = await aPerson(site)
  const flooding = await page({ as: anna })
  for (let n = 0; n < 60; n++) flooding.send({ type: 'visible', visible: true })
  expect(await flooding.closed).toBe(1008)
  const large = await page({ as: anna })
  large.send({ topic: 'garden.water', bed: 1, text: 'x'.repeat(4096) })
  expect(await large.closed).toBe(1009)
  for (const nonsense of ['{', '[]', 'null', '"garden.water"']) {
    const client = await page({ as: anna })
    client.send(nonsense)
    expect([nonsense, await client.closed]).toEqual([nonsense, 1008])
  }
  const binary = await page({ as: anna })
  binary.socket.send(new Uint8Array([1, 2, 3]))
  expect(await binary.closed).toBe(1008)
})

test('one person has twenty sockets at most; the next is turned away, the others stay', async () => {
  const anna = await aPerson(site)
  const pages = await Promise.all(Array.from({ length: 20 }, () => page({ as: anna })))
  for (const client of pages) await ready(client)
  expect(await (await page({ as: anna })).closed).toBe(4429)
  await ready(await page({ as: await aPerson(site) }))
  pages[0]!.send({ type: 'visible', visible: true })
  await expect.poll(() => isLooking(site.parts, anna.accountId)).toBe(true)
  pages[0]!.socket.close()
  await expect.poll(() => isLooking(site.parts, anna.accountId)).toBe(false)
  await ready(await page({ as: anna }))
  expect(pages.slice(1).every(({ socket }) => socket.readyState === 1)).toBe(true)
})

test('what a page says is heard by the module whose topic it is, in order; mistakes hinder nothing', async () => {
  const anna = await aPerson(site)
  const client = await page({ as: anna })
  for (const frame of [{ topic: 'garden.water', bed: 1 }, { topic: 'garden.water' }, { topic: 'garden.water', bed: -1 }, { topic: 'nobody.hears' }, { topic: 'constructor' }, { type: 'dance' }, { topic: 'garden.water', bed: 2 }]) client.send(frame)
  await expect.poll(() => heard).toEqual([[anna.accountId, 1], [anna.accountId, 2]])
  expect(client.socket.readyState).toBe(1)
})

test('somebody looks at the site while one of their pages is before their eyes', async () => {
  const anna = await aPerson(site)
  const [phone, laptop] = [await page({ as: anna }), await page({ as: anna })]
  const looks = () => isLooking(site.parts, anna.accountId)
  await ready(phone)
  expect(looks()).toBe(false)
  for (const client of [phone, laptop]) client.send({ type: 'visible', visible: true })
  await expect.poll(looks).toBe(true)
  phone.send({ type: 'visible', visible: false })
  laptop.socket.close()
  await expect.poll(looks).toBe(false)
})

test('when the site stops, pages are told that it comes back, and one that does not answer holds up nothing', async () => {
  const own = await openTestApp()
  const client = await connect(own, { as: await aPerson(own) })
  const stuck = await connect(own, { as: await aPerson(own) })
  stuck.socket.pause()
  await own.close()
  expect(await client.closed).toBe(1001)
  stuck.socket.terminate()
})

test('without an upgrade the address says what it is; other addresses know no sockets and answer as ever', async () => {
  const { status, error } = await site.call('GET', 'realtime')
  expect([status, error]).toEqual([426, 'realtime.not_a_socket'])
  const [host, port] = (await listening(site)).split(':')
  const asked = (path: string, headers: Record<string, string>) => new Promise<number>((resolve, reject) => {
    request({ host, port, path, headers }, response => resolve(response.resume().statusCode!)).on('upgrade', (_, socket) => {
      socket.destroy()
      resolve(101)
    }).on('error', reject).end()
  })
  const upgrade = { 'connection': 'Upgrade', 'upgrade': 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' }
  expect(await asked('/healthz', upgrade)).toBe(200)
  expect(await asked('/healthz', { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c' })).toBe(200)
  expect(await asked('/api/v1/realtime/none', upgrade)).toBe(404)
  expect(await asked('/api/v1/realtime', upgrade)).toBe(101)
})
