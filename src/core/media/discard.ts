import type { Tx } from '../../kit/db.ts'
import type { Parts } from '../../kit/module.ts'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { WIDTHS } from './encode.ts'
import { fileOf, mediaFolder } from './storage.ts'

const BATCH = 50

/** Notes that somebody shows these pictures no more: from `dueAt` on they are removed, unless another, or a copy kept for the books, still does. */
export async function discardPictures(tx: Tx, ids: readonly string[], dueAt: Date): Promise<void> {
  if (ids.length === 0) return
  await tx.insertInto('picture_discarded').values([...new Set(ids)].sort().map(id => ({ picture_id: id, due_at: dueAt })))
    .onConflict(c => c.column('picture_id').doUpdateSet(eb => ({ due_at: sql`greatest(picture_discarded.due_at, ${eb.ref('excluded.due_at')})` }))).execute()
}

/** The sweep that removes them. Whether something points to a picture the database knows: then it refuses, and the picture stays. */
export async function removeDiscarded(parts: Parts): Promise<void> {
  const due = await parts.db.sql.selectFrom('picture_discarded').select('picture_id as id').where('due_at', '<=', parts.clock.now()).orderBy('due_at').limit(BATCH).execute()
  for (const { id } of due) {
    const removed = await parts.db.tx(tx => removePicture(parts, tx, id)).catch((error: { code?: string }) => {
      if (error.code !== '23503') throw error
      return false
    })
    if (!removed) await parts.db.sql.deleteFrom('picture_discarded').where('picture_id', '=', id).execute()
  }
}

/** The row first, which whoever wants to show the picture at this moment waits for; the files before it is committed: so the same picture given again is written anew. */
async function removePicture(parts: Parts, tx: Tx, id: string): Promise<boolean> {
  const row = await tx.deleteFrom('picture').where('id', '=', id).returning('width').executeTakeFirst()
  if (!row) return false
  for (const width of new Set([...WIDTHS, row.width])) await rm(join(mediaFolder(parts.config.dataDir), fileOf(id, width)), { force: true })
  return true
}
