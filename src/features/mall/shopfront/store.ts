import type { PictureRow } from '../../../core/media/index.ts'
import type { Sql, Tx } from '../../../kit/db.ts'
import type { AdChange } from './contract.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import '../tables.ts'

// — channels —

export interface ChannelRow { categoryId: number, name: string, picture: PictureRow | null, visible: boolean }
export interface ChannelGroupRow { id: number, name: string, version: number, channels: ChannelRow[] }

/** In the order of the menu. */
export async function listChannelGroups(db: Sql): Promise<ChannelGroupRow[]> {
  const { rows } = await sql<ChannelGroupRow>`
    select g.id, g.name, g.version, (
      select coalesce(json_agg(json_build_object('categoryId', c.id, 'name', c.name, 'visible', c.visible, 'picture', ${pictureJson(sql.ref('c.picture_id'))}) order by m.position, m.id), '[]')
      from channel m join category c on c.id = m.category_id where m.group_id = g.id
    ) as channels
    from channel_group g order by g.position, g.id`.execute(db)
  return rows
}

export interface GroupCore { id: number, name: string, version: number, channels: string[] }

/** With the names of its channels. */
export async function lockGroup(tx: Tx, id: number): Promise<GroupCore | undefined> {
  const { rows: [group] } = await sql<GroupCore>`
    select g.id, g.name, g.version, (select coalesce(json_agg(c.name order by m.position, m.id), '[]') from channel m join category c on c.id = m.category_id where m.group_id = g.id) as channels
    from channel_group g where g.id = ${id} for no key update of g`.execute(tx)
  return group
}

/** Behind the others. Throws at channel_group_name_key. */
export async function insertGroup(tx: Tx, name: string): Promise<number> {
  const position = sql<number>`(select coalesce(max(position), 0) + 1 from channel_group)`
  const { id } = await tx.insertInto('channel_group').values({ name, position }).returning('id').executeTakeFirstOrThrow()
  return id
}

/** Throws at channel_group_name_key. */
export async function updateGroup(tx: Tx, id: number, { name }: { name?: string }): Promise<void> {
  await tx.updateTable('channel_group').set({ name }).set(eb => ({ version: eb('version', '+', 1) })).where('id', '=', id).execute()
}

/** Its channels are then these categories, in this order. */
export async function replaceChannels(tx: Tx, groupId: number, categoryIds: readonly number[]): Promise<void> {
  await tx.deleteFrom('channel').where('group_id', '=', groupId).execute()
  await sql`insert into channel (group_id, category_id, position) select ${groupId}, place.id, place.n from unnest(${[...categoryIds]}::bigint[]) with ordinality as place (id, n)`.execute(tx)
}

/** Name and level of those of these categories that are there. */
export async function categoriesById(db: Sql, ids: readonly number[]): Promise<Map<number, { name: string, level: number }>> {
  const rows = ids.length === 0 ? [] : await db.selectFrom('category').select(['id', 'name', 'level']).where('id', 'in', [...ids]).execute()
  return new Map(rows.map(({ id, ...category }) => [id, category]))
}

/** Locks all groups. @returns their ids in their order */
export async function lockGroups(tx: Tx): Promise<number[]> {
  const rows = await tx.selectFrom('channel_group').select('id').orderBy('position').orderBy('id').forNoKeyUpdate().execute()
  return rows.map(({ id }) => id)
}

export async function orderGroups(tx: Tx, ids: readonly number[]): Promise<void> {
  await sql`update channel_group g set position = place.n from unnest(${[...ids]}::bigint[]) with ordinality as place (id, n) where g.id = place.id`.execute(tx)
}

/** With its channels. */
export async function deleteGroup(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('channel_group').where('id', '=', id).execute()
}

// — advertisements —

export interface SlotRow { key: string, name: string, width: number, height: number }

export const listSlots = (db: Sql): Promise<SlotRow[]> => db.selectFrom('ad_slot').select(['key', 'name', 'width', 'height']).orderBy('key').execute()

export async function lockSlot(tx: Tx, key: string): Promise<SlotRow | undefined> {
  return tx.selectFrom('ad_slot').select(['key', 'name', 'width', 'height']).where('key', '=', key).forNoKeyUpdate().executeTakeFirst()
}

export async function renameSlot(tx: Tx, key: string, name: string): Promise<void> {
  await tx.updateTable('ad_slot').set({ name }).where('key', '=', key).execute()
}

export interface AdRow { id: number, slot: string, title: string, picture: PictureRow | null, target: string, startsAt: Date | null, endsAt: Date | null, visible: boolean, version: number }

/** All of them, or one, in the order of their slots. */
export async function listAds(db: Sql, id?: number): Promise<AdRow[]> {
  const { rows } = await sql<AdRow>`
    select a.id, a.slot_key as slot, a.title, ${pictureJson(sql.ref('a.picture_id'))} as picture, a.target, a.starts_at as "startsAt", a.ends_at as "endsAt", a.visible, a.version
    from ad a ${id === undefined ? sql`` : sql`where a.id = ${id}`} order by a.slot_key, a.position, a.id`.execute(db)
  return rows
}

export interface AdCore { id: number, slot: string, title: string, pictureId: string | null, target: string, startsAt: Date | null, endsAt: Date | null, visible: boolean, version: number }

export async function lockAd(tx: Tx, id: number): Promise<AdCore | undefined> {
  return tx.selectFrom('ad').select(['id', 'slot_key as slot', 'title', 'picture_id as pictureId', 'target', 'starts_at as startsAt', 'ends_at as endsAt', 'visible', 'version']).where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
}

export type AdValues = Omit<AdChange, 'version' | 'startsAt' | 'endsAt'> & { startsAt: Date | null, endsAt: Date | null }
const columns = ({ startsAt, endsAt, ...rest }: AdValues) => ({ ...rest, starts_at: startsAt, ends_at: endsAt })

/** Behind the others of its slot. */
export async function insertAd(tx: Tx, slot: string, values: AdValues): Promise<number> {
  const position = sql<number>`(select coalesce(max(position), 0) + 1 from ad where slot_key = ${slot})`
  const { id } = await tx.insertInto('ad').values({ slot_key: slot, ...columns(values), picture_id: null, position }).returning('id').executeTakeFirstOrThrow()
  return id
}

export async function updateAd(tx: Tx, id: number, values: AdValues): Promise<void> {
  await tx.updateTable('ad').set(columns(values)).set(eb => ({ version: eb('version', '+', 1) })).where('id', '=', id).execute()
}

export async function setAdPicture(tx: Tx, id: number, pictureId: string): Promise<void> {
  await tx.updateTable('ad').set({ picture_id: pictureId }).set(eb => ({ version: eb('version', '+', 1) })).where('id', '=', id).execute()
}

/** Locks the advertisements of a slot. @returns their ids in their order */
export async function lockAdsOf(tx: Tx, slot: string): Promise<number[]> {
  const rows = await tx.selectFrom('ad').select('id').where('slot_key', '=', slot).orderBy('position').orderBy('id').forNoKeyUpdate().execute()
  return rows.map(({ id }) => id)
}

export async function orderAds(tx: Tx, ids: readonly number[]): Promise<void> {
  await sql`update ad a set position = place.n from unnest(${[...ids]}::bigint[]) with ordinality as place (id, n) where a.id = place.id`.execute(tx)
}

export async function deleteAd(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('ad').where('id', '=', id).execute()
}
