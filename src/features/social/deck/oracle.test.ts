import type { Gender } from '../atoms.ts'
import type { MeeterWish } from '../social.fixture.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { dayOf } from '../../../kit/dates.ts'
import { seeded } from '../../../kit/draw.ts'
import { cellsOf, centreOf } from '../profile/cells.ts'
import { kilometres } from '../profile/distance.ts'
import { activeMeeter } from '../profile/standing.ts'
import { HERE, manyMeeters } from '../social.fixture.ts'
import { countCandidates, listCandidates } from './store-deck.ts'

/** As documented with ORACLE_PEOPLE=2000 (social.md §5.4). */
const PEOPLE = Number(process.env.ORACLE_PEOPLE ?? 250)
const site = withApp()

const GENDERS: Gender[] = ['female', 'male', 'other']
const CITIES = ['340100', '340200']

function invent(random: ReturnType<typeof seeded>): Required<Pick<MeeterWish, 'gender' | 'seeks' | 'age' | 'at' | 'resolution' | 'city' | 'scope' | 'minKm' | 'maxKm' | 'ageMin' | 'ageMax'>> {
  const ageMin = random.int(18, 40)
  const minKm = random.chance(0.2) ? random.int(1, 20) : 0
  return {
    gender: random.pick(GENDERS),
    seeks: random.shuffle(GENDERS).slice(0, random.int(1, 3)),
    age: random.int(18, 60),
    at: { lat: HERE.lat + random.between(-0.7, 0.7), lng: HERE.lng + random.between(-0.7, 0.7) },
    resolution: random.pick([5, 6, 7] as const),
    city: random.pick(CITIES),
    scope: random.pick(['near', 'near', 'near', 'city', 'anywhere'] as const),
    minKm,
    maxKm: random.int(Math.max(2, minKm), 120),
    ageMin,
    ageMax: random.int(ageMin, 70),
  }
}

/** Each of the conditions by itself, on plain values; distances on the globe, so pairs within a breath of a border are left out. */
function fits(me: ReturnType<typeof invent>, them: ReturnType<typeof invent>): boolean | 'border' {
  const place = ({ at, resolution }: typeof me) => centreOf(cellsOf(at)[`c${resolution}`])
  const km = kilometres(place(me), place(them))
  const borders = [me.minKm, me.maxKm, them.maxKm].filter(border => border > 0)
  if (borders.some(border => Math.abs(km - border) < 0.02 * border + 0.3)) return 'border'
  const wants = (a: typeof me, b: typeof me) => a.seeks.includes(b.gender) && b.age >= a.ageMin && b.age <= a.ageMax
    && (a.scope !== 'near' || km <= a.maxKm) && (a.scope !== 'city' || a.city === b.city)
  return wants(me, them) && wants(them, me) && (me.scope !== 'near' || km >= me.minKm)
}

test('the deck of everybody is exactly whom a plain reading of both sides’ wishes allows', async () => {
  const random = seeded('oracle')
  const wishes = Array.from({ length: PEOPLE }, () => invent(random))
  const people = await manyMeeters(site, wishes)
  const indexOf = new Map(people.map(({ accountId }, i) => [accountId, i]))
  // Some have decided, some are blocked: both ways.
  const hidden = new Set<string>()
  for (let n = 0; n < PEOPLE * 3; n++) {
    const [a, b] = [random.int(0, PEOPLE - 1), random.int(0, PEOPLE - 1)]
    if (a === b || hidden.has(`${a} ${b}`)) continue
    hidden.add(`${a} ${b}`)
    if (n % 3 > 0) {
      await sql`insert into swipe values (${people[a]!.accountId}, ${people[b]!.accountId}, ${n % 2}, now())`.execute(site.parts.db.sql)
    } else if (!hidden.has(`${b} ${a}`)) {
      hidden.add(`${b} ${a}`)
      await site.parts.db.sql.insertInto('social_block').values([[a, b, true], [b, a, false]].map(([one, other, byMe]) => ({ account_id: people[one as number]!.accountId, other_id: people[other as number]!.accountId, by_me: byMe as boolean, by_them: !byMe, at: site.clock.now() }))).execute()
    }
  }
  const today = dayOf(site.clock.now())
  const wrong: object[] = []
  let cards = 0
  for (const [i, { accountId }] of people.entries()) {
    const me = await activeMeeter(site.parts, accountId)
    const served = new Set((await listCandidates(site.parts.db.sql, me, today)).map(({ accountId }) => indexOf.get(accountId)!))
    const count = await countCandidates(site.parts.db.sql, me, today, 10_000)
    if (PEOPLE <= 400) expect(count).toBe(served.size) // with more, a deck has an end
    for (const [j, them] of wishes.entries()) {
      const expected = i !== j && !hidden.has(`${i} ${j}`) && fits(wishes[i]!, them)
      if (expected === 'border' || (PEOPLE > 400 && expected && !served.has(j))) continue
      if (served.has(j) !== expected) wrong.push({ me: wishes[i], them, shown: served.has(j) })
    }
    cards += served.size
  }
  expect(wrong).toEqual([])
  expect(cards).toBeGreaterThan(PEOPLE)
}, 300_000)
