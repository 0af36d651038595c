import type { RawBuilder } from 'kysely'
import type { PlainDate } from '../../kit/dates.ts'
import type { Sql, Tx } from '../../kit/db.ts'
import type { Fen } from '../../kit/money.ts'
import type { PictureRow } from '../../core/media/index.ts'
import type { CancellationPolicy, RefundStep } from './contract.ts'
import type { StayTerms } from './rules.ts'
import type { ClaimKind, HouseStatus } from './tables.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../core/media/index.ts'
import './tables.ts'

// Who has which nights. Everything here that writes runs under the lock of the house, which is always taken before that
// of a booking. Claims are never deleted: they change by update and end by `released_at`.

/** A hot home makes people queue; whoever waits longer is told to try again (kit.busy). */
const LOCK_TIMEOUT = '3s'

const settings = sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`

export interface PersonRow { id: number, publicId: string, name: string, avatar: PictureRow | null }

/** A home as somebody books it, and the two people. */
export interface HouseToBook extends StayTerms {
  id: number
  status: HouseStatus
  title: string
  address: string
  deposit: Fen
  policy: CancellationPolicy
  checkOutHour: number
  areaId: number
  areaName: string
  picture: PictureRow | null
  host: PersonRow
  guest: PersonRow
}

export const personJson = (account: RawBuilder<unknown>) => sql<PersonRow>`(
  select json_build_object('id', p.id, 'publicId', p.public_id, 'name', p.name, 'avatar', ${pictureJson(sql.ref('p.avatar_id'))}) from account p where p.id = ${account})`

/** Terms and snapshot of a home as a quote and a booking read them. */
const houseToBook = (guest: RawBuilder<unknown>) => sql`
  h.id, h.status, h.title, h.address, h.price, h.deposit, h.policy, h.instant, h.capacity, h.min_nights as "minNights", h.max_nights as "maxNights",
  h.notice_days as "noticeDays", h.window_days as "windowDays", h.check_in_hour as "checkInHour", h.check_out_hour as "checkOutHour",
  h.area_id as "areaId", (select a.name from area a where a.id = h.area_id) as "areaName",
  ${pictureJson(sql.ref('h.cover_id'))} as picture, ${personJson(sql.ref('h.host_id'))} as host, ${guest} as guest`

/** Whose the nights are, of those asked for: the first claim that counts; null when they are free. */
const claimInTheWay = (houseId: RawBuilder<unknown>, checkIn: PlainDate, checkOut: PlainDate, now: Date) => sql<ClaimKind | null>`(
  select case when c.starts_on < ${checkOut} then c.kind end from stay_claim c
  where c.house_id = ${houseId} and c.released_at is null and c.ends_on > ${checkIn} and (c.expires_at is null or c.expires_at > ${now}) order by c.ends_on limit 1)`

/**
 * Locks a home for a guest who books it, and makes this guest's own tries queue, so that their open bookings can be counted.
 * What it gives is as committed by whoever held the lock before. Undefined when there is no such home, or when the nights
 * are somebody's already: then nobody has to queue to hear it.
 */
export async function lockHouseToBook(tx: Tx, { houseId, checkIn, checkOut }: { houseId: number, checkIn: PlainDate, checkOut: PlainDate }, guestId: number, now: Date): Promise<HouseToBook | undefined> {
  const { rows: [house] } = await sql<HouseToBook>`
    with settings as materialized (${settings}),
      turn as materialized (select pg_advisory_xact_lock(hashtext('stays.guest'), hashint8(${guestId})) from settings)
    select ${houseToBook(personJson(sql`${guestId}::bigint`))}
    from turn, house h where h.id = ${houseId} and ${claimInTheWay(sql.ref('h.id'), checkIn, checkOut, now)} is null for no key update of h`.execute(tx)
  return house
}

export type HouseToQuote = Omit<HouseToBook, 'guest'>

/** Terms of a home, and whose the nights asked for are. */
export async function findHouseToQuote(db: Sql, { houseId, checkIn, checkOut }: { houseId: number, checkIn: PlainDate, checkOut: PlainDate }, now: Date): Promise<HouseToQuote & { inTheWay: ClaimKind | null } | undefined> {
  const { rows: [house] } = await sql<HouseToQuote & { inTheWay: ClaimKind | null }>`
    select ${houseToBook(sql`null`)}, ${claimInTheWay(sql.ref('h.id'), checkIn, checkOut, now)} as "inTheWay" from house h where h.id = ${houseId}`.execute(db)
  return house
}

/** Locks a home for anything else that changes its claims or bookings. False when there is none. */
export async function lockHouse(tx: Tx, houseId: number): Promise<boolean> {
  const { rows } = await sql`with settings as materialized (${settings}) select from settings, house h where h.id = ${houseId} for no key update of h`.execute(tx)
  return rows.length === 1
}

/**
 * Parts of a statement that give free what nobody answered or paid in time; the query path does it whether or not the sweep
 * runs (rental.md §2.3). What follows in the statement must read `stale` to come after it.
 */
const freeingStale = (houseId: number, now: Date) => sql`
  stale as (
    update stay_claim set released_at = ${now} where house_id = ${houseId} and released_at is null and expires_at <= ${now} returning booking_id
  ), lapsed as (
    select b.id, b.status from booking b join stale on b.id = stale.booking_id where b.status in ('WAIT_ACCEPT', 'WAIT_PAYMENT')
  ), expired as (
    update booking set status = 'EXPIRED', due_at = null from lapsed where booking.id = lapsed.id
  ), expiry as (
    insert into booking_event (booking_id, action, from_status, to_status, actor, at, untold) select id, 'expire', status, 'EXPIRED', 'system', ${now}, true from lapsed
  )`

/** Gives free what has lapsed in a home. */
export async function freeStale(tx: Tx, houseId: number, now: Date): Promise<void> {
  await sql`with ${freeingStale(houseId, now)} select`.execute(tx)
}

export interface NewBookingRow {
  publicId: string
  houseId: number
  hostId: number
  guestId: number
  status: 'WAIT_ACCEPT' | 'WAIT_PAYMENT'
  kind: 'request' | 'hold'
  dueAt: Date
  checkIn: PlainDate
  checkOut: PlainDate
  startsAt: Date
  endsAt: Date
  guests: number
  note: string
  title: string
  pictureId: string | null
  areaId: number
  address: string
  instant: boolean
  checkInHour: number
  checkOutHour: number
  price: Fen
  lines: { date: PlainDate, price: Fen }[]
  total: Fen
  deposit: Fen
  policy: CancellationPolicy
  refundSteps: RefundStep[]
  now: Date
}

/**
 * Takes the nights and writes the booking, or neither: one statement, after `lockHouseToBook`. The exclusion constraint
 * decides; DO NOTHING, because losers that only raise errors stall each other for minutes (rental.md §2.2).
 * @returns the booking's id, or null: because of whose the nights are, because the guest has so many bookings open, or because
 * their account is of no use any more since this moment
 */
export async function takeNights(tx: Tx, b: NewBookingRow, maxOpen: number): Promise<{ id: number | null, open: number, active: boolean, inTheWay: ClaimKind | null }> {
  const { rows: [taken] } = await sql<{ id: number | null, open: number, active: boolean, inTheWay: ClaimKind | null }>`
    with ${freeingStale(b.houseId, b.now)}, mine as materialized (
      select count(*) as open, (select a.status = 'active' from account a where a.id = ${b.guestId}) as active
      from booking where guest_id = ${b.guestId} and status in ('WAIT_ACCEPT', 'WAIT_PAYMENT') and due_at > ${b.now}
    ), claim as (
      insert into stay_claim (house_id, starts_on, ends_on, kind, booking_id, expires_at)
      select ${b.houseId}, ${b.checkIn}::date, ${b.checkOut}::date, ${b.kind}, nextval('booking_id_seq'), ${b.dueAt}
      from mine, (select count(*) from stale) freed where mine.open < ${maxOpen} and mine.active
      on conflict on constraint stay_claim_no_overlap do nothing returning booking_id
    ), booked as (
      insert into booking (id, public_id, house_id, host_id, guest_id, status, due_at, check_in, check_out, starts_at, ends_at, guests, note, title, picture_id, area_id,
        address, instant, check_in_hour, check_out_hour, price, lines, total, deposit, policy, refund_steps, created_at)
      select booking_id, ${b.publicId}, ${b.houseId}, ${b.hostId}, ${b.guestId}, ${b.status}, ${b.dueAt}, ${b.checkIn}, ${b.checkOut}, ${b.startsAt}, ${b.endsAt}, ${b.guests}, ${b.note},
        ${b.title}, ${b.pictureId}, ${b.areaId}, ${b.address}, ${b.instant}, ${b.checkInHour}, ${b.checkOutHour}, ${b.price}, ${JSON.stringify(b.lines)}, ${b.total}, ${b.deposit}, ${b.policy},
        ${JSON.stringify(b.refundSteps)}, ${b.now} from claim
    ), began as (
      insert into booking_event (booking_id, action, to_status, actor, at, untold) select booking_id, 'book', ${b.status}, 'guest', ${b.now}, true from claim
    )
    select (select booking_id from claim) as id, open, active, ${claimInTheWay(sql`${b.houseId}`, b.checkIn, b.checkOut, b.now)} as "inTheWay" from mine`.execute(tx)
  return taken!
}

export interface ClaimRow { id: number, from: PlainDate, to: PlainDate, kind: ClaimKind, bookingId: number | null, bookingPublicId: string | null }

/** All claims that count on nights of [from, to), in order. */
export async function liveClaims(db: Sql, houseId: number, from: PlainDate, to: PlainDate, now: Date): Promise<ClaimRow[]> {
  const { rows } = await sql<ClaimRow>`
    select c.id, c.starts_on as "from", c.ends_on as "to", c.kind, c.booking_id as "bookingId", b.public_id as "bookingPublicId"
    from stay_claim c left join booking b on b.id = c.booking_id
    where c.house_id = ${houseId} and c.released_at is null and c.ends_on > ${from} and c.starts_on < ${to} and (c.expires_at is null or c.expires_at > ${now})
    order by c.ends_on`.execute(db)
  return rows
}

/** What a booking's claim becomes; the nights stay taken all along. */
export async function turnClaim(tx: Tx, bookingId: number, to: { kind: ClaimKind, expiresAt: Date | null }): Promise<void> {
  await tx.updateTable('stay_claim').set({ kind: to.kind, expires_at: to.expiresAt }).where('booking_id', '=', bookingId).where('released_at', 'is', null).execute()
}

export async function releaseClaimOf(tx: Tx, bookingId: number, now: Date): Promise<void> {
  await tx.updateTable('stay_claim').set({ released_at: now }).where('booking_id', '=', bookingId).where('released_at', 'is', null).execute()
}

/** Takes the nights of a lapsed booking once more, for money that came late. False when they are somebody else's now. */
export async function takeNightsAgain(tx: Tx, booking: { id: number, houseId: number, checkIn: PlainDate, checkOut: PlainDate }): Promise<boolean> {
  const { rows } = await sql`insert into stay_claim (house_id, starts_on, ends_on, kind, booking_id) values (${booking.houseId}, ${booking.checkIn}, ${booking.checkOut}, 'booking', ${booking.id})
    on conflict on constraint stay_claim_no_overlap do nothing returning 1`.execute(tx)
  return rows.length === 1
}

/** Closes nights for the host. Under the lock of the house the caller has seen that they are free. */
export async function insertBlocks(tx: Tx, houseId: number, runs: readonly { from: PlainDate, to: PlainDate }[]): Promise<void> {
  if (runs.length === 0) return
  await tx.insertInto('stay_claim').values(runs.map(({ from, to }) => ({ house_id: houseId, starts_on: from, ends_on: to, kind: 'host_block' as const }))).execute()
}

export async function releaseClaims(tx: Tx, ids: readonly number[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await tx.updateTable('stay_claim').set({ released_at: now }).where('id', 'in', [...ids]).execute()
}
