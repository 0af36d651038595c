import type { Sql } from '../../../kit/db.ts'
import { sql } from 'kysely'
import '../tables.ts'

/** Notes whose picture it is, and forgets what this person uploaded before that and has no more use for. */
export async function insertUpload(db: Sql, { accountId, pictureId, now, forgetBefore }: { accountId: number, pictureId: string, now: Date, forgetBefore: Date }): Promise<void> {
  await sql`
    with old as (delete from uploaded_picture where account_id = ${accountId} and at < ${forgetBefore} and picture_id <> ${pictureId})
    insert into uploaded_picture (account_id, picture_id, at) values (${accountId}, ${pictureId}, ${now})
    on conflict (account_id, picture_id) do update set at = excluded.at`.execute(db)
}

/** Which of these pictures somebody has uploaded. */
export async function uploadsOf(db: Sql, accountId: number, pictureIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.selectFrom('uploaded_picture').select('picture_id as id').where('account_id', '=', accountId).where('picture_id', 'in', [...pictureIds]).execute()
  return new Set(rows.map(({ id }) => id))
}
