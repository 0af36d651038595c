import type { TestPerson } from '../../../test/people.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson, messagesTo } from '../../../test/people.ts'
import { aStaff } from '../../../test/staff.ts'
import { deleteDue } from '../../core/accounts/leaving.ts'
import { bookHouse } from './booking.ts'
import { featured } from './cached.ts'
import { aHost, aHouse, aPaidBooking, book, bookingOf, day, decide, moneyArrives } from './houses.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const DAY = 86_400
const password = 'a good password'
let host: TestPerson
let guest: TestPerson
beforeEach(async () => {
  [host, guest] = [await aPerson(site, { verified: true, password, name: '要走的房东' }), await aPerson(site, { password, name: '要走的房客' })]
})

const leave = async (as: TestPerson) => expect((await site.call('DELETE', 'users/me', { as, body: { password } })).status).toBe(202)
const comeBack = async (person: TestPerson) => expect((await site.call('POST', 'sessions', { body: { account: person.mobile, password, restore: true } })).status).toBe(201)
const setStatus = async (person: TestPerson, status: 'suspended' | 'active') => expect((await site.call('PATCH', `console/users/${person.id}`, { as: await aStaff(site, ['accounts.manage', 'accounts.read']), body: { status, reason: 'spam' } })).status).toBe(200)
const wish = (houseId: number, from: number, to = from + 2) => ({ houseId, checkIn: day(site, from), checkOut: day(site, to), guests: 1 })
const refundOf = async (who: TestPerson, id: string) => (await bookingOf(site, who, id)).refund?.amount ?? null

/** In which of the ways a visitor comes to a home it is there. */
async function whereItIs(houseId: number) {
  const statusOf = async (url: string) => (await site.call('GET', url)).status
  return {
    search: (await site.call('GET', 'stays/houses', { query: { limit: 100 } })).data.items.some((house: any) => house.id === houseId),
    page: await statusOf(`stays/houses/${houseId}`),
    calendar: await statusOf(`stays/houses/${houseId}/calendar`),
    reviews: await statusOf(`stays/houses/${houseId}/reviews`),
    quote: (await site.call('POST', 'stays/quotes', { body: wish(houseId, 300) })).status,
    booking: (await book(site, guest, wish(houseId, 300))).status,
    sitemap: (await site.parts.modules.find(({ name }) => name === 'stays')!.sitemap!(site.parts)).some(({ path }) => path === `/stays/${houseId}`),
    featured: (await featured(site.parts)).value.some(house => house.id === houseId),
  }
}
const GONE = { search: false, page: 404, calendar: 404, reviews: 404, quote: 404, booking: 404, sitemap: false, featured: false }

describe('the homes of a host', () => {
  const ways = {
    'is suspended': { go: () => setStatus(host, 'suspended'), back: () => setStatus(host, 'active') },
    'leaves': { go: () => leave(host), back: () => comeBack(host) },
  }
  for (const [what, { go, back }] of Object.entries(ways)) {
    test(`who ${what} can neither be found, looked at nor booked, at once; back, those are on the site that were`, async () => {
      const houseId = await aHouse(site, host, { instant: true })
      const paused = await aHouse(site, host)
      await site.call('PATCH', `stays/houses/${paused}`, { as: host, body: { status: 'paused' } })
      await site.parts.db.sql.insertInto('picture').values({ id: 'a'.repeat(32), width: 640, height: 480, color: '#888888', created_at: site.clock.now() }).onConflict(c => c.doNothing()).execute()
      await site.parts.db.sql.updateTable('house').set({ cover_id: 'a'.repeat(32), booking_count: 9999 }).where('id', '=', houseId).execute()
      site.parts.cache.forget('houses')
      expect(await whereItIs(houseId)).toEqual({ search: true, page: 200, calendar: 200, reviews: 200, quote: 200, booking: 201, sitemap: true, featured: true })
      await go()
      expect(await whereItIs(houseId)).toEqual(GONE)
      const { data } = await site.call('GET', `console/stays/houses/${houseId}`, { as: await aStaff(site, ['stays.houses']) })
      expect([data.status, data.statusReason]).toEqual(['host_away', null])
      await back()
      expect(await whereItIs(houseId)).toMatchObject({ search: true, page: 200, quote: 409, sitemap: true, featured: true })
      expect((await site.call('GET', `stays/houses/${paused}`)).status).toBe(404)
    })
  }

  test('that staff took down and put back while the host is away stay off the site until the host is back', async () => {
    const houseId = await aHouse(site, host)
    const staff = await aStaff(site, ['stays.houses'])
    const standing = (status: string) => site.call('PUT', `console/stays/houses/${houseId}/status`, { as: staff, body: { status, reason: 'looked' } })
    await standing('taken_down')
    await setStatus(host, 'suspended')
    expect((await standing('published')).data.status).toBe('host_away')
    expect((await site.call('GET', `stays/houses/${houseId}`)).status).toBe(404)
    await setStatus(host, 'active')
    expect((await site.call('GET', `stays/houses/${houseId}`)).status).toBe(200)
  })

  test('who publishes, or opens a paused one again, in the moment they are suspended: nothing of it is on the site', async () => {
    for (let round = 0; round < 5; round++) {
      const one = await aHost(site)
      const paused = await aHouse(site, one)
      await site.call('PATCH', `stays/houses/${paused}`, { as: one, body: { status: 'paused' } })
      await Promise.all([
        site.call('PATCH', `stays/houses/${paused}`, { as: one, body: { status: 'published' } }),
        site.call('POST', 'stays/houses', { as: one, body: { title: '新房', price: 20_000, areaId: 3, address: '某处', roomCount: 1, acreage: 20, unit: '一室', capacity: 1, beds: '床', deposit: 0, minNights: 1, maxNights: 0 } }),
        setStatus(one, 'suspended'),
      ])
      const on = await site.parts.db.sql.selectFrom('house').select('id').where('host_id', '=', one.accountId).where('status', '=', 'published').execute()
      expect(on).toEqual([])
    }
  })

  test('booked in the moment they leave: the booking is there and ends, or comes too late; nobody holds nights of a host who is gone', async () => {
    for (let round = 0; round < 5; round++) {
      const one = await aPerson(site, { verified: true, password })
      const houseId = await aHouse(site, one, { instant: true })
      const guests = await Promise.all(Array.from({ length: 4 }, () => aPerson(site)))
      const [, ...answers] = await Promise.all([leave(one), ...guests.map((somebody, i) => book(site, somebody, wish(houseId, 10 + 3 * i)))])
      expect(answers.map(({ status }) => status).filter(status => status !== 201 && status !== 404)).toEqual([])
      const open = await site.parts.db.sql.selectFrom('booking').select('status').where('house_id', '=', houseId).where('status', 'in', ['WAIT_ACCEPT', 'WAIT_PAYMENT', 'PAID']).execute()
      expect(open).toEqual([])
    }
  })
})

describe('open bookings', () => {
  test('of a host who leaves: unanswered and unpaid ones end now, paid ones after the deletion too with all the money, those before take place', async () => {
    const [asking, instant] = [await aHouse(site, host), await aHouse(site, host, { instant: true })]
    const request = (await book(site, guest, wish(asking, 5))).data.id
    const unpaid = (await book(site, guest, wish(instant, 5))).data.id
    const soon = await aPaidBooking(site, instant, guest, day(site, 10), day(site, 12))
    const late = await aPaidBooking(site, instant, guest, day(site, 40), day(site, 42))
    const { affairs } = (await site.call('GET', 'users/me/departure', { as: host, query: { lang: 'en' } })).data
    expect(affairs).toEqual([expect.stringContaining('homes leave the site at once, and come back if you do: 2'), expect.stringContaining('end at once: 2'), expect.stringContaining('Paid bookings of your guests: 2')])
    await leave(host)
    expect(await bookingOf(site, guest, request)).toMatchObject({ status: 'REJECTED', reason: '用户已申请注销账号' })
    expect(await bookingOf(site, guest, unpaid)).toMatchObject({ status: 'CANCELED', canceledBy: 'host' })
    expect(await bookingOf(site, guest, soon)).toMatchObject({ status: 'PAID', hostMobile: host.mobile })
    const canceled = await bookingOf(site, guest, late)
    expect([canceled.status, canceled.refund.amount]).toEqual(['CANCELED', canceled.total])
    expect(await moneyArrives(site, unpaid)).toBe('surplus') // paid in another window at that moment: it goes back
    await site.parts.jobs.sweepNow(site.parts)
    expect((await messagesTo(site.parts, guest.mobile)).map(({ purpose }) => purpose)).toEqual(expect.arrayContaining(['booking_rejected', 'booking_canceled']))
  })

  test('of a guest who leaves: what is unpaid ends and the nights are free, what they paid for before the deletion takes place, later ones go back by their rules', async () => {
    const other = await aHost(site)
    const houseId = await aHouse(site, other, { instant: true, policy: 'flexible' })
    const unpaid = (await book(site, guest, wish(houseId, 5))).data.id
    const soon = await aPaidBooking(site, houseId, guest, day(site, 10), day(site, 12))
    const late = await aPaidBooking(site, houseId, guest, day(site, 40), day(site, 42))
    const { affairs } = (await site.call('GET', 'users/me/departure', { as: guest })).data
    expect(affairs).toEqual([expect.stringContaining('1 个还未确认或付款的预订'), expect.stringContaining('2 个已付款的预订')])
    await leave(guest)
    expect((await bookingOf(site, other, unpaid)).status).toBe('CANCELED')
    expect((await book(site, host, wish(houseId, 5))).status).toBe(201)
    expect((await bookingOf(site, other, soon)).status).toBe('PAID')
    expect(await bookingOf(site, other, late)).toMatchObject({ status: 'CANCELED', canceledBy: 'guest' })
    expect(await refundOf(other, late)).toBe(40_000)
  })

  test('booked by a guest in the moment they leave: it is there and ends, or comes too late', async () => {
    const houseId = await aHouse(site, host, { instant: true })
    for (let round = 0; round < 6; round++) {
      const one = await aPerson(site, { password })
      const answers = await Promise.all([book(site, one, wish(houseId, 3 * round)), leave(one), book(site, one, wish(houseId, 100 + 3 * round))])
      for (const answer of [answers[0], answers[2]]) expect([201, 401]).toContain(answer.status)
      // A request that was let in before, and comes to the nights only now.
      await expect(bookHouse(site.parts, one.accountId, wish(houseId, 200), null)).rejects.toThrow('kit.not_signed_in')
      expect(await site.parts.db.sql.selectFrom('booking').select('status').where('guest_id', '=', one.accountId).where('status', 'in', ['WAIT_ACCEPT', 'WAIT_PAYMENT']).execute()).toEqual([])
    }
  })

  test('paid in the moment the guest leaves: paid and taking place, or back; never paid for nothing', async () => {
    const houseId = await aHouse(site, host, { instant: true })
    for (let round = 0; round < 5; round++) {
      const one = await aPerson(site, { password })
      const id = (await book(site, one, wish(houseId, 3 * round))).data.id
      const [answer] = await Promise.all([moneyArrives(site, id), leave(one)])
      expect([answer, (await bookingOf(site, host, id)).status]).toEqual(answer === 'accepted' ? ['accepted', 'PAID'] : ['surplus', 'CANCELED'])
    }
  })

  test('that were left when the account is deleted end then with their refunds; a name, a note and an address are nobody’s any more', async () => {
    const houseId = await aHouse(site, host, { instant: true, address: '只有房客知道的地方 9 号' })
    const visitor = await aPerson(site, { password, name: '有名字的房客' })
    const { data: { id } } = await site.call('POST', 'stays/bookings', { as: visitor, body: { ...wish(houseId, 29), note: '我叫小满' } })
    await moneyArrives(site, id)
    await leave(visitor)
    site.clock.advance(30 * DAY)
    await deleteDue(site.parts)
    const row = await site.parts.db.sql.selectFrom('booking').select(['status', 'note', 'total']).where('public_id', '=', id).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ status: 'PAID', note: '' }) // it had begun: it was lived to its end

    const late = await aHost(site)
    const away = await aHouse(site, late, { instant: true, description: '我家的故事' })
    const stay = await aPaidBooking(site, away, await aPerson(site), day(site, 60), day(site, 61))
    await site.parts.db.sql.updateTable('account').set({ status: 'leaving', leaves_at: site.clock.now() }).where('id', '=', late.accountId).execute()
    await deleteDue(site.parts)
    expect(await site.parts.db.sql.selectFrom('house').select(['status', 'address', 'description', 'cover_id']).where('id', '=', away).executeTakeFirst()).toEqual({ status: 'paused', address: '—', description: '', cover_id: null })
    const ended = await site.parts.db.sql.selectFrom('booking as b').innerJoin('booking_refund as f', 'f.booking_id', 'b.id').select(['b.status', 'b.reason', 'f.amount', 'b.total']).where('b.public_id', '=', stay).executeTakeFirstOrThrow()
    expect(ended).toEqual({ status: 'CANCELED', reason: 'stays.account_deleted', amount: ended.total, total: ended.total })
  })

  test('a request that was answered meanwhile is not answered by somebody who is gone', async () => {
    const houseId = await aHouse(site, host)
    const { data: { id } } = await book(site, guest, wish(houseId, 5))
    await leave(host)
    expect((await decide(site, host, id, 'accept')).status).toBe(401)
  })
})
