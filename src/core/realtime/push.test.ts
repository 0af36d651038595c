import type { TestApp } from '../../../test/app.ts'
import type { TestPerson } from '../../../test/people.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { readConfig } from '../../kit/config.ts'
import { pushLater, realtime } from './index.ts'
import { isLooking } from './presence.ts'
import { pushKeysOf } from './push-keys.ts'
import { aBrowser, aPushService, senderOf } from './push-service.fixture.ts'
import { isPushService } from './push-services.ts'
import { sendPush } from './push.ts'
import { furtherServices, RealtimeSettings } from './settings.ts'
import { connect } from './sockets.fixture.ts'

let service: Awaited<ReturnType<typeof aPushService>>
/** Of a push service that is switched off. */
let away: string
let site: TestApp & { close: () => Promise<void> }
beforeAll(async () => {
  service = await aPushService()
  const other = await aPushService()
  away = other.origin
  await other.close()
  site = await openTestApp({ env: { LINLI_LIMITS: 'off', PUSH_SERVICES: `${service.origin},${away}`, VAPID_SUBJECT: 'mailto:desk@linli.example' } })
})
beforeEach(() => {
  service.delivered.length = 0
  service.answer = 201
})
afterAll(async () => {
  await site.close()
  await service.close()
})

const NEWS = { kind: 'notice', path: '/inbox', tag: 'inbox' } as const
const post = (who: TestPerson, body: object) => site.call('POST', 'realtime/push-subscriptions', { as: who, body })
const jobs = async () => (await sql<{ data: any }>`select data from jobs.job where name = 'realtime.push' order by created_on, id`.execute(site.parts.db.sql)).rows.map(({ data }) => data)

/** Queues news, and does what has been queued. */
async function push(...people: TestPerson[]) {
  await sql`delete from jobs.job where name = 'realtime.push'`.execute(site.parts.db.sql)
  await site.parts.db.tx(tx => pushLater(site.parts, tx, people.map(({ accountId }) => accountId), NEWS))
  for (const job of await jobs()) await sendPush(site.parts, job)
}

async function aDevice(who: TestPerson) {
  const browser = aBrowser(service.origin)
  const { status, data } = await post(who, browser.subscription)
  expect(status).toBe(201)
  return { ...browser, id: data.id as number }
}

test('every device of somebody is told that there is news, and only which page to open', async () => {
  const anna = await aPerson(site)
  const [phone, laptop] = [await aDevice(anna), await aDevice(anna)]
  await aDevice(await aPerson(site))
  await push(anna)
  expect(service.delivered.map(({ path }) => `${service.origin}${path}`).sort()).toEqual([phone, laptop].map(({ subscription }) => subscription.endpoint).sort())
  const message = service.delivered.find(({ path }) => phone.subscription.endpoint.endsWith(path))!
  expect(JSON.parse(phone.read(message))).toEqual(NEWS)
  expect(() => laptop.read(message)).toThrow()
  expect(message.headers).toMatchObject({ 'content-encoding': 'aes128gcm', 'ttl': '86400', 'urgency': 'high' })
})

test('the push service knows the sender by the key that browsers have subscribed with', async () => {
  const anna = await aPerson(site)
  await aDevice(anna)
  await push(anna)
  const { publicKey } = (await site.call('GET', 'realtime/push-key', { as: anna })).data
  expect(await senderOf(service.delivered[0]!, service.origin)).toEqual({ subject: 'mailto:desk@linli.example', publicKey })
  expect(pushKeysOf({ ...site.parts.config }).publicKey, 'made anew from the same secret').toBe(publicKey)
  const another = readConfig({ LINLI_DATA: site.parts.config.dataDir, LINLI_MODE: 'production', PUBLIC_URL: 'https://linli.example', SECRET_KEY: 'a secret of more than thirty-two characters' }, [RealtimeSettings], '/nowhere/.env')
  expect(pushKeysOf(another)).toMatchObject({ subject: 'https://linli.example', publicKey: expect.not.stringContaining(publicKey) })
})

test('a device that has gone is forgotten; one that can’t be reached now is tried again, a refusal is not', async () => {
  const anna = await aPerson(site)
  const device = await aDevice(anna)
  for (const answer of [429, 500, 503]) {
    service.answer = answer
    await expect(push(anna)).rejects.toThrow(`the push service answered ${answer}`)
  }
  for (const answer of [400, 403, 307]) {
    service.answer = answer
    await push(anna)
  }
  expect(service.delivered.map(({ path }) => `${service.origin}${path}`)).toEqual(Array.from({ length: 6 }).fill(device.subscription.endpoint)) // no redirect was followed
  for (const answer of [404, 410]) {
    const gone = await aDevice(anna)
    service.answer = answer
    await sendPush(site.parts, { ...NEWS, subscriptionId: gone.id })
    expect((await site.call('DELETE', `realtime/push-subscriptions/${gone.id}`, { as: anna })).status).toBe(404)
    service.answer = 201
  }
  expect((await site.call('DELETE', `realtime/push-subscriptions/${device.id}`, { as: anna })).status).toBe(204)
  await push(anna)
  expect(service.delivered).toHaveLength(8)
})

test('nobody answers: the error tells no endpoint, which is a secret', async () => {
  const anna = await aPerson(site)
  const { data } = await post(anna, aBrowser(away).subscription)
  const failure = await sendPush(site.parts, { ...NEWS, subscriptionId: data.id }).catch((error: Error) => error)
  expect(failure).toEqual(new Error('no answer from the push service (ECONNREFUSED)'))
})

test('who has the site before their eyes is not bothered by their phone', async () => {
  const anna = await aPerson(site)
  await aDevice(anna)
  const page = await connect(site, { as: anna })
  await push(anna)
  expect(service.delivered).toHaveLength(1) // a page in the background
  page.send({ type: 'visible', visible: true })
  await expect.poll(() => isLooking(site.parts, anna.accountId)).toBe(true)
  await push(anna)
  expect(service.delivered).toHaveLength(1)
  page.socket.close()
  await expect.poll(() => isLooking(site.parts, anna.accountId)).toBe(false)
  await push(anna)
  expect(service.delivered).toHaveLength(2)
})

test('news whose cause is rolled back are never sent, and without a device nothing is queued', async () => {
  const anna = await aPerson(site)
  await push(anna)
  expect(await jobs()).toEqual([])
  await aDevice(anna)
  await expect(site.parts.db.tx(async (tx) => {
    await pushLater(site.parts, tx, [anna.accountId], NEWS)
    throw new Error('no')
  })).rejects.toThrow('no')
  expect(await jobs()).toEqual([])
})

test('a device is told until its session ends, and then belongs to whoever signs in there next', async () => {
  const [anna, ben] = [await aPerson(site), await aPerson(site)]
  const { subscription, id } = await aDevice(anna)
  expect((await post(anna, subscription)).data).toEqual({ id })
  expect((await post(ben, subscription)).data).toEqual({ id })
  await push(anna)
  expect(service.delivered).toEqual([])
  await push(ben)
  expect(service.delivered).toHaveLength(1)
  await site.call('DELETE', 'sessions/current', { as: ben })
  await push(ben)
  expect(service.delivered).toHaveLength(1)
})

test('nobody takes another’s device off, and who deletes their account is told nothing', async () => {
  const [anna, ben] = [await aPerson(site), await aPerson(site)]
  const { id } = await aDevice(anna)
  expect((await site.call('DELETE', `realtime/push-subscriptions/${id}`, { as: ben })).status).toBe(404)
  expect((await site.call('POST', 'realtime/push-subscriptions', { body: aBrowser(service.origin).subscription })).status).toBe(401)
  await push(anna)
  expect(service.delivered).toHaveLength(1)
  await site.parts.db.tx(tx => realtime.onAccountDeleted!(site.parts, tx, anna.accountId))
  await push(anna)
  expect(service.delivered).toHaveLength(1)
})

test('of more than twenty devices the oldest gives way', async () => {
  const anna = await aPerson(site)
  const first = await aDevice(anna)
  for (let n = 0; n < 20; n++) await aDevice(anna)
  await push(anna)
  expect(service.delivered).toHaveLength(20)
  expect(service.delivered.some(({ path }) => first.subscription.endpoint.endsWith(path))).toBe(false)
})

test('only push services of browsers are ever asked by our server', async () => {
  const { config } = site.parts
  for (const endpoint of ['https://fcm.googleapis.com/fcm/send/x', 'https://updates.push.services.mozilla.com/wpush/v2/x', 'https://wns2-par02p.notify.windows.com/w/?token=x', 'https://web.push.apple.com/x', 'https://api.push.apple.com/x', `${service.origin}/x`]) expect([endpoint, isPushService(config, endpoint)]).toEqual([endpoint, true])
  const anna = await aPerson(site)
  const { keys } = aBrowser('').subscription
  for (const endpoint of ['http://fcm.googleapis.com/x', 'https://fcm.googleapis.com:8443/x', 'https://fcm.googleapis.com@127.0.0.1/x', 'https://user@fcm.googleapis.com/x', 'https://fcm.googleapis.com.evil.example/x', 'https://evilpush.apple.com/x', 'https://127.0.0.1/x', 'https://localhost:5432/', 'http://127.0.0.1:1/x', 'http://169.254.169.254/latest', 'https://[::1]/x']) {
    const { status, error } = await post(anna, { endpoint, keys })
    expect([endpoint, status, error]).toEqual([endpoint, 422, 'realtime.unknown_push_service'])
  }
  const noPoint = await post(anna, { endpoint: `${service.origin}/x`, keys: { ...keys, p256dh: 'A'.repeat(87) } })
  expect([noPoint.status, noPoint.error]).toEqual([422, 'realtime.bad_push_key'])
})

test('a push service in clear text is for the demo only', () => {
  const read = (PUSH_SERVICES: string, mode: object = {}) => furtherServices(readConfig({ LINLI_DATA: site.parts.config.dataDir, PUSH_SERVICES, ...mode }, [RealtimeSettings], '/nowhere/.env'))
  const production = { LINLI_MODE: 'production', PUBLIC_URL: 'https://linli.example', SECRET_KEY: 'a secret of more than thirty-two characters' }
  expect(read('https://push.example, https://two.example:8443', production)).toEqual(['https://push.example', 'https://two.example:8443'])
  for (const wrong of ['push.example', 'https://push.example/', 'http://push.example']) expect(() => read(wrong, production)).toThrow('PUSH_SERVICES')
})
