import type { Point } from '../../../core/regions/index.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { operationsOf } from '../../../../test/operations.ts'
import { seeded } from '../../../kit/draw.ts'
import { kilometres } from '../profile/distance.ts'
import { activeMeeter } from '../profile/standing.ts'
import { cellsOf, centreOf } from '../profile/cells.ts'
import { dayOf } from '../../../kit/dates.ts'
import { aMeeter, HERE, manyMeeters } from '../social.fixture.ts'
import { countCandidates } from './store-deck.ts'
import { showCards } from './deck.ts'

/** As documented with ATTACK_VICTIMS=200 (social.md §5.7). */
const VICTIMS = Number(process.env.ATTACK_VICTIMS ?? 60)
const site = withApp()

/** Metres east and north of a point. */
const moved = ({ lat, lng }: { lat: number, lng: number }, east: number, north: number) => ({ lat: lat + north / 111_200, lng: lng + east / (111_200 * Math.cos(lat * Math.PI / 180)) })

/** Metres by which the attack misses each victim. @param exact places as phones tell them, which the site never keeps */
async function attack(count: number, exact: boolean): Promise<number[]> {
  const random = seeded('attack')
  const places = Array.from({ length: count }, () => moved(HERE, random.between(-8000, 8000), random.between(-8000, 8000)))
  const victims = await manyMeeters(site, places.map(at => ({ at, resolution: 7 as const })))
  const attacker = await aMeeter(site)
  const standing = await activeMeeter(site.parts, attacker.accountId)
  const today = dayOf(site.clock.now())
  const errors: number[] = []
  for (const [i, victim] of victims.entries()) {
    // The attacker sees this one alone, is believed wherever they say they are, and asks in two ways: what the card tells and
    // what the distance filter finds. (The order people come in holds no distance at all: rank.ts.)
    await sql`delete from social_card where account_id <> ${victim.accountId}`.execute(site.parts.db.sql)
    await sql`insert into social_card (account_id, gender, seeks, birth_date, age_min, age_max, reach_km, city, c5, c6, c7, resolution, lat, lng, active_hour)
      select account_id, gender, seeks, birth_date, age_min, age_max, max_km, city, c5, c6, c7, resolution, ${exact ? sql`${places[i]!.lat}` : sql`lat`}, ${exact ? sql`${places[i]!.lng}` : sql`lng`}, active_at
      from social_profile where account_id = ${victim.accountId} on conflict (account_id) do update set lat = excluded.lat, lng = excluded.lng`.execute(site.parts.db.sql)
    const pretend = (at: Point) => {
      const cells = cellsOf(at)
      return { ...standing, ...exact ? at : centreOf(cells.c7), c5: cells.c5, resolution: 7 }
    }
    const inReach = async (at: Point, maxKm: number) => await countCandidates(site.parts.db.sql, { ...pretend(at), maxKm }, today, 1) === 1
    // Bisects the distance at which the victim drops out, from many sides.
    const rings: { at: Point, low: number, high: number }[] = []
    for (let side = 0; side < 8; side++) {
      const angle = side * Math.PI / 4
      const at = moved(places[i]!, Math.cos(angle) * random.between(3000, 9000), Math.sin(angle) * random.between(3000, 9000))
      let [low, high] = [0, 24]
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2)
        if (await inReach(at, middle)) high = middle
        else low = middle
      }
      const [card] = await showCards(site.parts, pretend(at), [victim.accountId], 'zh-CN')
      expect(card!.distance === null || card!.distance >= 2).toBe(true)
      const from = pretend(at)
      rings.push({ at: { lat: from.lat, lng: from.lng }, low, high })
    }
    errors.push(kilometres(bestGuess(rings), places[i]!) * 1000)
  }
  return errors.sort((a, b) => a - b)
}

/** The point that explains all answers best. */
function bestGuess(rings: { at: Point, low: number, high: number }[]): Point {
  let best = { error: Number.POSITIVE_INFINITY, at: HERE as Point }
  for (let east = -12_000; east <= 12_000; east += 400) {
    for (let north = -12_000; north <= 12_000; north += 400) {
      const at = moved(HERE, east, north)
      const error = rings.reduce((sum, ring) => {
        const km = kilometres(ring.at, at)
        return sum + Math.max(0, ring.low - km, km - ring.high) ** 2 + 0.001 * (km - (ring.low + ring.high) / 2) ** 2
      }, 0)
      if (error < best.error) best = { error, at }
    }
  }
  return best.at
}

test('who pretends to be at many places learns no more than a cell: the error stays near a kilometre', async () => {
  const errors = await attack(VICTIMS, false)
  expect(errors[Math.floor(errors.length / 2)]!).toBeGreaterThanOrEqual(700)
  expect(errors[Math.floor(errors.length / 10)]!).toBeGreaterThanOrEqual(300)
}, 300_000)

test('the same attack finds people whose place were kept as phones tell it: the test is not blind', async () => {
  const errors = await attack(5, true)
  expect(errors[Math.floor(errors.length / 2)]!).toBeLessThan(400)
}, 60_000)

test('no answer of any route has a place for a coordinate or a cell of somebody', () => {
  const found: string[] = []
  const look = (schema: unknown, where: string) => {
    if (typeof schema !== 'object' || schema === null) return
    for (const [key, value] of Object.entries(schema)) {
      if (/^(?:lat|lng|longitude|cell$|c[5-9]$|h3|located)/i.test(key)) found.push(`${where} ${key}`)
      look(value, where)
    }
  }
  for (const operation of operationsOf(site.app)) look(operation.answers, `${operation.method} ${operation.path}`)
  expect(found).toEqual([])
})
