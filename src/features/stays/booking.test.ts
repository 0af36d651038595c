import { expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { aHost, aHouse, aPaidBooking, book, bookingOf, day, decide, moneyArrives } from './houses.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })

test('a guest books, the host accepts, the guest pays, stays and reviews', async () => {
  const host = await aHost(site)
  const guest = await aPerson(site, { name: '小满' })
  const houseId = await aHouse(site, host)

  const wish = { houseId, checkIn: day(site, 10), checkOut: day(site, 12), guests: 2 }
  const { data: quote } = await site.call('POST', 'stays/quotes', { body: wish })
  expect(quote).toMatchObject({ nights: 2, total: 40_000, instant: false })
  const { status, data: booked } = await book(site, guest, { ...wish, total: quote.total, note: '带一个孩子' })
  expect([status, booked.status, booked.role, booked.total, booked.address]).toEqual([201, 'WAIT_ACCEPT', 'guest', 40_000, null])
  expect(await bookingOf(site, guest, booked.id)).toEqual(booked)

  expect((await decide(site, host, booked.id, 'accept')).data.status).toBe('WAIT_PAYMENT')
  expect(await moneyArrives(site, booked.id)).toBe('accepted')
  const paid = await bookingOf(site, guest, booked.id)
  expect(paid).toMatchObject({ status: 'PAID', address: '翡翠湖路 1 号 2 栋 301', hostMobile: host.mobile, actions: ['cancel'] })

  site.clock.advance(12 * 86_400)
  const over = await bookingOf(site, guest, booked.id)
  expect([over.status, over.actions]).toEqual(['WAIT_COMMENT', ['review']])
  expect((await site.call('POST', `stays/bookings/${booked.id}/reviews`, { as: guest, body: { rating: 5, text: '安静，干净' } })).status).toBe(201)
  const { data: house } = await site.call('GET', `stays/houses/${houseId}`)
  expect(house).toMatchObject({ rating: 5, reviewCount: 1, bookingCount: 1, reviews: [{ text: '安静，干净', guestName: '小满' }] })
})

test('x', async () => {
  void aPaidBooking
})
