import type { Buffer } from 'node:buffer'
import type { Sql, Tx } from '../../kit/db.ts'
import type { Lang } from '../../kit/errors.ts'
import type { MessageChannel } from './driver.ts'
import { sql } from 'kysely'
import './tables.ts'

export interface MessageRow { id: number, channel: MessageChannel, target: string, purpose: string, lang: Lang, paramsSealed: Buffer | null }

export async function insertMessage(tx: Tx, message: Omit<MessageRow, 'id'> & { now: Date, expiresAt: Date | null }): Promise<number> {
  const row = await tx.insertInto('message').values({
    channel: message.channel,
    target: message.target,
    purpose: message.purpose,
    lang: message.lang,
    params_sealed: message.paramsSealed,
    created_at: message.now,
    expires_at: message.expiresAt,
  }).returning('id').executeTakeFirstOrThrow()
  return row.id
}

/** Takes a queued message for one try; undefined when it is done, or somebody else is sending it. One statement. */
export async function holdMessage(db: Sql, id: number, now: Date, until: Date): Promise<MessageRow & { tries: number, expiresAt: Date | null } | undefined> {
  return db.updateTable('message').set({ tries: sql`tries + 1`, held_until: until })
    .where('id', '=', id).where('status', '=', 'queued').where(eb => eb.or([eb('held_until', 'is', null), eb('held_until', '<=', now)]))
    .returning(['id', 'channel', 'target', 'purpose', 'lang', 'params_sealed as paramsSealed', 'tries', 'expires_at as expiresAt']).executeTakeFirst()
}

export async function markSent(db: Sql, id: number, sent: { driver: string, providerId: string | null, now: Date, keepParams: boolean }): Promise<void> {
  await db.updateTable('message').set({ status: 'sent', held_until: null, driver: sent.driver, provider_id: sent.providerId, failure: null, sent_at: sent.now, ...emptied(sent.keepParams) })
    .where('id', '=', id).where('status', '=', 'queued').execute()
}

export async function markFailed(db: Sql, id: number, failed: { failure: string, keepParams: boolean }): Promise<void> {
  await db.updateTable('message').set({ status: 'failed', held_until: null, failure: failed.failure, ...emptied(failed.keepParams) })
    .where('id', '=', id).where('status', '=', 'queued').execute()
}

/** The try came to nothing; the next one may begin. */
export async function releaseMessage(db: Sql, id: number, failure: string): Promise<void> {
  await db.updateTable('message').set({ held_until: null, failure }).where('id', '=', id).where('status', '=', 'queued').execute()
}

/** Gives up what is queued since before `queuedBefore`, its job having died, and forgets what is older than `oldest`. */
export async function tidy(db: Sql, rule: { queuedBefore: Date, oldest: Date, keepParams: boolean }): Promise<void> {
  await db.updateTable('message').set({ status: 'failed', held_until: null, failure: 'never sent', ...emptied(rule.keepParams) })
    .where('status', '=', 'queued').where('created_at', '<', rule.queuedBefore).execute()
  await db.deleteFrom('message').where('created_at', '<', rule.oldest).execute()
}

export async function newestMessages(db: Sql, limit: number): Promise<(MessageRow & { createdAt: Date })[]> {
  return db.selectFrom('message').select(['id', 'channel', 'target', 'purpose', 'lang', 'params_sealed as paramsSealed', 'created_at as createdAt'])
    .orderBy('id', 'desc').limit(limit).execute()
}

/** What was sent to somebody lately; the words are not kept. */
export async function messagesOf(db: Sql, accountId: number): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select m.channel, m.target as "to", m.purpose, m.lang, m.status, m.created_at as "createdAt", m.sent_at as "sentAt"
    from message m join account a on m.target in (a.mobile, a.email) where a.id = ${accountId} order by m.id`.execute(db)
  return rows
}

/** While the account still has its addresses. What waits to be sent is sent, and forgotten with time. */
export async function deleteMessagesOf(tx: Tx, accountId: number): Promise<void> {
  await sql`delete from message m using account a where a.id = ${accountId} and m.target in (a.mobile, a.email) and m.status <> 'queued'`.execute(tx)
}

const emptied = (keepParams: boolean) => keepParams ? {} : { params_sealed: null }
