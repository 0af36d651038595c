import type { Sql, Tx } from '../../kit/db.ts'
import { sql } from 'kysely'
import './tables.ts'

/** Bookings this guest is making come first: they queue by the same lock (`lockHouseToBook`), and are there afterwards. */
export async function waitForGuest(tx: Tx, guestId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('stays.guest'), hashint8(${guestId}))`.execute(tx)
}

/** @returns the ids of the homes that were on the site */
export async function takeHousesAway(tx: Tx, hostId: number): Promise<number[]> {
  const rows = await tx.updateTable('house').set({ status: 'host_away' }).where('host_id', '=', hostId).where('status', '=', 'published').returning('id').execute()
  return rows.map(({ id }) => id)
}

/** @returns the ids of the homes that are on the site again; paused ones stay so */
export async function bringHousesBack(tx: Tx, hostId: number): Promise<number[]> {
  const rows = await tx.updateTable('house').set({ status: 'published' }).where('host_id', '=', hostId).where('status', '=', 'host_away').returning('id').execute()
  return rows.map(({ id }) => id)
}

/** The homes of an account that ends: off the site, and empty but for what bookings point to. @returns their ids, and the pictures that are gone */
export async function retireHousesOf(tx: Tx, hostId: number): Promise<{ ids: number[], pictures: string[] }> {
  const { rows: images } = await sql<{ picture: string }>`delete from house_image i using house h where h.id = i.house_id and h.host_id = ${hostId} returning i.picture_id as picture`.execute(tx)
  const { rows } = await sql<{ id: number }>`
    update house set status = case when status = 'taken_down' then status else 'paused' end, address = '—', description = '', cover_id = null
    where host_id = ${hostId} returning id`.execute(tx)
  return { ids: rows.map(({ id }) => id), pictures: images.map(({ picture }) => picture) }
}

/** What a guest whose account ends has written to hosts. */
export async function forgetNotesOf(tx: Tx, guestId: number): Promise<void> {
  await tx.updateTable('booking').set({ note: '' }).where('guest_id', '=', guestId).where('note', '<>', '').execute()
}

/** How many homes somebody has on the site, and how many bookings that are not over, waiting for answer or money and paid. */
export async function countAffairs(db: Sql, accountId: number, now: Date): Promise<Record<'houses' | 'hostOpen' | 'hostPaid' | 'guestOpen' | 'guestPaid', number>> {
  const { rows: [counts] } = await sql<Record<'houses' | 'hostOpen' | 'hostPaid' | 'guestOpen' | 'guestPaid', number>>`
    select (select count(*) from house where host_id = ${accountId} and status = 'published') as houses,
      count(*) filter (where host_id = ${accountId} and status <> 'PAID') as "hostOpen", count(*) filter (where host_id = ${accountId} and status = 'PAID') as "hostPaid",
      count(*) filter (where guest_id = ${accountId} and status <> 'PAID') as "guestOpen", count(*) filter (where guest_id = ${accountId} and status = 'PAID') as "guestPaid"
    from booking where (host_id = ${accountId} or guest_id = ${accountId}) and status in ('WAIT_ACCEPT', 'WAIT_PAYMENT', 'PAID') and due_at > ${now}`.execute(db)
  return counts!
}
