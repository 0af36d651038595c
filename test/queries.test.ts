import type { KyselyPlugin } from 'kysely'
import type { CallOptions } from './app.ts'
import type { Operation } from './operations.ts'
import type { TestPerson } from './people.ts'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { aHost, aHouse, aPaidBooking, day, decide } from '../src/features/stays/houses.fixture.ts'
import { withApp } from './app.ts'
import { addressOf, fitting, operationsOf } from './operations.ts'
import { aPerson } from './people.ts'
import { aStaff } from './staff.ts'

// A list asks the database for all its rows at once, not for each what belongs to it (B-78).

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const ROWS = 4
/** Those of which there are so many rows here. */
const LISTS = [
  'stays/houses',
  'stays/houses/{id}/reviews',
  'stays/bookings',
  'console/stays/houses',
  'console/stays/bookings',
  'console/payments',
  'console/refunds',
  'console/users',
  'console/identities',
  'console/audit',
]

let asked = 0
const counting: KyselyPlugin = {
  transformQuery({ node }) {
    asked++
    return node
  },
  transformResult: async ({ result }) => result,
}

let host: TestPerson
let guest: TestPerson
let houseId: number
beforeAll(async () => {
  host = await aHost(site)
  guest = await aPerson(site)
  const houses = []
  for (let i = 0; i < ROWS; i++) houses.push(await aHouse(site, host, { instant: true }))
  for (let i = 0; i < ROWS; i++) await aHost(site)
  houseId = houses[0]!
  const guests = [guest, ...await Promise.all(Array.from({ length: ROWS - 1 }, () => aPerson(site)))]
  const stays = []
  for (const [i, one] of guests.entries()) stays.push([one, await aPaidBooking(site, houseId, one, day(site, i), day(site, i + 1))] as const)
  for (const one of houses) await decide(site, guest, await aPaidBooking(site, one, guest, day(site, 60), day(site, 61)), 'cancel')
  site.clock.advance(10 * 86_400)
  for (const [one, id] of stays) expect((await site.call('POST', `stays/bookings/${id}/reviews`, { as: one, body: { rating: 5, text: '好' } })).status).toBe(201)
  const staff = await aStaff(site, ['*'])
  for (const one of houses) await site.call('PUT', `console/stays/houses/${one}/review`, { as: staff })
  site.parts.db = { ...site.parts.db, sql: site.parts.db.sql.withPlugin(counting) }
})

const callerOf = ({ who }: Operation, staff: CallOptions['as']) => who === 'anyone' ? undefined : who === 'member' || who === 'verified' ? guest : staff

test('no list asks the database more often for many rows than for one', async () => {
  const staff = await aStaff(site, ['*'])
  const seen: string[] = []
  const tooOften: unknown[] = []
  const look = async (path: string, url: string, as: CallOptions['as']) => {
    const read = async (limit: number) => {
      asked = 0
      const { data } = await site.call('GET', url, { as, query: { limit } })
      return { rows: (data?.items ?? []).length as number, asked }
    }
    await read(1) // what is kept for everybody is kept from now on
    const [one, many] = [await read(1), await read(50)]
    if (many.rows >= ROWS) seen.push(path)
    if (many.asked > one.asked) tooOften.push([path, one, many])
  }
  for (const operation of operationsOf(site.app).filter(({ method, inQuery }) => method === 'GET' && inQuery.some(({ name }) => name === 'limit'))) {
    const values = Object.fromEntries(operation.inPath.map(({ name, schema }) => [name, operation.path.includes('/houses/') ? houseId : fc.sample(fitting(schema), { seed: 1, numRuns: 1 })[0]]))
    await look(operation.path.replace('/api/v1/', ''), addressOf(operation.path, values), callerOf(operation, staff))
  }
  await look('my homes', 'stays/houses?owner=me', host)
  await look('my guests', 'stays/bookings?role=host', host)
  expect(tooOften).toEqual([])
  expect(seen).toEqual(expect.arrayContaining([...LISTS, 'my homes', 'my guests']))
})
