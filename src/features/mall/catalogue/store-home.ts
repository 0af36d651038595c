import type { PictureRow } from '../../../core/media/index.ts'
import type { Sql } from '../../../kit/db.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import '../tables.ts'

/** The groups of the home page's menu with the ids of their categories, in the operator's order. */
export async function listChannels(db: Sql): Promise<{ id: number, name: string, categoryIds: number[] }[]> {
  const { rows } = await sql<{ id: number, name: string, categoryIds: number[] }>`
    select g.id, g.name, (select coalesce(json_agg(c.category_id order by c.position, c.id), '[]') from channel c where c.group_id = g.id) as "categoryIds"
    from channel_group g order by g.position, g.id`.execute(db)
  return rows
}

export interface AdRow { id: number, slotKey: string, title: string, picture: PictureRow | null, target: string, startsAt: Date | null, endsAt: Date | null }

/** Slots by key. */
export const listSlots = (db: Sql): Promise<{ key: string, width: number, height: number }[]> => db.selectFrom('ad_slot').select(['key', 'width', 'height']).orderBy('key').execute()

/** Advertisements that are shown some time from now on, in the operator's order; none without a picture. */
export async function listAds(db: Sql, now: Date): Promise<AdRow[]> {
  const { rows } = await sql<AdRow>`
    select a.id, a.slot_key as "slotKey", a.title, ${pictureJson(sql.ref('a.picture_id'))} as picture, a.target, a.starts_at as "startsAt", a.ends_at as "endsAt"
    from ad a where a.visible and a.picture_id is not null and (a.ends_at is null or a.ends_at > ${now}) order by a.slot_key, a.position, a.id`.execute(db)
  return rows
}
