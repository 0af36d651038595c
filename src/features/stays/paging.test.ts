import type { TestPerson } from '../../../test/people.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { aHost, aHouse, aPaidBooking, book, day, decide } from './houses.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
let host: TestPerson
let guest: TestPerson
let houseId: number
beforeAll(async () => {
  host = await aHost(site)
  guest = await aPerson(site)
  houseId = await aHouse(site, host, { instant: true })
})

interface Walk { url: string, as?: TestPerson, query?: Record<string, string | number> }

/** Reads a list to its end by its cursors; `between` happens after the first page. */
async function walk({ url, as, query }: Walk, between: () => Promise<unknown>): Promise<{ ids: unknown[], totals: unknown[] }> {
  const ids: unknown[] = []
  const totals: unknown[] = []
  for (let after: string | undefined, more = true; more;) {
    const { status, data } = await site.call('GET', url, { as, query: { ...query, limit: 2, ...after ? { after } : {} } })
    expect(status).toBe(200)
    ids.push(...data.items.map((item: any) => item.id))
    totals.push(data.total)
    if (after === undefined) await between()
    expect(data.next !== null).toBe(data.hasMore)
    after = data.next
    more = data.hasMore
  }
  return { ids, totals }
}

/** A booking that is given up at once, so that the next may have the same nights. */
async function aBooking(): Promise<string> {
  const { data } = await book(site, guest, { houseId, checkIn: day(site, 1), checkOut: day(site, 2), guests: 1 })
  await decide(site, guest, data.id, 'cancel')
  return data.id
}

async function aReview(): Promise<void> {
  const id = await aPaidBooking(site, houseId, guest, day(site, 1), day(site, 2))
  site.clock.advance(3 * 86_400)
  expect((await site.call('POST', `stays/bookings/${id}/reviews`, { as: guest, body: { rating: 5, text: '安静' } })).status).toBe(201)
}

describe('nothing comes twice and nothing is left out when something is added meanwhile', () => {
  test('to one’s bookings, as a guest, as a host, and in one state', async () => {
    const made = [await aBooking(), await aBooking(), await aBooking(), await aBooking(), await aBooking()].reverse()
    const lists: Omit<Walk, 'url'>[] = [{ as: guest }, { as: host, query: { role: 'host' } }, { as: guest, query: { status: 'CANCELED' } }]
    for (const list of lists) {
      const before = made.slice()
      const { ids, totals } = await walk({ url: 'stays/bookings', ...list }, async () => made.unshift(await aBooking()))
      expect(ids).toEqual(before)
      expect(totals).toEqual([before.length, ...totals.slice(1).map(() => null)])
    }
  })

  test('to one’s own homes', async () => {
    const owner = await aHost(site)
    const made = [await aHouse(site, owner), await aHouse(site, owner), await aHouse(site, owner)].reverse()
    const { ids } = await walk({ url: 'stays/houses', as: owner, query: { owner: 'me' } }, () => aHouse(site, owner))
    expect(ids).toEqual(made)
  })

  test('to the reviews of a home', async () => {
    for (let i = 0; i < 3; i++) await aReview()
    const reviews = (await site.call('GET', `stays/houses/${houseId}/reviews`)).data.items.map((review: any) => review.id)
    const { ids } = await walk({ url: `stays/houses/${houseId}/reviews` }, aReview)
    expect(ids).toEqual(reviews)
  })
})

test('pages by number are still there', async () => {
  const { data: first } = await site.call('GET', 'stays/bookings', { as: guest, query: { limit: 2 } })
  const { data: second } = await site.call('GET', 'stays/bookings', { as: guest, query: { limit: 2, page: 2 } })
  const { data: after } = await site.call('GET', 'stays/bookings', { as: guest, query: { limit: 2, after: first.next } })
  expect(second).toMatchObject({ page: 2, total: first.total })
  expect(after.items).toEqual(second.items)
})

test('a cursor of another list, or none at all, is refused; somebody else’s shows nothing of theirs', async () => {
  const { data: { next } } = await site.call('GET', 'stays/bookings', { as: guest, query: { limit: 2 } })
  for (const [url, query, as] of [['stays/bookings', {}, guest], ['stays/houses', { owner: 'me' }, host], [`stays/houses/${houseId}/reviews`, {}, undefined]] as const) {
    for (const after of ['nonsense', url === 'stays/bookings' ? Buffer.from('["reviews",1]').toString('base64url') : next]) {
      expect(await site.call('GET', url, { as, query: { ...query, after } })).toMatchObject({ status: 400, error: 'kit.bad_page', details: { field: 'after' } })
    }
  }
  expect((await site.call('GET', 'stays/bookings', { as: await aPerson(site), query: { after: next } })).data).toMatchObject({ items: [], hasMore: false, next: null })
})

test('a cursor does not tell how many bookings the site has', async () => {
  const { data: { next, items } } = await site.call('GET', 'stays/bookings', { as: guest, query: { limit: 2 } })
  expect(JSON.parse(Buffer.from(next, 'base64url').toString())).toEqual(['bookings', items[1].id])
})
