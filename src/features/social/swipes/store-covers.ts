import type { Sql } from '../../../kit/db.ts'
import { sql } from 'kysely'
import '../tables.ts'

/** The first photo that may be seen of each of these people, in their order. */
export async function listCovers(db: Sql, accountIds: readonly number[], shown: readonly string[]): Promise<{ photoId: number, pictureId: string, blur: string | null }[]> {
  const { rows } = await sql<{ photoId: number, pictureId: string, blur: string | null }>`
    select f.id as "photoId", f.picture_id as "pictureId", f.blur from unnest(${accountIds}::bigint[]) with ordinality as o (id, place)
    cross join lateral (select * from social_photo f where f.account_id = o.id and f.state = any(${shown}) order by position limit 1) f order by o.place`.execute(db)
  return rows
}

export async function setBlur(db: Sql, photoId: number, blur: string): Promise<void> {
  await db.updateTable('social_photo').set({ blur }).where('id', '=', photoId).execute()
}
