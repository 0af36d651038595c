import type { Sql, Tx } from '../../kit/db.ts'
import type { Lang } from '../../kit/errors.ts'
import type { ParamsByLang } from './tables.ts'
import { sql } from 'kysely'
import './tables.ts'

export interface Addressee { mobile: string | null, email: string | null, lang: Lang | null }

export interface NewNotice { accountId: number, module: string, purpose: string, params: ParamsByLang, path: string, at: Date, readAt?: Date | null }

export interface NoticeRow { id: number, module: string, purpose: string, params: ParamsByLang, path: string, at: Date, readAt: Date | null }

export async function findAddressee(db: Sql, accountId: number): Promise<Addressee | undefined> {
  return db.selectFrom('account').select(['mobile', 'email', 'lang']).where('id', '=', accountId).executeTakeFirst()
}

/** Who has deleted their account is told nothing any more. */
export async function insertNotice(tx: Tx, { accountId, module, purpose, params, path, at, readAt }: NewNotice): Promise<void> {
  await sql`
    insert into notice (account_id, module, purpose, params, path, created_at, read_at)
    select id, ${module}, ${purpose}, ${JSON.stringify(params)}::jsonb, ${path}, ${at}, ${readAt ?? null} from account where id = ${accountId} and status <> 'deleted'`.execute(tx)
}

/** The newest first; `purposes` are those that somebody still has a text for. */
export async function listNotices(db: Sql, accountId: number, purposes: readonly string[], { limit, before }: { limit: number, before?: { at: Date, id: number } }): Promise<NoticeRow[]> {
  const all = db.selectFrom('notice').select(['id', 'module', 'purpose', 'params', 'path', 'created_at as at', 'read_at as readAt'])
    .where('account_id', '=', accountId).where(sql<boolean>`purpose = any(${purposes})`)
  return (before ? all.where(sql<boolean>`(created_at, id) < (${before.at}, ${before.id})`) : all).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
}

export async function countUnread(db: Sql, accountId: number, purposes: readonly string[]): Promise<number> {
  const { count } = await db.selectFrom('notice').select(eb => eb.fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId).where('read_at', 'is', null).where(sql<boolean>`purpose = any(${purposes})`).executeTakeFirstOrThrow()
  return count
}

/** Those up to one of the account's own, in the order of the list. @returns how many were unread */
export async function markReadUpTo(db: Sql, accountId: number, upTo: number, now: Date): Promise<number> {
  const { numUpdatedRows } = await db.updateTable('notice').set({ read_at: now })
    .where('account_id', '=', accountId).where('read_at', 'is', null)
    .where(sql<boolean>`(created_at, id) <= (select created_at, id from notice where id = ${upTo} and account_id = ${accountId})`).executeTakeFirst()
  return Number(numUpdatedRows)
}

/** @returns false when there is no such notice of this account */
export async function markRead(db: Sql, accountId: number, id: number, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('notice').set({ read_at: sql`coalesce(read_at, ${now})` })
    .where('account_id', '=', accountId).where('id', '=', id).executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function deleteNoticesBefore(db: Sql, before: Date): Promise<void> {
  await db.deleteFrom('notice').where('created_at', '<', before).execute()
}

export async function deleteNoticesOf(tx: Tx, accountId: number): Promise<void> {
  await tx.deleteFrom('notice').where('account_id', '=', accountId).execute()
}
