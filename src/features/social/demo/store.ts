import type { Tx } from '../../../kit/db.ts'
import type { PlainDate } from '../../../kit/dates.ts'
import type { Fen } from '../../../kit/money.ts'
import type { Resolution } from '../profile/cells.ts'
import type { Tally } from '../score/rules.ts'
import type { DemoMeeter } from './people.ts'
import { sql } from 'kysely'
import { inBatches } from '../../../kit/bulk.ts'
import { schedule } from '../membership/rules.ts'
import { saveTallies } from '../score/store.ts'
import '../tables.ts'

// Whole rows in the state they are in by now, many in one statement: the demo must be there within seconds of the first start.

export type ProfileRow = Omit<DemoMeeter, 'mobile' | 'sex' | 'years' | 'photos' | 'realName' | 'charm'> & { accountId: number, resolution: Resolution, lat: number, lng: number, today: PlainDate }

export async function insertProfiles(tx: Tx, rows: readonly ProfileRow[]): Promise<void> {
  await tx.insertInto('social_profile').values(rows.map(row => ({
    account_id: row.accountId,
    public_id: row.publicId,
    name: row.name,
    birth_date: row.birthDate,
    birth_set_on: row.today,
    gender: row.gender,
    seeks: row.seeks,
    about: row.about,
    tags: row.tags,
    city: row.spot.city,
    scope: row.scope,
    max_km: row.maxKm,
    age_min: row.ageMin,
    age_max: row.ageMax,
    album_for_matches: row.albumForMatches,
    on_ranking: row.onRanking,
    paused: row.paused,
    c5: row.spot.c5,
    c6: row.spot.c6,
    c7: row.spot.c7,
    resolution: row.resolution,
    lat: row.lat,
    lng: row.lng,
    located_at: row.activeAt,
    active_at: row.activeAt,
    created_at: row.createdAt,
  }))).execute()
}

export interface PhotoRow { accountId: number, pictureId: string, position: number, isPending: boolean, createdAt: Date }

export async function insertPhotos(tx: Tx, rows: readonly PhotoRow[]): Promise<void> {
  await inBatches(rows, batch => tx.insertInto('social_photo').values(batch.map(({ accountId, pictureId, position, isPending, createdAt }) => ({
    account_id: accountId,
    picture_id: pictureId,
    position,
    state: isPending ? 'pending' as const : 'approved' as const,
    created_at: createdAt,
    judged_at: isPending ? null : new Date(createdAt.getTime() + 3600_000),
  }))).execute())
}

export interface SwipeRow { actor: number, target: number, kind: 0 | 1 | 2, at: Date }

export async function insertSwipes(tx: Tx, rows: readonly SwipeRow[]): Promise<void> {
  await sql`insert into swipe (actor, target, kind, at)
    select * from unnest(${rows.map(row => row.actor)}::bigint[], ${rows.map(row => row.target)}::bigint[], ${rows.map(row => row.kind)}::smallint[], ${rows.map(row => row.at)}::timestamptz[])`.execute(tx)
}

export interface DemoMessage { by: number, text: string | null, pictureId: string | null, at: Date }
/** How many of the messages each of the two has read; the rest of the other's are unread. */
export interface DemoMatch { publicId: string, a: number, b: number, createdAt: Date, messages: DemoMessage[], readBy: { a: number, b: number } }

export async function insertMatches(tx: Tx, matches: readonly DemoMatch[], clientId: (words: string) => string): Promise<void> {
  const lastAt = ({ messages, createdAt }: DemoMatch) => messages.at(-1)?.at ?? createdAt
  const ids = new Map<string, number>()
  await inBatches(matches, async (batch) => {
    const made = await tx.insertInto('social_match').values(batch.map(match => ({
      public_id: match.publicId,
      lo: Math.min(match.a, match.b),
      hi: Math.max(match.a, match.b),
      created_at: match.createdAt,
      last_seq: match.messages.length,
      last_at: lastAt(match),
      ended_at: null,
      ended_by: null,
    }))).returning(['id', 'public_id']).execute()
    for (const row of made) ids.set(row.public_id, row.id)
    await tx.insertInto('social_match_member').values(batch.flatMap((match) => {
      const both = { match_id: ids.get(match.publicId)!, last_at: lastAt(match) }
      return [
        { ...both, account_id: match.a, other_id: match.b, delivered_seq: match.readBy.a, read_seq: match.readBy.a },
        { ...both, account_id: match.b, other_id: match.a, delivered_seq: match.readBy.b, read_seq: match.readBy.b },
      ]
    })).execute()
  })
  await inBatches(matches.flatMap(match => match.messages.map((message, i) => ({ match, message, seq: i + 1 }))), batch => tx.insertInto('social_message').values(batch.map(({ match, message, seq }) => ({
    match_id: ids.get(match.publicId)!,
    seq,
    sender_id: message.by,
    client_id: clientId(`${match.publicId} ${seq}`),
    text: message.text,
    picture_id: message.pictureId,
    created_at: message.at,
  }))).execute())
}

export interface DemoOrder { no: string, accountId: number, level: number, days: number, price: Fen, paidAt: Date | null, createdAt: Date, refundedAt: Date | null, refunded: Fen, paymentId: number | null }

/** Orders and the spans that follow from them. */
export async function insertMemberships(tx: Tx, orders: readonly DemoOrder[], payMs: number): Promise<void> {
  const made = await tx.insertInto('membership_order').values(orders.map(order => ({
    no: order.no,
    account_id: order.accountId,
    level: order.level,
    days: order.days,
    price: order.price,
    status: order.refundedAt ? 'REFUNDED' as const : order.paidAt ? 'PAID' as const : 'CANCELED' as const,
    created_at: order.createdAt,
    expires_at: new Date(order.createdAt.getTime() + payMs),
    paid_at: order.paidAt,
    payment_id: order.paymentId,
    refund_asked_at: order.refundedAt && new Date(order.refundedAt.getTime() - 60_000),
    refunded_at: order.refundedAt,
    refunded: order.refunded,
  }))).returning(['id', 'no']).execute()
  const ids = new Map(made.map(({ id, no }) => [no, id]))
  const paid = orders.flatMap(({ paidAt, ...order }) => paidAt ? [{ ...order, paidAt }] : [])
  const spans = [...Map.groupBy(paid, ({ accountId }) => accountId)].flatMap(([accountId, own]) =>
    schedule(own.map(({ no, level, days, paidAt, refundedAt }) => ({ id: ids.get(no)!, level, days, paidAt, endedAt: refundedAt }))).map(span => ({ account_id: accountId, level: span.level, starts_at: span.startsAt, ends_at: span.endsAt })))
  await tx.insertInto('membership_span').values(spans).execute()
}

export const listDemoPlans = (tx: Tx): Promise<{ level: number, days: number, price: Fen }[]> => tx.selectFrom('membership_plan').select(['level', 'days', 'price']).orderBy('id').execute()

/** Notes what has been counted of all swipes so far, and scores that follow; the sweep goes on from there. */
export async function insertTallies(tx: Tx, tallies: readonly (Tally & { accountId: number, score: number })[], now: Date): Promise<void> {
  await saveTallies(tx, tallies.map(tally => ({ ...tally, countedAt: now })), 0)
  await tx.insertInto('social_tally_mark').values({ counted_to: now }).execute()
}

/** Who decides things in the console of the demo site. */
export async function demoAdmin(tx: Tx): Promise<number> {
  return (await tx.selectFrom('staff').select('id').orderBy('id').executeTakeFirstOrThrow()).id
}
