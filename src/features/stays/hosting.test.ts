import type { TestPerson } from '../../../test/people.ts'
import { Buffer } from 'node:buffer'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { aHost, aHouse, aPaidBooking, book, day, FIELDS } from './houses.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const publish = (who: TestPerson, body: object, headers = {}) => site.call('POST', 'stays/houses', { as: who, body, headers })
const edit = (who: TestPerson, id: number, body: object) => site.call('PATCH', `stays/houses/${id}`, { as: who, body })
const read = async (id: number, as?: TestPerson) => site.call('GET', `stays/houses/${id}`, { as })

let colours = 0
/** A picture no other test has. */
const aPicture = () => sharp({ create: { width: 320, height: 240, channels: 3, background: { r: ++colours, g: 40, b: 90 } } }).png().toBuffer()

function upload(who: TestPerson, houseId: number, file: Buffer, field = 'image') {
  const boundary = 'x-test-boundary'
  const payload = Buffer.concat([
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="../../evil.php"\r\ncontent-type: image/png\r\n\r\n`),
    file,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return site.call('POST', `stays/houses/${houseId}/images`, { as: who, payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } })
}

describe('publishing', () => {
  test('a home is on the site with everything its host says; what is not said has a sensible value', async () => {
    const host = await aHost(site)
    const { status, data } = await publish(host, { ...FIELDS, title: ' 湖边小屋 ', facilityIds: [14, 1] })
    expect(status).toBe(201)
    const { areaId: _, ...said } = FIELDS
    expect(data).toMatchObject({ ...said, status: 'published', isOwner: true, description: '', instant: false, policy: 'flexible', noticeDays: 0, windowDays: 365, checkInHour: 14, checkOutHour: 12, facilityIds: [1, 14], images: [], rating: null, area: { id: 3, name: '蜀山区' }, host: { id: host.id, name: host.name } })
    const { data: seen } = await read(data.id)
    expect(seen).toEqual({ ...data, isOwner: false, address: null })
    expect((await site.call('GET', 'stays/houses', { query: { areaId: 3 } })).data.items[0].id).toBe(data.id)
  })

  test('without any facility, with unknown ones, and with a deposit and a limit of zero', async () => {
    const host = await aHost(site)
    expect((await publish(host, { ...FIELDS, deposit: 0, maxNights: 0, facilityIds: [] })).data.facilityIds).toEqual([])
    expect((await publish(host, { ...FIELDS, facilityIds: [9999, 2] })).data.facilityIds).toEqual([2])
  })

  test('only somebody who has confirmed their identity may', async () => {
    expect(await publish(await aPerson(site), FIELDS)).toMatchObject({ status: 403, error: 'kit.not_verified' })
    expect(await site.call('POST', 'stays/houses', { body: FIELDS })).toMatchObject({ status: 401 })
  })

  test.each<[string, object, number, string, string]>([
    ['no title', { title: '   ' }, 422, 'stays.blank', 'title'],
    ['no address', { address: ' ' }, 422, 'stays.blank', 'address'],
    ['a district nobody knows', { areaId: 77 }, 422, 'stays.unknown_area', 'areaId'],
    ['most nights below the fewest', { minNights: 5, maxNights: 3 }, 422, 'stays.nights_reversed', 'maxNights'],
    ['a window nobody can book in', { minNights: 5, windowDays: 6, noticeDays: 2 }, 422, 'stays.window_too_short', 'windowDays'],
    ['a price below one yuan', { price: 99 }, 400, 'kit.bad_request', 'price'],
    ['a price that is no number', { price: '200' }, 400, 'kit.bad_request', 'price'],
    ['a price in fractions of a fen', { price: 199.5 }, 400, 'kit.bad_request', 'price'],
    ['a title that is too long', { title: 'x'.repeat(65) }, 400, 'kit.bad_request', 'title'],
    ['a field nobody declared', { status: 'published' }, 400, 'kit.bad_request', 'status'],
    ['an id beyond all numbers', { areaId: 1e300 }, 400, 'kit.bad_request', 'areaId'],
  ])('refused: %s', async (_, fields, status, error, field) => {
    const answer = await publish(await aHost(site), { ...FIELDS, ...fields })
    expect([answer.status, answer.error, answer.details.field]).toEqual([status, error, field])
  })

  test('sent twice with one key it is one home', async () => {
    const host = await aHost(site)
    const answers = await Promise.all([1, 2, 3].map(() => publish(host, FIELDS, { 'idempotency-key': 'once' })))
    expect(new Set(answers.map(({ data }) => data.id)).size).toBe(1)
    expect((await site.call('GET', 'stays/houses', { as: host, query: { owner: 'me' } })).data.total).toBe(1)
  })
})

describe('editing', () => {
  test('visitors see every change at once, and a paused home not at all', async () => {
    const host = await aHost(site)
    const id = await aHouse(site, host)
    await read(id)
    await edit(host, id, { title: '新名字', price: 30_000, facilityIds: [5] })
    expect((await read(id)).data).toMatchObject({ title: '新名字', price: 30_000, facilityIds: [5], capacity: FIELDS.capacity })
    expect((await edit(host, id, { status: 'paused' })).data.status).toBe('paused')
    expect((await read(id)).status).toBe(404)
    expect((await read(id, await aPerson(site))).status).toBe(404)
    expect((await read(id, host)).data).toMatchObject({ status: 'paused', isOwner: true, address: FIELDS.address })
    await edit(host, id, { status: 'published' })
    expect((await read(id)).status).toBe(200)
  })

  test('a new name or face of the host shows on their homes', async () => {
    const host = await aHost(site)
    const id = await aHouse(site, host)
    await read(id)
    expect((await site.call('PATCH', 'users/me', { as: host, body: { name: '周师傅' } })).status).toBe(200)
    expect((await read(id)).data.host.name).toBe('周师傅')
  })

  test('rules that would contradict those that stay are refused', async () => {
    const host = await aHost(site)
    const id = await aHouse(site, host, { minNights: 3 })
    expect(await edit(host, id, { maxNights: 2 })).toMatchObject({ status: 422, error: 'stays.nights_reversed' })
    expect(await edit(host, id, { title: '' })).toMatchObject({ status: 400 })
  })
})

describe('one’s own homes', () => {
  test('are listed newest first, with what is waiting, in any state', async () => {
    const host = await aHost(site)
    const [first, second] = [await aHouse(site, host), await aHouse(site, host)]
    await edit(host, first, { status: 'paused' })
    const guest = await aPerson(site)
    for (const from of [2, 4]) await book(site, guest, { houseId: second, checkIn: day(site, from), checkOut: day(site, from + 1), guests: 1 })
    const { data } = await site.call('GET', 'stays/houses', { as: host, query: { owner: 'me', areaId: 1 } })
    expect(data.items.map((house: any) => [house.id, house.status, house.waitingCount])).toEqual([[second, 'published', 2], [first, 'paused', 0]])
    site.clock.advance(24 * 3600)
    expect((await site.call('GET', 'stays/houses', { as: host, query: { owner: 'me' } })).data.items[0].waitingCount).toBe(0)
  })

  test('are nobody else’s to see', async () => {
    expect(await site.call('GET', 'stays/houses', { query: { owner: 'me' } })).toMatchObject({ status: 401 })
    await aHouse(site, await aHost(site))
    expect((await site.call('GET', 'stays/houses', { as: await aPerson(site), query: { owner: 'me' } })).data).toMatchObject({ items: [], total: 0 })
  })
})

describe('pictures', () => {
  test('the first becomes the cover; they can be put in another order and removed', async () => {
    const host = await aHost(site)
    const id = await aHouse(site, host)
    const images = []
    for (let i = 0; i < 3; i++) {
      const { status, data } = await upload(host, id, await aPicture())
      expect(status).toBe(201)
      images.push(data)
    }
    const shown = async () => (await read(id)).data.images.map((image: any) => image.id)
    const cover = async () => (await site.call('GET', 'stays/houses', { as: host, query: { owner: 'me' } })).data.items[0].picture?.id
    expect(await shown()).toEqual(images.map(image => image.id))
    expect(await cover()).toBe(images[0].picture.id)

    const order = [images[2].id, images[0].id, images[1].id]
    expect((await site.call('PUT', `stays/houses/${id}/images/order`, { as: host, body: { ids: order } })).status).toBe(200)
    expect([await shown(), await cover()]).toEqual([order, images[2].picture.id])

    expect((await site.call('DELETE', `stays/houses/${id}/images/${images[2].id}`, { as: host })).status).toBe(200)
    expect([await shown(), await cover()]).toEqual([order.slice(1), images[0].picture.id])
    expect((await site.call('DELETE', `stays/houses/${id}/images/${images[2].id}`, { as: host })).status).toBe(404)
    for (const image of [images[0], images[1]]) await site.call('DELETE', `stays/houses/${id}/images/${image.id}`, { as: host })
    expect([await shown(), await cover()]).toEqual([[], undefined])
  })

  test('an order that is not of all pictures is refused', async () => {
    const host = await aHost(site)
    const id = await aHouse(site, host)
    const { data } = await upload(host, id, await aPicture())
    for (const ids of [[], [data.id, 999_999], [999_999]]) {
      expect(await site.call('PUT', `stays/houses/${id}/images/order`, { as: host, body: { ids } })).toMatchObject({ status: 422, error: 'stays.images_differ' })
    }
  })

  test('the same picture twice is one; a twenty-first is refused, also of two uploaded at once', { timeout: 60_000 }, async () => {
    const host = await aHost(site)
    const id = await aHouse(site, host)
    const same = await aPicture()
    const twice = [await upload(host, id, same), await upload(host, id, same)]
    expect(new Set(twice.map(({ data }) => data.id)).size).toBe(1)
    for (let i = 2; i < 20; i++) await upload(host, id, await aPicture())
    const last = await Promise.all([upload(host, id, await aPicture()), upload(host, id, await aPicture())])
    expect(last.map(answer => answer.error ?? answer.status).sort()).toEqual([201, 'stays.too_many_images'])
  })

  test('only of one’s own home, and only real pictures', async () => {
    const host = await aHost(site)
    const id = await aHouse(site, host)
    const other = await aHost(site)
    const picture = await aPicture()
    expect((await upload(other, id, picture)).status).toBe(404)
    expect((await upload(host, 999_999, picture)).status).toBe(404)
    expect((await upload(host, id, Buffer.from('<?php echo 1'))).status).toBe(415)
    expect((await upload(host, id, picture, 'avatar')).status).toBeLessThan(500)
    const { data } = await upload(host, id, picture)
    expect(await site.call('DELETE', `stays/houses/${id}/images/${data.id}`, { as: other })).toMatchObject({ status: 404 })
    expect(await site.call('PUT', `stays/houses/${id}/images/order`, { as: other, body: { ids: [data.id] } })).toMatchObject({ status: 404 })
    expect((await read(id)).data.images).toHaveLength(1)
  })

  test('of another’s home can’t be reached through one’s own', async () => {
    const [host, thief] = [await aHost(site), await aHost(site)]
    const [id, own] = [await aHouse(site, host), await aHouse(site, thief)]
    const theirs = [(await upload(host, id, await aPicture())).data, (await upload(host, id, await aPicture())).data]
    const mine = (await upload(thief, own, await aPicture())).data
    const order = (ids: number[]) => site.call('PUT', `stays/houses/${own}/images/order`, { as: thief, body: { ids } })
    expect(await site.call('DELETE', `stays/houses/${own}/images/${theirs[0].id}`, { as: thief })).toMatchObject({ status: 404 })
    expect(await order([theirs[1].id])).toMatchObject({ status: 422, error: 'stays.images_differ' })
    expect(await order([mine.id, theirs[1].id])).toMatchObject({ status: 422, error: 'stays.images_differ' })
    expect((await read(id)).data.images.map((image: any) => image.id)).toEqual(theirs.map(image => image.id))
  })
})

describe('the host’s calendar', () => {
  const states = async (id: number, from: number, to: number, as?: TestPerson) => (await site.call('GET', `stays/houses/${id}/calendar`, { as, query: { from: day(site, from), to: day(site, to) } })).data.days.map((night: any) => night.state[0]).join('')
  const change = (who: TestPerson, id: number, from: number, to: number, state: string) => site.call('PUT', `stays/houses/${id}/calendar`, { as: who, body: { from: day(site, from), to: day(site, to), state } })
  const days = (...ahead: number[]) => ahead.map(n => day(site, n))

  test('nights are closed and freed piece by piece; booked and past ones stay and are told', async () => {
    const host = await aHost(site)
    const id = await aHouse(site, host, { instant: true })
    const booked = await aPaidBooking(site, id, await aPerson(site), day(site, 3), day(site, 5))
    expect((await change(host, id, -1, 8, 'blocked')).data).toEqual({
      changed: days(0, 1, 2, 5, 6, 7),
      skipped: [{ date: day(site, -1), reason: 'past' }, ...days(3, 4).map(date => ({ date, reason: 'taken' }))],
    })
    expect(await states(id, 0, 9)).toBe('bbbttbbbf')
    expect((await change(host, id, 0, 9, 'blocked')).data.changed).toEqual(days(8))
    expect((await change(host, id, 1, 7, 'free')).data.changed).toEqual(days(1, 2, 5, 6))
    expect(await states(id, 0, 10)).toBe('bffttffbbf')
    const { data } = await site.call('GET', `stays/houses/${id}/calendar`, { as: host, query: { from: day(site, 4), to: day(site, 5) } })
    expect(data.days).toEqual([{ date: day(site, 4), state: 'taken', bookingId: booked }])
    expect(await states(id, 4, 5)).toBe('t')
  })

  test('visitors see the notice as past and what is beyond the window as beyond; the host sees every night', async () => {
    const host = await aHost(site)
    const id = await aHouse(site, host, { noticeDays: 2, windowDays: 5 })
    expect(await states(id, -1, 7)).toBe('pppfffbb')
    const { data } = await site.call('GET', `stays/houses/${id}/calendar`, { query: { from: day(site, 0) } })
    expect(data).toMatchObject({ houseId: id, today: day(site, 0), minNights: 1, maxNights: 0, price: FIELDS.price })
    expect(data.days).toHaveLength(90)
  })

  test('nobody changes another’s calendar, and bad ranges are refused', async () => {
    const host = await aHost(site)
    const id = await aHouse(site, host)
    expect(await change(await aHost(site), id, 1, 3, 'blocked')).toMatchObject({ status: 404 })
    expect(await change(host, id, 3, 3, 'blocked')).toMatchObject({ status: 422, error: 'stays.dates_reversed' })
    expect(await change(host, id, 1, 800, 'blocked')).toMatchObject({ status: 422, error: 'stays.range_too_long' })
    expect(await site.call('GET', `stays/houses/${id}/calendar`, { query: { from: '2027-13-01' } })).toMatchObject({ status: 422, error: 'stays.not_a_date' })
    expect(await site.call('GET', 'stays/houses/999999/calendar')).toMatchObject({ status: 404 })
  })
})
