import type { Sql } from '../../../kit/db.ts'
import '../tables.ts'

/** Notes that staff have uploaded a picture for the shop; the first to do so stays named. */
export async function insertShopPicture(db: Sql, { pictureId, staffId, now }: { pictureId: string, staffId: number, now: Date }): Promise<void> {
  await db.insertInto('shop_picture').values({ picture_id: pictureId, staff_id: staffId, at: now }).onConflict(c => c.doNothing()).execute()
}

/** Which of these pictures staff have uploaded for the shop. */
export async function shopPicturesOf(db: Sql, pictureIds: readonly string[]): Promise<Set<string>> {
  if (pictureIds.length === 0) return new Set()
  const rows = await db.selectFrom('shop_picture').select('picture_id as id').where('picture_id', 'in', [...pictureIds]).execute()
  return new Set(rows.map(({ id }) => id))
}
