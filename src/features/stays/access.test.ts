import type { CallOptions } from '../../../test/app.ts'
import type { TestPerson } from '../../../test/people.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { operationsOf } from '../../../test/operations.ts'
import { aStaff } from '../../../test/staff.ts'
import { aHost, aHouse, aPaidBooking, book, day, FIELDS } from './houses.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const SECRET_ADDRESS = '暗号街 4711 号 9 栋 9 层'

type Role = 'nobody' | 'guest' | 'other guest' | 'host' | 'other host' | 'staff' | 'other staff'
const ROLES: Role[] = ['nobody', 'guest', 'other guest', 'host', 'other host', 'staff', 'other staff']
let who: Partial<Record<Role, CallOptions['as']>>
let houseId: number
let requestId: string
let paidId: string

beforeAll(async () => {
  const host = await aHost(site)
  const people: Record<string, TestPerson> = { 'guest': await aPerson(site), 'other guest': await aPerson(site), host, 'other host': await aHost(site) }
  houseId = await aHouse(site, host, { address: SECRET_ADDRESS, instant: true })
  paidId = await aPaidBooking(site, houseId, people.guest!, day(site, 3), day(site, 5))
  await site.call('PATCH', `stays/houses/${houseId}`, { as: host, body: { instant: false } })
  requestId = (await book(site, people.guest!, { houseId, checkIn: day(site, 10), checkOut: day(site, 12), guests: 1 })).data.id
  who = { 'nobody': undefined, ...people, 'staff': await aStaff(site, ['stays.houses', 'stays.bookings', 'stays.reference']), 'other staff': await aStaff(site, ['accounts.read']) }
})

/** What each role is answered, in the order of ROLES; bodies are right in form and change nothing, or fail on a state. */
type Row = [method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, statuses: number[], body?: () => object]
const all = (status: number) => ROLES.map(() => status)
const addressOf = (url: string) => url.replace(':house', String(houseId)).replace(':paid', paidId).replace(':request', requestId)
/** Staff have their own door: the site's does not know them. */
const members = (nobody: number, guest: number, otherGuest: number, host: number, otherHost: number) => [nobody, guest, otherGuest, host, otherHost, nobody, nobody]
const staffOnly = (status: number) => [401, 401, 401, 401, 401, status, 403]

const ROWS: Row[] = [
  ['GET', 'stays/areas', all(200)],
  ['GET', 'stays/facilities', all(200)],
  ['GET', 'stays/houses', all(200)],
  ['GET', 'stays/houses/featured', all(200)],
  ['GET', 'stays/houses/:house', all(200)],
  ['GET', 'stays/houses/:house/calendar', all(200)],
  ['GET', 'stays/houses/:house/reviews', all(200)],
  ['POST', 'stays/quotes', all(200), () => ({ houseId, checkIn: day(site, 20), checkOut: day(site, 21), guests: 1 })],
  ['POST', 'stays/houses', members(401, 403, 403, 422, 422), () => ({ ...FIELDS, areaId: 999 })],
  ['PATCH', 'stays/houses/:house', members(401, 404, 404, 200, 404), () => ({})],
  ['PUT', 'stays/houses/:house/calendar', members(401, 404, 404, 200, 404), () => ({ from: day(site, 60), to: day(site, 61), state: 'free' })],
  ['POST', 'stays/houses/:house/images', members(401, 400, 400, 400, 400), () => ({})],
  ['PUT', 'stays/houses/:house/images/order', members(401, 404, 404, 200, 404), () => ({ ids: [] })],
  ['DELETE', 'stays/houses/:house/images/1', members(401, 404, 404, 404, 404)],
  ['POST', 'stays/bookings', members(401, 409, 409, 403, 409), () => ({ houseId, checkIn: day(site, 3), checkOut: day(site, 5), guests: 1 })],
  ['GET', 'stays/bookings', members(401, 200, 200, 200, 200)],
  ['GET', 'stays/bookings/:paid', members(401, 200, 404, 200, 404)],
  ['PUT', 'stays/bookings/:paid/status', members(401, 403, 404, 409, 404), () => ({ action: 'accept' })],
  ['PUT', 'stays/bookings/:request/status', members(401, 403, 404, 422, 404), () => ({ action: 'reject' })],
  ['PUT', 'stays/bookings/:request/status', members(401, 403, 404, 409, 404).with(1, 200), () => ({ action: 'cancel', reason: 'x' })],
  ['POST', 'stays/bookings/:paid/payments', members(401, 409, 404, 404, 404)],
  ['POST', 'stays/bookings/:paid/reviews', members(401, 409, 404, 404, 404), () => ({ rating: 5, text: 'x' })],
  ['POST', 'stays/bookings/:paid/reviews/answer', members(401, 403, 404, 409, 404), () => ({ text: 'x' })],
  ['GET', 'console/stays/houses', staffOnly(200)],
  ['GET', 'console/stays/houses/:house', staffOnly(200)],
  ['PUT', 'console/stays/houses/:house/status', staffOnly(409), () => ({ status: 'published', reason: 'x' })],
  ['PUT', 'console/stays/houses/:house/review', staffOnly(200)],
  ['GET', 'console/stays/bookings', staffOnly(200)],
  ['GET', 'console/stays/bookings/:paid', staffOnly(200)],
  ['POST', 'console/stays/bookings/nobody/cancellation', staffOnly(404), () => ({ reason: 'x' })],
  ['POST', 'console/stays/bookings/nobody/refunds', staffOnly(404), () => ({ amount: 1, reason: 'x' })],
  ['GET', 'console/stays/areas', staffOnly(200)],
  ['POST', 'console/stays/areas', staffOnly(409), () => ({ name: '蜀山区' })],
  ['PATCH', 'console/stays/areas/999', staffOnly(404), () => ({ retired: false, reason: 'x' })],
  ['PUT', 'console/stays/areas/order', staffOnly(422), () => ({ ids: [1], reason: 'x' })],
  ['GET', 'console/stays/facilities', staffOnly(200)],
  ['POST', 'console/stays/facilities', staffOnly(409), () => ({ name: '电视', icon: 'tv' })],
  ['PATCH', 'console/stays/facilities/999', staffOnly(404), () => ({ retired: false, reason: 'x' })],
  ['PUT', 'console/stays/facilities/order', staffOnly(422), () => ({ ids: [1], reason: 'x' })],
]

describe('every request, by everybody', () => {
  test.each(ROWS)('%s %s answers each what is theirs', async (method, url, expected, body) => {
    const statuses = []
    for (const role of ROLES) statuses.push((await site.call(method, addressOf(url), { as: who[role], body: body?.() })).status)
    expect(statuses).toEqual(expected)
  })

  test('the table above has every route there is', () => {
    const known = new Set(ROWS.map(([method, url]) => `${method} /api/v1/${url.replace(/:house|:paid|:request|nobody|999/, '{id}').replace('images/1', 'images/{imageId}')}`))
    const missing = operationsOf(site.app).filter(({ path }) => /\/stays\//.test(path)).map(({ method, path }) => `${method} ${path}`).filter(route => !known.has(route))
    expect(missing).toEqual([])
  })

  test('without the page’s token a browser’s write is refused', async () => {
    const { cookie } = who.host!.headers
    expect(await site.call('PATCH', `stays/houses/${houseId}`, { headers: { cookie: cookie! }, body: { price: 100 } })).toMatchObject({ status: 403, error: 'kit.bad_csrf' })
  })
})

test('what strangers were refused has not happened', async () => {
  const [guest, host] = [who.guest, who.host]
  const state = async () => ({
    house: (await site.call('GET', `stays/houses/${houseId}`, { as: host })).data,
    calendar: (await site.call('GET', `stays/houses/${houseId}/calendar`, { as: host })).data,
    bookings: (await site.call('GET', 'stays/bookings', { as: host, query: { role: 'host' } })).data,
    mine: (await site.call('GET', 'stays/bookings', { as: guest })).data,
    payments: (await site.parts.db.sql.selectFrom('payment').select(['reference', 'status', 'refunded_amount']).orderBy('id').execute()),
  })
  const { data } = await book(site, await aPerson(site), { houseId, checkIn: day(site, 30), checkOut: day(site, 32), guests: 1 })
  const before = await state()
  const deeds: [method: 'POST' | 'PUT' | 'PATCH', url: string, body?: object][] = [
    ['PATCH', `stays/houses/${houseId}`, { title: '归我了', price: 100 }],
    ['PATCH', `stays/houses/${houseId}`, { status: 'paused' }],
    ['PUT', `stays/houses/${houseId}/calendar`, { from: day(site, 40), to: day(site, 50), state: 'blocked' }],
    ...[paidId, data.id as string].flatMap(id => ([
      ['PUT', `stays/bookings/${id}/status`, { action: 'accept' }],
      ['PUT', `stays/bookings/${id}/status`, { action: 'reject', reason: 'x' }],
      ['PUT', `stays/bookings/${id}/status`, { action: 'cancel', reason: 'x' }],
      ['POST', `stays/bookings/${id}/payments`],
      ['POST', `stays/bookings/${id}/reviews`, { rating: 1, text: 'x' }],
      ['POST', `stays/bookings/${id}/reviews/answer`, { text: 'x' }],
      ['POST', `console/stays/bookings/${id}/cancellation`, { reason: 'x' }],
      ['POST', `console/stays/bookings/${id}/refunds`, { amount: 1, reason: 'x' }],
    ] as [method: 'POST' | 'PUT', url: string, body?: object][])),
    ['PUT', `console/stays/houses/${houseId}/status`, { status: 'taken_down', reason: 'x' }],
  ]
  for (const [method, url, body] of deeds) {
    for (const role of ['nobody', 'other guest', 'other host', 'other staff'] as const) {
      const { status } = await site.call(method, url, { as: who[role], body })
      expect([method, url, role, [401, 403, 404].includes(status)]).toEqual([method, url, role, true])
    }
  }
  expect(await state()).toEqual(before)
})

test('the exact address and phone numbers are in no answer but those of host, staff and the guest who has paid', async () => {
  const gets = ROWS.filter(([method]) => method === 'GET').map(([, url]) => addressOf(url))
  const { data: mine } = await site.call('GET', 'users/me', { as: who.host })
  expect(mine.mobile).toMatch(/\*/)
  const { mobile } = await site.parts.db.sql.selectFrom('account').select('mobile').where('public_id', '=', mine.id).executeTakeFirstOrThrow()
  const allowed: Partial<Record<Role, string[]>> = {
    host: [`stays/houses/${houseId}`, 'stays/bookings', `stays/bookings/${paidId}`, `stays/bookings/${requestId}`],
    guest: ['stays/bookings', `stays/bookings/${paidId}`],
    staff: [`console/stays/houses/${houseId}`],
  }
  for (const role of ROLES) {
    for (const url of [...gets, `stays/bookings/${requestId}`, 'stays/bookings?role=host', 'stays/houses?owner=me']) {
      const { raw } = await site.call('GET', url, { as: who[role] })
      if (allowed[role]?.includes(url.split('?')[0]!)) continue
      expect([role, url, raw.body.includes(SECRET_ADDRESS), raw.body.includes(mobile!)]).toEqual([role, url, false, false])
    }
  }
  const paid = await site.call('GET', `stays/bookings/${paidId}`, { as: who.guest })
  expect(paid.data).toMatchObject({ address: SECRET_ADDRESS, hostMobile: mobile })
})
