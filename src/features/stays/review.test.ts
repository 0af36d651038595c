import type { TestPerson } from '../../../test/people.ts'
import { expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { aHost, aHouse, aPaidBooking, bookingOf, day, decide } from './houses.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const review = (who: TestPerson, id: string, body: object) => site.call('POST', `stays/bookings/${id}/reviews`, { as: who, body })
const answer = (who: TestPerson, id: string, text: string) => site.call('POST', `stays/bookings/${id}/reviews/answer`, { as: who, body: { text } })

/** A stay that is over. */
async function aStay(houseId: number, guest: TestPerson) {
  const id = await aPaidBooking(site, houseId, guest, day(site, 1), day(site, 2))
  site.clock.advance(3 * 86_400)
  return id
}

test('a review is written after the stay, by its guest, once; before and elsewhere there is nothing to review', async () => {
  const host = await aHost(site)
  const [guest, stranger] = [await aPerson(site), await aPerson(site)]
  const houseId = await aHouse(site, host, { instant: true })
  const id = await aPaidBooking(site, houseId, guest, day(site, 1), day(site, 2))
  const said = { rating: 4, text: '不错' }
  expect(await review(guest, id, said)).toMatchObject({ status: 409, error: 'stays.wrong_state' })
  site.clock.advance(3 * 86_400)
  for (const who of [host, stranger]) expect((await review(who, id, said)).status).toBe(404)
  expect(await review(guest, id, { rating: 4, text: '  ' })).toMatchObject({ status: 422, error: 'stays.blank' })
  for (const rating of [0, 6, 4.5, '5']) expect((await review(guest, id, { ...said, rating })).status).toBe(400)
  expect((await review(guest, id, said)).status).toBe(201)
  expect(await review(guest, id, said)).toMatchObject({ status: 409, error: 'stays.wrong_state' })
  expect(await decide(site, guest, id, 'cancel')).toMatchObject({ status: 409 })
})

test('the home shows its reviews newest first, their average, the month of the stay and the host’s one answer', async () => {
  const host = await aHost(site)
  const houseId = await aHouse(site, host, { instant: true })
  const ids = []
  const month = day(site, 1).slice(0, 7)
  for (const [i, rating] of [5, 4, 4].entries()) {
    const guest = await aPerson(site, { name: `住客${i}` })
    const id = await aStay(houseId, guest)
    await review(guest, id, { rating, text: `第 ${i} 条` })
    ids.push([guest, id] as const)
  }
  const [guest, id] = ids[0]!
  expect((await answer(guest, id, '谢谢')).status).toBe(403)
  expect((await answer(await aHost(site), id, '谢谢')).status).toBe(404)
  expect((await answer(host, id, '谢谢光临')).data.review.answer).toMatchObject({ text: '谢谢光临' })
  expect(await answer(host, id, '再说一次')).toMatchObject({ status: 409, error: 'stays.answered' })

  const { data: house } = await site.call('GET', `stays/houses/${houseId}`)
  expect([house.rating, house.reviewCount, house.bookingCount]).toEqual([4.3, 3, 3])
  expect(house.reviews.map((shown: any) => [shown.text, shown.guestName, shown.answer?.text])).toEqual([['第 2 条', '住客2', undefined], ['第 1 条', '住客1', undefined], ['第 0 条', '住客0', '谢谢光临']])
  expect(house.reviews[2].stayedIn).toBe(month)
  const { data: page } = await site.call('GET', `stays/houses/${houseId}/reviews`, { query: { page: 2, limit: 2 } })
  expect(page).toMatchObject({ items: [house.reviews[2]], total: 3, hasMore: false })
  expect((await site.call('GET', 'stays/houses/999999/reviews')).status).toBe(404)
})

test('who looks at the home sees every review, answer, new name and booking at once, however often it was looked at before (B-52)', async () => {
  const host = await aHost(site)
  const guest = await aPerson(site, { name: '从前的名字' })
  const houseId = await aHouse(site, host, { instant: true })
  const shown = async () => (await site.call('GET', `stays/houses/${houseId}`)).data
  const card = async () => (await site.call('GET', 'stays/houses', { query: { limit: 100 } })).data.items.find((house: any) => house.id === houseId)
  expect(await shown()).toMatchObject({ bookingCount: 0, rating: null, reviews: [] })
  const id = await aPaidBooking(site, houseId, guest, day(site, 1), day(site, 2))
  await site.parts.jobs.sweepNow(site.parts)
  expect([(await shown()).bookingCount, (await card()).bookingCount]).toEqual([1, 1])
  const other = await aPaidBooking(site, houseId, guest, day(site, 20), day(site, 21))
  await site.parts.jobs.sweepNow(site.parts)
  expect((await shown()).bookingCount).toBe(2)
  await decide(site, guest, other, 'cancel')
  expect((await shown()).bookingCount).toBe(1)
  site.clock.advance(3 * 86_400)
  await shown()
  await review(guest, id, { rating: 5, text: '安静' })
  expect(await shown()).toMatchObject({ rating: 5, reviewCount: 1, reviews: [{ text: '安静', guestName: '从前的名字', answer: null }] })
  await answer(host, id, '谢谢')
  expect((await shown()).reviews[0].answer.text).toBe('谢谢')
  expect((await site.call('PATCH', 'users/me', { as: guest, body: { name: '现在的名字' } })).status).toBe(200)
  expect((await shown()).reviews[0].guestName).toBe('现在的名字')
  expect(await card()).toMatchObject({ rating: 5, reviewCount: 1 })
})

test('a review keeps its day, whatever is written beside it later (B-32)', async () => {
  const host = await aHost(site)
  const guest = await aPerson(site)
  const houseId = await aHouse(site, host, { instant: true })
  const id = await aStay(houseId, guest)
  const { data: written } = await review(guest, id, { rating: 5, text: '好' })
  expect(written.createdAt).toBe(site.clock.now().toISOString())
  site.clock.advance(86_400)
  await answer(host, id, '谢谢')
  await site.call('PATCH', 'users/me', { as: guest, body: { name: '改了名字' } })
  const { data: house } = await site.call('GET', `stays/houses/${houseId}`)
  expect(house.reviews[0]).toMatchObject({ createdAt: written.createdAt, answer: { createdAt: site.clock.now().toISOString() } })
})

test('a host can’t answer what nobody has written', async () => {
  const host = await aHost(site)
  const guest = await aPerson(site)
  const id = await aStay(await aHouse(site, host, { instant: true }), guest)
  expect(await answer(host, id, '谢谢')).toMatchObject({ status: 409, error: 'stays.wrong_state' })
})

test('words are kept and sent as they were written, as text', async () => {
  const host = await aHost(site)
  const guest = await aPerson(site)
  const houseId = await aHouse(site, host, { instant: true, title: '<b>房</b>' })
  const id = await aStay(houseId, guest)
  const text = '<script>alert(1)</script> & "引号" 😀\n第二行'
  await review(guest, id, { rating: 5, text })
  const answered = await site.call('GET', `stays/houses/${houseId}`)
  expect(answered.raw.headers['content-type']).toMatch(/^application\/json/)
  expect([answered.data.title, answered.data.reviews[0].text]).toEqual(['<b>房</b>', text])
  expect((await bookingOf(site, guest, id)).review.text).toBe(text)
})
