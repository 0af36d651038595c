import type { TestPerson } from '../../../test/people.ts'
import { expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson, messagesTo } from '../../../test/people.ts'
import { messages } from './messages.ts'
import { aHost, aHouse, book, day, decide, moneyArrives } from './houses.fixture.ts'
import { endBookingsOf } from './account-deleted.ts'
import { tellPeople } from './tell.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })

/** What has been queued for somebody since the last look, after the sweep. */
async function toldTo(who: TestPerson): Promise<string[]> {
  await site.parts.jobs.sweepNow(site.parts)
  const rows = await site.parts.db.sql.selectFrom('message').select(['id', 'purpose', 'channel']).where('target', '=', who.mobile).orderBy('id').execute()
  await site.parts.db.sql.deleteFrom('message').where('target', '=', who.mobile).execute()
  return rows.map(({ purpose }) => purpose)
}
const wish = (houseId: number, from: number, to: number) => ({ houseId, checkIn: day(site, from), checkOut: day(site, to), guests: 1 })

test('host and guest hear by message of everything the other has done, once', async () => {
  const host = await aHost(site)
  const guest = await aPerson(site)
  const houseId = await aHouse(site, host)
  const { data } = await book(site, guest, wish(houseId, 10, 12))
  expect([await toldTo(host), await toldTo(guest)]).toEqual([['booking_requested'], []])
  await decide(site, host, data.id, 'accept')
  expect([await toldTo(host), await toldTo(guest)]).toEqual([[], ['booking_accepted']])
  await moneyArrives(site, data.id)
  expect([await toldTo(host), await toldTo(guest)]).toEqual([['booking_paid'], ['booking_confirmed']])
  await decide(site, host, data.id, 'cancel', '漏水')
  expect([await toldTo(host), await toldTo(guest)]).toEqual([[], ['booking_canceled']])
  expect([await toldTo(host), await toldTo(guest)]).toEqual([[], []])
})

test('both find the same in their inboxes, with the booking it is about, told once by however many nodes', async () => {
  const host = await aHost(site)
  const guest = await aPerson(site)
  const { data } = await book(site, guest, wish(await aHouse(site, host), 10, 12))
  await decide(site, host, data.id, 'accept')
  await moneyArrives(site, data.id)
  await Promise.all([1, 2, 3].map(() => tellPeople(site.parts)))
  const told = async (who: TestPerson, lang: string) => (await site.call('GET', 'inbox', { as: who, query: { lang } })).data.notices.items.map(({ text, path, module }: Record<string, string>) => [module, path, text])
  expect(await told(host, 'zh-CN')).toEqual([['stays', `/bookings/${data.id}`, expect.stringMatching(/^[^【]*已支付「/)]])
  expect(await told(guest, 'zh-CN')).toEqual([['stays', `/bookings/${data.id}`, expect.stringMatching(/^预订成功：「/)]])
  expect(await told(guest, 'en')).toEqual([['stays', `/bookings/${data.id}`, expect.stringMatching(/^Booked: “/)]])
})

test('a no, a silence and money that came too late are told to the guest', async () => {
  const host = await aHost(site)
  const guest = await aPerson(site)
  const houseId = await aHouse(site, host)
  const { data: rejected } = await book(site, guest, wish(houseId, 10, 12))
  await decide(site, host, rejected.id, 'reject', '维修')
  await book(site, guest, wish(houseId, 10, 12))
  site.clock.advance(86_400)
  expect(await toldTo(guest)).toEqual(['booking_rejected', 'booking_unanswered'])
  expect(await toldTo(host)).toEqual([]) // what was to be done is no longer to be done

  const { data: lapsed } = await book(site, guest, wish(houseId, 11, 12))
  await decide(site, host, lapsed.id, 'accept')
  site.clock.advance(3600)
  await site.parts.jobs.sweepNow(site.parts)
  await book(site, await aPerson(site), wish(houseId, 10, 12))
  expect(await moneyArrives(site, lapsed.id)).toBe('surplus')
  expect(await toldTo(guest)).toEqual(['booking_unpaid', 'booking_surplus'])
})

test('two nodes that tell at the same time tell once', async () => {
  const host = await aHost(site)
  await book(site, await aPerson(site), wish(await aHouse(site, host), 10, 12))
  await Promise.all([1, 2, 3].map(() => tellPeople(site.parts)))
  expect(await toldTo(host)).toEqual(['booking_requested'])
})

test('every message reads as a sentence in both languages', () => {
  const params = { title: '湖边小屋', person: '小满', checkIn: '2027-05-01', checkOut: '2027-05-03', until: '5月1日 14:00', reason: '维修' }
  for (const message of Object.values(messages)) {
    for (const lang of ['zh-CN', 'en'] as const) {
      expect((message[lang] as (params: object) => string)(params)).toMatch(/湖边小屋/)
      expect((message[lang] as (params: object) => string)(params)).not.toMatch(/undefined/)
      expect(message.subject[lang]).not.toBe('')
    }
  }
})

test('an account that ends takes its homes off the site and ends its bookings, with refunds; a stay that has begun is lived to its end', async () => {
  const host = await aHost(site)
  const [guest, lodger] = [await aPerson(site), await aPerson(site)]
  const [asked, instant] = [await aHouse(site, host), await aHouse(site, host, { instant: true })]
  const begun = await book(site, lodger, wish(instant, 0, 9))
  await moneyArrives(site, begun.data.id)
  site.clock.advance(86_400)
  const request = await book(site, guest, wish(asked, 10, 12))
  const paid = await book(site, guest, wish(instant, 10, 12))
  await moneyArrives(site, paid.data.id)

  await site.parts.db.tx(tx => endBookingsOf(site.parts, tx, host.accountId))
  const statusOf = async (who: TestPerson, id: string, lang = 'zh-CN') => (await site.call('GET', `stays/bookings/${id}`, { as: who, query: { lang } })).data
  expect(await statusOf(guest, request.data.id)).toMatchObject({ status: 'REJECTED' })
  expect(await statusOf(guest, paid.data.id)).toMatchObject({ status: 'CANCELED', canceledBy: 'host', refund: { amount: paid.data.total } })
  expect(await statusOf(lodger, begun.data.id)).toMatchObject({ status: 'PAID' })
  expect([(await statusOf(guest, request.data.id)).reason, (await statusOf(guest, request.data.id, 'en')).reason]).toEqual(['用户已注销账号', 'The account was deleted'])
  expect((await site.call('GET', 'stays/bookings', { as: guest, query: { lang: 'en' } })).data.items.map((booking: any) => booking.reason)).toEqual(['The account was deleted', 'The account was deleted'])
  await site.parts.jobs.sweepNow(site.parts)
  expect((await messagesTo(site.parts, guest.mobile)).find(({ purpose }) => purpose === 'booking_rejected')!.text).toContain('用户已注销账号')
  for (const id of [asked, instant]) expect((await site.call('GET', `stays/houses/${id}`)).status).toBe(404)
})
