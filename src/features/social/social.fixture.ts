import type { TestApp } from '../../../test/app.ts'
import type { PersonWish, TestPerson } from '../../../test/people.ts'
import type { PlainDate } from '../../kit/dates.ts'
import type { Gender } from './atoms.ts'
import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { aPerson } from '../../../test/people.ts'
import { inBatches } from '../../kit/bulk.ts'
import { addDays, dayOf } from '../../kit/dates.ts'
import { rebuildCards } from './profile/card.ts'
import { cellsOf, centreOf } from './profile/cells.ts'
import { genderCode, seeksCode, yearsBefore } from './profile/rules.ts'

/** Hefei. */
export const HERE = { lat: 31.82, lng: 117.23 }

export interface MeeterWish extends PersonWish {
  gender?: Gender
  seeks?: Gender[]
  /** Whole years; the birthday was yesterday. */
  age?: number
  at?: { lat: number, lng: number }
  resolution?: 5 | 6 | 7
  city?: string
  scope?: 'near' | 'city' | 'anywhere'
  minKm?: number
  maxKm?: number
  ageMin?: number
  ageMax?: number
  photos?: number
  tags?: string[]
  albumForMatches?: boolean
  onRanking?: boolean
  level?: 0 | 1 | 2 | 3
}

export interface TestMeeter extends TestPerson {
  /** As others know them here. */
  meetId: string
}

let serial = 0

function profileOf(wish: MeeterWish, accountId: number, today: PlainDate, now: Date) {
  const cells = cellsOf(wish.at ?? HERE)
  const resolution = wish.resolution ?? 7
  return {
    account_id: accountId,
    public_id: randomUUID(),
    name: wish.name ?? `小${++serial}`,
    birth_date: addDays(yearsBefore(today, wish.age ?? 30), -1),
    birth_set_on: today,
    gender: genderCode(wish.gender ?? 'female'),
    seeks: seeksCode(wish.seeks ?? ['female', 'male', 'other']),
    tags: wish.tags ?? [],
    city: wish.city ?? '340100',
    scope: wish.scope ?? 'near',
    min_km: wish.minKm ?? 0,
    max_km: wish.maxKm ?? 50,
    age_min: wish.ageMin ?? 18,
    age_max: wish.ageMax ?? 60,
    album_for_matches: wish.albumForMatches ?? false,
    on_ranking: wish.onRanking ?? false,
    ...cells,
    resolution,
    ...centreOf(cells[`c${resolution}`]),
    located_at: now,
    active_at: now,
    created_at: now,
  }
}

/** Somebody with a complete profile whom others can be shown: a woman of 30 in Hefei who looks for anybody, unless said otherwise. */
export const aMeeter = async (site: TestApp, wish: MeeterWish = {}): Promise<TestMeeter> => asMeeter(site, await aPerson(site, wish), wish)

/** Gives somebody such a profile. */
export async function asMeeter({ parts }: TestApp, person: TestPerson, wish: MeeterWish = {}): Promise<TestMeeter> {
  const now = parts.clock.now()
  const row = profileOf(wish, person.accountId, dayOf(now), now)
  const publicId = row.public_id
  await parts.db.tx(async (tx) => {
    await tx.insertInto('social_profile').values(row).execute()
    for (let position = 1; position <= (wish.photos ?? 2); position++) {
      const id = createHash('sha256').update(`${publicId} ${position}`).digest('hex').slice(0, 32)
      await tx.insertInto('picture').values({ id, width: 960, height: 1280, color: '#aa8866', created_at: now }).execute()
      await tx.insertInto('social_photo').values({ account_id: person.accountId, picture_id: id, position, state: 'approved', created_at: now }).execute()
    }
    if (wish.level) await tx.insertInto('membership_span').values({ account_id: person.accountId, level: wish.level, starts_at: now, ends_at: new Date(now.getTime() + 365 * 86_400_000) }).execute()
    await rebuildCards(parts, tx, [person.accountId])
  })
  return { ...person, meetId: publicId }
}

/** So many people without a session, made at once: who others are shown, and who decides nothing. @returns their internal and public ids */
export async function manyMeeters({ parts }: TestApp, wishes: MeeterWish[]): Promise<{ accountId: number, meetId: string }[]> {
  const now = parts.clock.now()
  const today = dayOf(now)
  const made: { accountId: number, meetId: string }[] = []
  await parts.db.tx(async (tx) => {
    await inBatches(wishes, async (batch) => {
      const accounts = await tx.insertInto('account').values(batch.map(() => ({ public_id: randomUUID(), mobile: `15${String(++serial).padStart(9, '0')}`, name: '街坊', terms_version: 'test', terms_accepted_at: now, created_at: now }))).returning('id').execute()
      const rows = batch.map((wish, i) => profileOf(wish, accounts[i]!.id, today, now))
      await tx.insertInto('social_profile').values(rows).execute()
      await tx.insertInto('picture').values(['1', '2'].map(n => ({ id: n.repeat(32), width: 960, height: 1280, color: '#aa8866', created_at: now }))).onConflict(c => c.doNothing()).execute()
      await tx.insertInto('social_photo').values(rows.flatMap(({ account_id }) => [1, 2].map(position => ({ account_id, picture_id: String(position).repeat(32), position, state: 'approved' as const, created_at: now })))).execute()
      await rebuildCards(parts, tx, rows.map(({ account_id }) => account_id))
      made.push(...rows.map(({ account_id, public_id }) => ({ accountId: account_id, meetId: public_id })))
    })
  })
  return made
}

/** The person's next cards; they may then be swiped. */
export async function deckOf(site: TestApp, me: TestPerson, limit = 50): Promise<string[]> {
  const { data } = await site.call('GET', '/api/v1/social/deck', { as: me, query: { limit } })
  return data.items.map(({ id }: { id: string }) => id)
}

/** Notes that somebody was shown others, without the deck's order in the way. */
export async function showTo({ parts }: TestApp, me: TestPerson, ...others: TestPerson[]): Promise<void> {
  const ids = others.map(({ accountId }) => accountId)
  await sql`insert into social_deck as d (account_id, ids, served, made_at) values (${me.accountId}, ${ids}::bigint[], ${ids}::bigint[], ${parts.clock.now()})
    on conflict (account_id) do update set served = d.served || excluded.served`.execute(parts.db.sql)
}

/** Swipes somebody as a client does. */
export const swipeAs = (site: TestApp, me: TestPerson, other: { meetId: string }, kind: 'pass' | 'like' | 'superlike') => site.call('PUT', `/api/v1/social/swipes/${other.meetId}`, { as: me, body: { kind } })

/** Two people who like each other. @returns their match's id */
export async function aMatch(site: TestApp, a: TestMeeter, b: TestMeeter): Promise<string> {
  await showTo(site, a, b)
  await showTo(site, b, a)
  await swipeAs(site, a, b, 'like')
  const { data } = await swipeAs(site, b, a, 'like')
  return data.matchId
}
