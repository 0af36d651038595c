import type { Lang } from '../../kit/errors.ts'
import type { PlainDate } from '../../kit/dates.ts'
import type { Sql, Tx } from '../../kit/db.ts'
import type { BookingStatus } from './contract.ts'
import type { Actor } from './states.ts'
import { sql } from 'kysely'
import './tables.ts'

interface Addressee { accountId: number, name: string, mobile: string | null, email: string | null, lang: Lang | null }

export interface UntoldEvent {
  id: number
  action: string
  from: BookingStatus | null
  to: BookingStatus
  actor: Actor
  reason: string | null
  at: Date
  /** The booking's now. */
  status: BookingStatus
  houseId: number
  publicId: string
  title: string
  checkIn: PlainDate
  checkOut: PlainDate
  dueAt: Date | null
  guest: Addressee
  host: Addressee
}

const addressee = (account: string) => sql<Addressee>`(select json_build_object('accountId', a.id, 'name', a.name, 'mobile', a.mobile, 'email', a.email, 'lang', a.lang) from account a where a.id = ${sql.ref(account)})`

const toldEvents = sql`
  select e.id, e.action, e.from_status as "from", e.to_status as "to", e.actor, e.reason, e.at, b.status, b.house_id as "houseId", b.public_id as "publicId", b.title, b.check_in as "checkIn", b.check_out as "checkOut",
    b.due_at as "dueAt", ${addressee('b.guest_id')} as guest, ${addressee('b.host_id')} as host
  from booking_event e join booking b on b.id = e.booking_id`

/** Events somebody has still to be told of, oldest first; other nodes leave them alone meanwhile. */
export async function untoldEvents(tx: Tx, limit: number): Promise<UntoldEvent[]> {
  const { rows } = await sql<UntoldEvent>`${toldEvents} where e.untold order by e.id limit ${limit} for no key update of e skip locked`.execute(tx)
  return rows
}

export async function eventsSince(tx: Tx, since: Date): Promise<UntoldEvent[]> {
  return (await sql<UntoldEvent>`${toldEvents} where e.at >= ${since} order by e.at, e.id`.execute(tx)).rows
}

export async function markTold(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await tx.updateTable('booking_event').set({ untold: false }).where('id', 'in', [...ids]).execute()
}

export interface EventRow { action: string, from: BookingStatus | null, to: BookingStatus, actor: Actor, reason: string | null, at: Date }

/** The life of a booking, from its beginning. */
export async function eventsOf(db: Sql, bookingId: number): Promise<EventRow[]> {
  return db.selectFrom('booking_event').select(['action', 'from_status as from', 'to_status as to', 'actor', 'reason', 'at']).where('booking_id', '=', bookingId).orderBy('id').execute()
}
