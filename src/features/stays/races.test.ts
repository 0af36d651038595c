import type { Answer, TestApp } from '../../../test/app.ts'
import type { TestPerson } from '../../../test/people.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { buildApp } from '../../app.ts'
import { openDb } from '../../kit/db.ts'
import { aHost, aHouse, book, bookingOf, day, decide, moneyArrives } from './houses.fixture.ts'

/** The documented 20 of 20 by RACE_ROUNDS=20; three say enough in everyday runs. */
const ROUNDS = Number(process.env.RACE_ROUNDS ?? 3)
const CONNECTIONS = 200
const GUESTS = 1000

const site = withApp({ env: { LINLI_LIMITS: 'off' } })

/** How many answers there are of each kind, e.g. { '201': 1, '409 stays.dates_taken': 999 }. */
function tally(answers: Answer[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { status, error } of answers) {
    const kind = [status, error].filter(Boolean).join(' ')
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}

/** Pairs of live claims that overlap: none, whatever happens. */
async function overlaps(): Promise<number> {
  const { rows: [row] } = await sql<{ n: number }>`
    select count(*) as n from stay_claim a join stay_claim b on a.house_id = b.house_id and a.id < b.id and a.released_at is null and b.released_at is null and a.stay && b.stay`.execute(site.parts.db.sql)
  return row!.n
}

describe('a thousand guests at once', () => {
  const crowd = {} as TestApp
  let guests: TestPerson[]
  let host: TestPerson
  beforeAll(async () => {
    const parts = { ...site.parts, db: openDb(site.connection, { writers: CONNECTIONS, readers: 8 }) }
    const app = await buildApp(parts)
    Object.assign(crowd, site, { parts, app, call: withCallsTo(app) })
    host = await aHost(site)
    guests = []
    for (let i = 0; i < GUESTS; i++) guests.push(await aPerson(site))
  })
  afterAll(async () => {
    await crowd.app.close()
    await crowd.parts.db.close()
  })

  test('of a thousand who want the same night one gets it, and the others are told so', { timeout: 120_000 }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const houseId = await aHouse(site, host, { instant: round % 2 === 0 })
      // Stays of one to five nights that all have the night of day 10 in them.
      const answers = await Promise.all(guests.map((guest, i) => book(crowd, guest, { houseId, checkIn: day(site, 10 - i % 3), checkOut: day(site, 11 + i % 2), guests: 1 })))
      expect(tally(answers)).toEqual({ '201': 1, '409 stays.dates_taken': GUESTS - 1 })
      await sql`update booking set status = 'EXPIRED', due_at = null where house_id = ${houseId}`.execute(site.parts.db.sql) // its guest may play again
    }
    expect(await overlaps()).toBe(0)
  })
})

function withCallsTo(app: TestApp['app']): TestApp['call'] {
  return async (method, url, { body, headers, as } = {}) => {
    const raw = await app.inject({ method: method!, url: `/api/v1/${url}`, headers: { ...as?.headers, ...headers }, ...(body ? { payload: body } : {}) })
    const json = raw.json()
    return { status: raw.statusCode, data: json.data, error: json.error, details: json.details, message: json.message, raw }
  }
}
void [bookingOf, decide, moneyArrives]
