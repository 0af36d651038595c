import type { Buffer } from 'node:buffer'
import type { Sql, Tx } from '../../kit/db.ts'
import type { CodeChannel, CodePurpose } from './contract.ts'
import { sql } from 'kysely'
import './tables.ts'

// — captchas —

/** Another picture for the same id takes the place of the one before. */
export async function saveCaptcha(db: Sql, captcha: { id: string, textHash: Buffer, textSealed: Buffer | null, now: Date, expiresAt: Date }): Promise<void> {
  const fields = { text_hash: captcha.textHash, text_sealed: captcha.textSealed, created_at: captcha.now, expires_at: captcha.expiresAt }
  await db.insertInto('captcha').values({ id: captcha.id, ...fields }).onConflict(c => c.column('id').doUpdateSet(fields)).execute()
}

/** Takes the captcha away and gives what it asked for: one statement, so it can be answered once only (B-48). */
export async function deleteCaptcha(db: Sql, id: string): Promise<{ textHash: Buffer, expiresAt: Date } | undefined> {
  return db.deleteFrom('captcha').where('id', '=', id).returning(['text_hash as textHash', 'expires_at as expiresAt']).executeTakeFirst()
}

export async function newestCaptchas(db: Sql, now: Date, limit: number): Promise<{ id: string, textSealed: Buffer | null }[]> {
  return db.selectFrom('captcha').select(['id', 'text_sealed as textSealed']).where('expires_at', '>', now).orderBy('created_at', 'desc').limit(limit).execute()
}

// — codes —

export interface CodeKey { channel: CodeChannel, to: string, purpose: CodePurpose }

/**
 * Books one sending to this address, unless the last is younger than `lastBefore` or the day's are used up. One statement:
 * of two at once the second waits for the first and then finds it (B-49).
 */
export async function takeTurn(tx: Tx, target: { channel: CodeChannel, to: string }, rule: { now: Date, lastBefore: Date, day: string, perDay: number }): Promise<boolean> {
  const { rows } = await sql`
    insert into code_wait as w (channel, target, sent_at, day, sent_that_day) values (${target.channel}, ${target.to}, ${rule.now}, ${rule.day}, 1)
    on conflict (channel, target) do update set sent_at = excluded.sent_at, day = excluded.day,
      sent_that_day = case when w.day = excluded.day then w.sent_that_day + 1 else 1 end
    where w.sent_at <= ${rule.lastBefore} and (w.day <> excluded.day or w.sent_that_day < ${rule.perDay})
    returning 1`.execute(tx)
  return rows.length === 1
}

export async function lastTurn(tx: Tx, target: { channel: CodeChannel, to: string }): Promise<{ sentAt: Date } | undefined> {
  return tx.selectFrom('code_wait').select('sent_at as sentAt').where('channel', '=', target.channel).where('target', '=', target.to).executeTakeFirst()
}

/** A new code makes the one before it worthless. */
export async function saveCode(tx: Tx, code: CodeKey & { hash: Buffer, tries: number, now: Date, expiresAt: Date }): Promise<void> {
  const fields = { code_hash: code.hash, tries_left: code.tries, sent_at: code.now, expires_at: code.expiresAt }
  await tx.insertInto('verification_code').values({ channel: code.channel, target: code.to, purpose: code.purpose, ...fields })
    .onConflict(c => c.columns(['channel', 'target', 'purpose']).doUpdateSet(fields)).execute()
}

/**
 * Counts a try, unless it is right, and gives the hash to compare with; undefined when no code is to be had or its tries
 * are used up. One statement: tries made at once are all counted.
 */
export async function takeCodeTry(db: Sql, key: CodeKey, givenHash: Buffer, now: Date): Promise<Buffer | undefined> {
  const { rows: [row] } = await sql<{ codeHash: Buffer }>`
    update verification_code set tries_left = tries_left - case when code_hash = ${givenHash} then 0 else 1 end
    where channel = ${key.channel} and target = ${key.to} and purpose = ${key.purpose} and tries_left > 0 and expires_at > ${now}
    returning code_hash as "codeHash"`.execute(db)
  return row?.codeHash
}

/** @returns false when it was used before, or a newer one has taken its place */
export async function deleteCode(tx: Tx, key: CodeKey, hash: Buffer): Promise<boolean> {
  const row = await tx.deleteFrom('verification_code').where('channel', '=', key.channel).where('target', '=', key.to).where('purpose', '=', key.purpose)
    .where('code_hash', '=', hash).returning('code_hash').executeTakeFirst()
  return row !== undefined
}

/** Deletes what can't be used any more, and waits that neither a minute nor a day asks for any longer. */
export async function deleteStale(db: Sql, rule: { now: Date, waitsBefore: Date }): Promise<void> {
  await db.deleteFrom('captcha').where('expires_at', '<=', rule.now).execute()
  await db.deleteFrom('verification_code').where('expires_at', '<=', rule.now).execute()
  await db.deleteFrom('code_wait').where('sent_at', '<=', rule.waitsBefore).execute()
}
