import { Writable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { createLog } from '../../kit/log.ts'
import { aHost, aHouse, aPaidBooking, book, day, decide, moneyArrives } from './houses.fixture.ts'

const lines: string[] = []
const log = createLog('debug', new Writable({ write(line, _, done) {
  lines.push(String(line))
  done()
} }))
let site: Awaited<ReturnType<typeof openTestApp>>
beforeAll(async () => { site = await openTestApp({ env: { LINLI_LIMITS: 'off' }, log }) })
afterAll(() => site.close())

test('what two people agree on, say and pay is in no log, refused or done (B-60)', async () => {
  const [host, guest] = [await aPerson(site, { verified: true, name: '不录的房东', email: 'host.never@example.com' }), await aPerson(site, { name: '不录的房客', email: 'guest.never@example.com' })]
  const words = { address: '不录街 4711 号', title: '不录的小屋', note: '不录的留言', reason: '不录的原因', review: '不录的评价', answer: '不录的回复' }
  const houseId = await aHouse(site, host, { address: words.address, title: words.title, instant: true })
  const wish = (from: number, to: number) => ({ houseId, checkIn: day(site, from), checkOut: day(site, to), guests: 1, note: words.note })
  const { data: lapsed } = await book(site, guest, wish(30, 32))
  site.clock.advance(3600)
  await site.parts.jobs.sweepNow(site.parts) // no provider listens: also what fails is told
  await book(site, await aHost(site), wish(30, 32))
  await moneyArrives(site, lapsed.id)
  expect((await book(site, guest, { ...wish(30, 32), total: 1 })).status).toBe(409)
  const id = await aPaidBooking(site, houseId, guest, day(site, 1), day(site, 2))
  const broken = await aPaidBooking(site, houseId, guest, day(site, 50), day(site, 52))
  await decide(site, host, broken, 'cancel', words.reason)
  expect((await site.call('PUT', `stays/bookings/${broken}/status`, { as: guest, body: { action: 'cancel', reason: words.reason, extra: words.note } })).status).toBe(400)
  await site.parts.jobs.sweepNow(site.parts)
  site.clock.advance(3 * 86_400)
  await site.call('POST', `stays/bookings/${id}/reviews`, { as: guest, body: { rating: 5, text: words.review } })
  await site.call('POST', `stays/bookings/${id}/reviews/answer`, { as: host, body: { text: words.answer } })
  await site.parts.jobs.sweepNow(site.parts)

  const all = lines.join('')
  expect(lines.length).toBeGreaterThan(0)
  const cookie = /linli_session=([^;]+)/.exec(guest.headers.cookie!)![1]!
  for (const secret of [...Object.values(words), host.mobile, guest.mobile, host.name, guest.name, 'host.never@example.com', 'guest.never@example.com', cookie, guest.headers['x-csrftoken']!]) {
    expect([secret, all.includes(secret)]).toEqual([secret, false])
  }
})
