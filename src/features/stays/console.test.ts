import type { TestPerson } from '../../../test/people.ts'
import type { TestStaff } from '../../../test/staff.ts'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { aStaff, auditOf } from '../../../test/staff.ts'
import { aHost, aHouse, aPaidBooking, book, bookingOf, day, decide, FIELDS } from './houses.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
let staff: TestStaff
let host: TestPerson
beforeAll(async () => { host = await aHost(site) })
beforeEach(async () => { await signIn() })
/** Console sessions are short, and tests move the clock. */
const signIn = async () => { staff = await aStaff(site, ['stays.houses', 'stays.bookings', 'stays.reference']) }
const get = async (url: string, query = {}) => site.call('GET', `console/stays/${url}`, { as: staff, query })
const send = (method: 'POST' | 'PUT' | 'PATCH', url: string, body?: object) => site.call(method, `console/stays/${url}`, { as: staff, body })

describe('homes', () => {
  test('staff look through those that are new or were changed, and note that they did', async () => {
    const id = await aHouse(site, host, { title: '待审核的房子' })
    const unreviewed = async () => (await get('houses', { unreviewed: 'true' })).data.items.map((house: any) => house.id)
    expect(await unreviewed()).toContain(id)
    const { data } = await send('PUT', `houses/${id}/review`)
    expect(data).toMatchObject({ id, title: '待审核的房子', address: FIELDS.address, host: { id: host.id, number: host.accountId }, reviewedAt: site.clock.now().toISOString() })
    expect(await unreviewed()).not.toContain(id)
    await site.call('PATCH', `stays/houses/${id}`, { as: host, body: { price: 12_300 } })
    expect(await unreviewed()).not.toContain(id)
    await site.call('PATCH', `stays/houses/${id}`, { as: host, body: { title: '换了' } })
    expect(await unreviewed()).toContain(id)
  })

  test('a home that is taken down is gone for visitors, its host reads why, and it can be put back', async () => {
    const id = await aHouse(site, host, { title: '违规房源' })
    const guest = await aPerson(site)
    expect((await site.call('GET', `stays/houses/${id}`)).status).toBe(200)
    expect((await send('PUT', `houses/${id}/status`, { status: 'taken_down', reason: '图片不实' })).data).toMatchObject({ status: 'taken_down', statusReason: '图片不实' })
    expect(await send('PUT', `houses/${id}/status`, { status: 'taken_down', reason: '再来' })).toMatchObject({ status: 409 })
    expect((await site.call('GET', `stays/houses/${id}`)).status).toBe(404)
    expect((await book(site, guest, { houseId: id, checkIn: day(site, 2), checkOut: day(site, 3), guests: 1 })).status).toBe(404)
    expect((await site.call('GET', `stays/houses/${id}`, { as: host })).data).toMatchObject({ status: 'taken_down', statusReason: '图片不实' })
    expect(await site.call('PATCH', `stays/houses/${id}`, { as: host, body: { status: 'published' } })).toMatchObject({ status: 409, error: 'stays.taken_down', message: '房源已被平台下架：图片不实' })

    await send('PUT', `houses/${id}/status`, { status: 'published', reason: '已改正' })
    expect((await site.call('GET', `stays/houses/${id}`)).data).toMatchObject({ status: 'published', statusReason: null })
    expect(await auditOf(site, `house:${id}`)).toMatchObject([
      { staffId: staff.staffId, action: 'stays.restore', reason: '已改正', before: { status: 'taken_down' }, after: { status: 'published' } },
      { staffId: staff.staffId, action: 'stays.take_down', reason: '图片不实', before: { status: 'published' }, after: { status: 'taken_down', statusReason: '图片不实' } },
    ])
    expect(await send('PUT', `houses/${id}/status`, { status: 'taken_down', reason: ' ' })).toMatchObject({ status: 400 })
  })

  test('are found by id, words of the title, district, state and host', async () => {
    const other = await aHost(site)
    const id = await aHouse(site, other, { title: '独一无二的阁楼', areaId: 9 })
    for (const query of [{ q: String(id) }, { q: '无二' }, { areaId: 9 }, { host: other.id }, { host: other.id, status: 'published' }]) {
      expect((await get('houses', query)).data.items.map((house: any) => house.id)).toEqual([id])
    }
    expect((await get('houses', { host: 'nobody' })).data).toMatchObject({ items: [], total: 0 })
    expect((await get('houses', { q: '%' })).data.items).toEqual([])
    expect((await get('houses/999999')).status).toBe(404)
  })
})

describe('bookings', () => {
  test('staff see the whole life of a booking, cancel it with all its money, and say why', async () => {
    const houseId = await aHouse(site, host, { instant: true, policy: 'strict' })
    const guest = await aPerson(site)
    const id = await aPaidBooking(site, houseId, guest, day(site, 1), day(site, 4))
    site.clock.advance(2 * 86_400) // in the middle of the stay
    await signIn()
    const { data } = await send('POST', `bookings/${id}/cancellation`, { reason: '房东失联' })
    expect(data).toMatchObject({ status: 'CANCELED', canceledBy: 'staff', reason: '房东失联', total: 60_000, refundable: 0, actions: [], repayments: [{ amount: 60_000, status: 'processing' }] })
    expect(data.events.map((event: any) => [event.actor, event.action])).toEqual([['guest', 'book'], ['guest', 'pay'], ['staff', 'cancel']])
    expect(await bookingOf(site, guest, id)).toMatchObject({ status: 'CANCELED', refund: { amount: 60_000 } })
    expect(await auditOf(site, `booking:${id}`)).toMatchObject([{ action: 'stays.cancel_booking', reason: '房东失联', before: { status: 'PAID', refund: 0 }, after: { status: 'CANCELED', refund: 60_000 } }])
    expect(await send('POST', `bookings/${id}/cancellation`, { reason: '再来' })).toMatchObject({ status: 409, error: 'stays.wrong_state' })
  })

  test('why the site itself paid back is told in the reader’s language, what people wrote as they wrote it', async () => {
    const guest = await aPerson(site)
    const id = await aPaidBooking(site, await aHouse(site, host, { instant: true }), guest, day(site, 20), day(site, 22))
    await decide(site, guest, id, 'cancel', 'stays. all is well')
    const told = async (lang: string) => (await get(`bookings/${id}`, { lang })).data
    expect(await told('zh-CN')).toMatchObject({ reason: 'stays. all is well', repayments: [{ reason: '房客取消订单' }] })
    expect(await told('en')).toMatchObject({ reason: 'stays. all is well', repayments: [{ reason: 'The guest cancelled the booking' }] })
  })

  test('staff send money back besides, never more than was paid', async () => {
    const houseId = await aHouse(site, host, { instant: true })
    const guest = await aPerson(site)
    const id = await aPaidBooking(site, houseId, guest, day(site, 1), day(site, 3))
    expect((await send('POST', `bookings/${id}/refunds`, { amount: 10_000, reason: '没有热水' })).data).toMatchObject({ status: 'PAID', refundable: 30_000, actions: ['cancel', 'refund'] })
    expect(await send('POST', `bookings/${id}/refunds`, { amount: 30_001, reason: '太多' })).toMatchObject({ status: 422, error: 'payments.refund_too_much' })
    const both = await Promise.all([1, 2].map(() => send('POST', `bookings/${id}/refunds`, { amount: 20_000, reason: '同时' })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422])
    expect((await bookingOf(site, guest, id)).refund).toEqual({ amount: 30_000, status: 'processing' })
    expect(await auditOf(site, `booking:${id}`)).toMatchObject([
      { action: 'stays.refund_booking', reason: '同时', before: { refund: 10_000 }, after: { refund: 30_000 } },
      { action: 'stays.refund_booking', reason: '没有热水', before: { refund: 0 }, after: { refund: 10_000 } },
    ])
  })

  test('a booking that was never paid has nothing to send back', async () => {
    const houseId = await aHouse(site, host, { instant: true })
    const { data } = await book(site, await aPerson(site), { houseId, checkIn: day(site, 1), checkOut: day(site, 3), guests: 1 })
    expect(await send('POST', `bookings/${data.id}/refunds`, { amount: 1, reason: 'x' })).toMatchObject({ status: 409, error: 'stays.not_paid' })
    expect((await get(`bookings/${data.id}`)).data).toMatchObject({ refundable: 0, actions: ['cancel'], expiresAt: data.expiresAt })
  })

  test('cancelling after part of the money went back gives back the rest, not more', async () => {
    const houseId = await aHouse(site, host, { instant: true })
    const guest = await aPerson(site)
    const id = await aPaidBooking(site, houseId, guest, day(site, 20), day(site, 22))
    await send('POST', `bookings/${id}/refunds`, { amount: 10_000, reason: '优惠' })
    expect((await bookingOf(site, guest, id)).refundIfCanceledNow).toBe(30_000) // of 40,000
    expect((await send('POST', `bookings/${id}/cancellation`, { reason: '停水' })).data).toMatchObject({ status: 'CANCELED', refundable: 0 })
    expect((await bookingOf(site, guest, id)).refund.amount).toBe(40_000)
  })

  test('are found by id, state, home, people and days', async () => {
    const [own, guest] = [await aHost(site), await aPerson(site)]
    const houseId = await aHouse(site, own, { instant: true })
    const id = await aPaidBooking(site, houseId, guest, '2027-09-10', '2027-09-12')
    for (const query of [{ q: id }, { houseId }, { guest: guest.id }, { host: own.id, status: 'PAID' }, { from: '2027-09-11', to: '2027-09-30' }, { from: '2027-09-01', to: '2027-09-10' }]) {
      expect((await get('bookings', query)).data.items.map((booking: any) => booking.id)).toEqual([id])
    }
    for (const query of [{ q: 'nothing' }, { houseId, status: 'CANCELED' }, { from: '2027-09-12', to: '2027-09-30' }, { host: guest.id }]) {
      expect((await get('bookings', query)).data.items).toEqual([])
    }
    expect((await get('bookings', { q: id })).data.items[0]).toMatchObject({ house: { id: houseId }, guest: { id: guest.id, number: guest.accountId }, nights: 2, total: 40_000 })
    expect((await get('bookings/nothing')).status).toBe(404)
  })
})

describe('districts and facilities', () => {
  test('are added, renamed, put in order and retired; visitors see it at once', async () => {
    const shown = async () => (await site.call('GET', 'stays/areas')).data.map((area: any) => area.name)
    const before = await shown()
    const { status, data } = await send('POST', 'areas', { name: ' 高新区 ' })
    expect(status).toBe(201)
    expect(await shown()).toEqual([...before, '高新区'])
    expect(await send('POST', 'areas', { name: '高新区' })).toMatchObject({ status: 409, error: 'stays.name_taken', details: { field: 'name' } })

    const house = await aHouse(site, host, { areaId: data.id })
    await site.call('GET', `stays/houses/${house}`)
    await send('PATCH', `areas/${data.id}`, { name: '高新技术区', reason: '更名' })
    expect((await site.call('GET', `stays/houses/${house}`)).data.area.name).toBe('高新技术区')

    const ids = (await get('areas')).data.map((area: any) => area.id)
    await send('PUT', 'areas/order', { ids: [data.id, ...ids.filter((id: number) => id !== data.id)], reason: '最近很热门' })
    expect((await shown())[0]).toBe('高新技术区')
    expect(await send('PUT', 'areas/order', { ids: [data.id], reason: 'x' })).toMatchObject({ status: 422, error: 'stays.order_differs' })

    await send('PATCH', `areas/${data.id}`, { retired: true, reason: '没有房源' })
    expect(await shown()).toEqual(before)
    expect((await get('areas')).data[0]).toMatchObject({ name: '高新技术区', retired: true, houseCount: 1 })
    expect(await site.call('GET', 'stays/houses', { query: { areaId: data.id } })).toMatchObject({ status: 422 })
    expect((await site.call('GET', `stays/houses/${house}`)).data.area.name).toBe('高新技术区')
    expect((await site.call('PATCH', `stays/houses/${house}`, { as: host, body: { areaId: data.id, price: 100 } })).status).toBe(200)
    expect(await auditOf(site, `area:${data.id}`)).toMatchObject([
      { action: 'stays.area.change', reason: '没有房源', before: { retired: false }, after: { retired: true } },
      { action: 'stays.area.change', reason: '更名', before: { name: '高新区' }, after: { name: '高新技术区' } },
      { action: 'stays.area.add', after: { name: '高新区' } },
    ])
    expect(await auditOf(site, 'area')).toMatchObject([{ action: 'stays.area.order', reason: '最近很热门', before: { order: ids }, after: { order: [data.id, ...ids.slice(0, -1)] } }])
    for (const body of [{ name: '无因' }, { retired: false }, { name: '无因', reason: ' ' }, { reason: '什么都没改' }]) expect((await send('PATCH', `areas/${data.id}`, body)).status).toBe(400)
    expect((await send('PUT', 'areas/order', { ids })).status).toBe(400)
  })

  test('a facility has an icon and can be retired', async () => {
    const { data } = await send('POST', 'facilities', { name: '投影仪', icon: 'tv' })
    expect((await site.call('GET', 'stays/facilities')).data.at(-1)).toEqual({ id: data.id, name: '投影仪', icon: 'tv' })
    await send('PATCH', `facilities/${data.id}`, { icon: 'sparkle', retired: true, reason: '换图标' })
    expect((await site.call('GET', 'stays/facilities')).data.some((facility: any) => facility.id === data.id)).toBe(false)
    expect((await get('facilities')).data.at(-1)).toEqual({ id: data.id, name: '投影仪', icon: 'sparkle', retired: true })
    expect(await send('PATCH', 'facilities/999', { retired: true, reason: 'x' })).toMatchObject({ status: 404 })
    expect(await send('PATCH', `facilities/${data.id}`, {})).toMatchObject({ status: 400 })
    expect(await send('POST', 'facilities', { name: 'x', icon: '<svg>' })).toMatchObject({ status: 400 })
  })
})
