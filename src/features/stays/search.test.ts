import type { HouseFields } from './contract.ts'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { addDays, dayOf } from '../../kit/dates.ts'
import { seeded } from '../../kit/draw.ts'
import { COUNT_LIMIT } from '../../kit/pagination.ts'
import { aHost, aHouse, aPaidBooking, book, day, FIELDS } from './houses.fixture.ts'
import { quoteStay } from './quote.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
type Query = Record<string, string | number | undefined>
const search = async (query: Query = {}) => site.call('GET', 'stays/houses', { query })
const idsOf = async (query: Query = {}) => (await search({ limit: 100, ...query })).data.items.map((house: { id: number }) => house.id) as number[]

describe('every hit can be had as searched, and every home that can be had is found', () => {
  const HOUSES = 300
  const SEARCHES = 60
  const random = seeded('search')
  let ids: number[]

  /** Homes with all kinds of rules, and nights taken by all kinds of claims, some of them lapsed or released. */
  beforeAll(async () => {
    const host = await aHost(site)
    const guest = await aPerson(site)
    const { db } = site.parts
    const now = site.clock.now()
    ids = []
    for (let i = 0; i < HOUSES; i++) {
      const minNights = random.chance(0.7) ? 1 : random.int(2, 5)
      const { id } = await db.sql.insertInto('house').values({
        host_id: host.accountId,
        area_id: random.int(1, 3),
        title: `房源 ${i}`,
        description: '',
        address: `某路 ${i} 号`,
        price: random.int(100, 400) * 100,
        deposit: 0,
        room_count: 1,
        acreage: 50,
        unit: '一室',
        capacity: random.int(1, 6),
        beds: '双人床',
        min_nights: minNights,
        max_nights: random.chance(0.7) ? 0 : minNights + random.int(0, 4),
        notice_days: random.chance(0.7) ? 0 : random.int(1, 5),
        window_days: random.chance(0.7) ? 365 : random.int(10, 40),
        instant: random.chance(0.5),
        policy: 'flexible',
        check_in_hour: random.int(12, 22),
        check_out_hour: 12,
        facility_ids: [1, 2, 3, 4].filter(() => random.chance(0.6)),
        status: random.chance(0.9) ? 'published' : 'paused',
        booking_count: random.int(0, 5),
        reviewed_at: null,
        created_at: new Date(now.getTime() - random.int(0, 50) * 1000),
        changed_at: now,
      }).returning('id').executeTakeFirstOrThrow()
      ids.push(id)
      let from = dayOf(now)
      while (random.chance(0.85)) {
        from = addDays(from, random.int(0, 6))
        const to = addDays(from, random.int(1, 6))
        const kind = random.pick(['booking', 'hold', 'host_block'] as const)
        const { rows: [booking] } = await sql<{ id: number }>`insert into booking (public_id, house_id, host_id, guest_id, status, due_at, check_in, check_out, starts_at, ends_at, guests, note, title, area_id, address, instant, check_in_hour, check_out_hour, price, lines, total, deposit, policy, refund_steps, created_at)
          values (gen_random_uuid()::text, ${id}, ${host.accountId}, ${guest.accountId}, 'WAIT_PAYMENT', ${now}, ${from}, ${to}, ${now}, ${now}, 1, '', 't', 1, 'a', true, 14, 12, 100, '[]', 100, 0, 'flexible', '[]', ${now}) returning id`.execute(db.sql)
        const lapsed = random.chance(0.5)
        await db.sql.insertInto('stay_claim').values({
          house_id: id,
          starts_on: from,
          ends_on: to,
          kind,
          booking_id: kind === 'host_block' ? null : booking!.id,
          expires_at: kind === 'hold' ? new Date(now.getTime() + (lapsed ? -1 : 1) * 60_000) : null,
          released_at: random.chance(0.15) ? now : null,
        }).execute()
        from = to
      }
    }
  })

  test('compared with asking every home one by one', { timeout: 120_000 }, async () => {
    let hits = 0
    for (let i = 0; i < SEARCHES; i++) {
      const checkIn = day(site, random.int(0, 20))
      const asked = { checkIn, checkOut: addDays(checkIn, random.int(1, 6)), guests: random.int(1, 6) }
      const areaId = random.chance(0.5) ? random.int(1, 3) : undefined
      const found = await idsOf({ ...asked, areaId, sort: random.pick(['new', 'popular', 'price-asc', 'price-desc']) })
      const { data } = await search({ ...asked, areaId })
      const quotes = await Promise.all(ids.map(houseId => quoteStay(site.parts, { houseId, ...asked }).then(() => true, () => false)))
      const areas = await site.parts.db.sql.selectFrom('house').select(['id', 'area_id as areaId']).execute()
      const inArea = new Set(areas.filter(house => areaId === undefined || house.areaId === areaId).map(house => house.id))
      const bookable = ids.filter((id, n) => quotes[n] && inArea.has(id))
      expect(found.length).toBe(Math.min(100, bookable.length))
      expect(found.filter(id => !bookable.includes(id))).toEqual([])
      expect(data.total).toBe(bookable.length > COUNT_LIMIT ? null : bookable.length)
      hits += found.length
    }
    expect(hits).toBeGreaterThan(SEARCHES) // the rules above leave something to find
  })

  test.each(['new', 'popular', 'price-asc', 'price-desc'])('by pages and by cursor the order %s is the same, complete, and without repeats', async (sort) => {
    const query = { sort, checkIn: day(site, 8), checkOut: day(site, 10) }
    const byPage: number[] = []
    const byCursor: number[] = []
    for (let page = 1, hasMore = true; hasMore; page++) {
      const { data } = await search({ ...query, page, limit: 7 })
      byPage.push(...data.items.map((house: any) => house.id))
      hasMore = data.hasMore
    }
    for (let after: string | undefined, more = true; more;) {
      const { data } = await search({ ...query, limit: 7, after })
      byCursor.push(...data.items.map((house: any) => house.id))
      after = data.next ?? undefined
      more = after !== undefined
    }
    expect(byCursor).toEqual(byPage)
    expect(new Set(byPage).size).toBe(byPage.length)
    const rows = await site.parts.db.sql.selectFrom('house').select(['id', 'price', 'created_at', 'booking_count', 'rating_tenths']).where('id', 'in', byPage).execute()
    const of = new Map(rows.map(row => [row.id, row]))
    const key = (id: number) => {
      const { price, created_at, booking_count, rating_tenths } = of.get(id)!
      return { 'new': [-created_at.getTime(), -id], 'popular': [-booking_count, -rating_tenths, -id], 'price-asc': [price, id], 'price-desc': [-price, -id] }[sort]!
    }
    expect(byPage).toEqual([...byPage].sort((a, b) => key(a).reduce((order, value, i) => order || value - key(b)[i]!, 0)))
  })
})

describe('filters', () => {
  let houses: Record<'small' | 'big' | 'dear' | 'elsewhere', number>
  const only = (fields: Partial<HouseFields>) => ({ ...fields, roomCount: 37 })
  beforeAll(async () => {
    const host = await aHost(site)
    houses = {
      small: await aHouse(site, host, only({ areaId: 8, capacity: 1, price: 10_000, facilityIds: [1, 3] })),
      big: await aHouse(site, host, only({ areaId: 8, capacity: 9, price: 20_000, facilityIds: [1, 3, 14] })),
      dear: await aHouse(site, host, only({ areaId: 8, capacity: 4, price: 90_000, facilityIds: [3] })),
      elsewhere: await aHouse(site, host, only({ areaId: 9 })),
    }
  })

  test.each<[string, Query, ('small' | 'big' | 'dear' | 'elsewhere')[]]>([
    ['by district, newest first', { areaId: 8 }, ['dear', 'big', 'small']],
    ['by guests', { areaId: 8, guests: 4 }, ['dear', 'big']],
    ['by a price range, its ends included', { areaId: 8, priceMin: 10_000, priceMax: 20_000 }, ['big', 'small']],
    ['by price alone, cheapest first', { areaId: 8, sort: 'price-asc' }, ['small', 'big', 'dear']],
    ['by price from above within a range', { areaId: 8, sort: 'price-desc', priceMin: 20_000 }, ['dear', 'big']],
    ['by all facilities that are wanted', { areaId: 8, facilities: '3,1' }, ['big', 'small']],
    ['the same facility said twice', { areaId: 8, facilities: '14,14' }, ['big']],
    ['a facility nobody has', { areaId: 8, facilities: '23' }, []],
    ['everything at once', { areaId: 8, guests: 2, priceMax: 50_000, facilities: '1,14', checkIn: '2027-04-01', checkOut: '2027-04-03' }, ['big']],
  ])('%s', async (_, query, expected) => {
    expect(await idsOf(query)).toEqual(expected.map(name => houses[name]))
  })

  test('a card says what the whole stay costs', async () => {
    const { data } = await search({ areaId: 9, checkIn: day(site, 3), checkOut: day(site, 6) })
    expect(data.items[0]).toMatchObject({ id: houses.elsewhere, price: FIELDS.price, total: 3 * FIELDS.price, area: { id: 9, name: '巢湖市' }, rating: null, picture: null })
    expect((await search({ areaId: 9 })).data.items[0]).not.toHaveProperty('total')
  })

  test.each<[string, Query, number, string]>([
    ['one day alone', { checkIn: '2027-04-01' }, 422, 'stays.both_dates'],
    ['days that are past', { checkIn: '2027-02-01', checkOut: '2027-02-03' }, 422, 'stays.dates_past'],
    ['days in the wrong order', { checkIn: '2027-04-03', checkOut: '2027-04-01' }, 422, 'stays.dates_reversed'],
    ['a day that is none', { checkIn: '2027-04-31', checkOut: '2027-05-02' }, 422, 'stays.not_a_date'],
    ['a district nobody knows', { areaId: 999 }, 422, 'stays.unknown_area'],
    ['prices in the wrong order', { priceMin: 200, priceMax: 100 }, 422, 'stays.price_reversed'],
    ['an unknown order', { sort: 'booking' }, 400, 'kit.bad_request'],
    ['a page that is none', { page: 0 }, 400, 'kit.bad_request'],
    ['more than a hundred at a time', { limit: 101 }, 400, 'kit.bad_request'],
    ['a cursor that is none', { after: 'abc' }, 400, 'kit.bad_page'],
    ['a cursor of another order', { after: Buffer.from('["new",1,1]').toString('base64url'), sort: 'popular' }, 400, 'kit.bad_page'],
    ['something nobody declared', { owner_id: 3 }, 400, 'kit.bad_request'],
  ])('refused: %s', async (_, query, status, error) => {
    expect(await search(query)).toMatchObject({ status, error })
  })

  test('a page behind the last is empty, not an error', async () => {
    expect(await search({ areaId: 8, page: 40 })).toMatchObject({ status: 200, data: { items: [], total: 3, hasMore: false, next: null } })
  })
})

test('beyond two hundred the total is left open, and stays so for a minute; small totals are always exact', async () => {
  const { rows: [host] } = await sql<{ id: number }>`select host_id as id from house limit 1`.execute(site.parts.db.sql)
  const add = (n: number) => sql`insert into house (host_id, area_id, title, description, address, price, deposit, room_count, acreage, unit, capacity, beds, min_nights, max_nights, notice_days, window_days, instant, policy, check_in_hour, check_out_hour, facility_ids, created_at, changed_at)
    select ${host!.id}, 7, 'x', '', 'x', 55500, 0, 1, 1, 'x', 1, 'x', 1, 0, 0, 365, true, 'flexible', 14, 12, '{}', now(), now() from generate_series(1, ${n}::int)`.execute(site.parts.db.sql)
  const total = async () => (await search({ areaId: 7, priceMin: 55_500, priceMax: 55_500 })).data.total
  await add(199)
  expect(await total()).toBe(199)
  await add(1)
  expect(await total()).toBe(200)
  await add(1)
  expect(await total()).toBe(null)
  await add(250)
  expect(await total()).toBe(null)
})

test('the home page shows the most booked homes that have a picture, at most five', async () => {
  const { db, cache } = site.parts
  expect((await site.call('GET', 'stays/houses/featured')).data).toEqual([])
  await sql`insert into picture (id, width, height, color, created_at) values (${'a'.repeat(32)}, 1280, 960, '#aabbcc', now())`.execute(db.sql)
  await sql`update house set cover_id = ${'a'.repeat(32)} where id % 2 = 0`.execute(db.sql)
  cache.forget('houses')
  const { data } = await site.call('GET', 'stays/houses/featured')
  expect(data).toHaveLength(5)
  expect(data.every((house: any) => house.id % 2 === 0 && house.picture.urls[640].startsWith('/media/aa/'))).toBe(true)
  const counts = data.map((house: any) => house.bookingCount)
  expect(counts).toEqual([...counts].sort((a, b) => b - a))
})

test('districts and facilities are those of the documents, in their order', async () => {
  expect((await site.call('GET', 'stays/areas')).data).toEqual(['瑶海区', '庐阳区', '蜀山区', '包河区', '长丰县', '肥东县', '肥西县', '庐江县', '巢湖市'].map((name, i) => ({ id: i + 1, name })))
  const { data } = await site.call('GET', 'stays/facilities')
  expect(data).toHaveLength(23)
  expect([data[0], data[11], data[22]]).toEqual([{ id: 1, name: '无线网络', icon: 'wifi' }, { id: 12, name: '沐浴露、洗发露', icon: 'shampoo' }, { id: 23, name: '浴缸', icon: 'bath' }])
})

test('a home that is paused or booked out is found no more, and again when it is free', async () => {
  const host = await aHost(site)
  const houseId = await aHouse(site, host, { areaId: 6, instant: true })
  const dates = { areaId: 6, checkIn: day(site, 3), checkOut: day(site, 5) }
  await aPaidBooking(site, houseId, await aPerson(site), day(site, 1), day(site, 3))
  expect(await idsOf(dates)).toEqual([houseId])
  const guest = await aPerson(site)
  const { data } = await book(site, guest, { houseId, checkIn: day(site, 4), checkOut: day(site, 6), guests: 1 })
  expect(await idsOf(dates)).toEqual([])
  await site.call('PUT', `stays/bookings/${data.id}/status`, { as: guest, body: { action: 'cancel' } })
  expect(await idsOf(dates)).toEqual([houseId])
  await site.call('PATCH', `stays/houses/${houseId}`, { as: host, body: { status: 'paused' } })
  expect(await idsOf({ areaId: 6 })).toEqual([])
})
