import type { FastifyRequest } from 'fastify'
import type { Sql, Tx } from '../db.ts'
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { KitErrors } from '../errors.ts'

/** A write that carries an Idempotency-Key: whose it is, which key, and what exactly was asked. */
export interface Attempt { accountId: number, key: string, requestHash: string }

declare module '../db.ts' {
  interface Tables {
    idempotency_key: { account_id: number, key: string, request_hash: string, response: unknown, created_at: Date }
  }
}

/** The attempt of this request, or null when it carries no Idempotency-Key. */
export function attemptOf(request: FastifyRequest, accountId: number): Attempt | null {
  const key = request.headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || !/^[\x21-\x7E]{1,128}$/.test(key)) throw KitErrors.bad_key()
  const what = JSON.stringify([request.method, request.url.split('?')[0], request.body ?? null])
  return { accountId, key, requestHash: createHash('sha256').update(what).digest('hex') }
}

/** The same of somebody of the staff: their keys are kept below zero, where no account has its own. */
export const staffAttemptOf = (request: FastifyRequest, staffId: number): Attempt | null => attemptOf(request, -staffId)

/**
 * Runs the work once per key: the same key and request get the first answer again, another request with that key is
 * refused. Key and answer are written in the work's own transaction, so a failed try leaves the key free, and a
 * simultaneous second try waits for the first at the unique index (rental.md §2.3, mall.md rule 12).
 */
export async function once<T>(tx: Tx, attempt: Attempt | null, now: Date, work: () => Promise<T>): Promise<T> {
  if (!attempt) return work()
  const { rows: [fresh] } = await sql`insert into idempotency_key (account_id, key, request_hash, created_at)
    values (${attempt.accountId}, ${attempt.key}, ${attempt.requestHash}, ${now}) on conflict do nothing returning 1`.execute(tx)
  if (!fresh) {
    const first = await tx.selectFrom('idempotency_key').select(['request_hash', 'response'])
      .where('account_id', '=', attempt.accountId).where('key', '=', attempt.key).executeTakeFirstOrThrow()
    if (first.request_hash !== attempt.requestHash) throw KitErrors.key_reused()
    return first.response as T
  }
  const answer = await work()
  await tx.updateTable('idempotency_key').set({ response: JSON.stringify(answer ?? null) })
    .where('account_id', '=', attempt.accountId).where('key', '=', attempt.key).execute()
  return answer
}

/** Whoever has not heard the answer of a try asks again within minutes; a day and more is for the worst of networks. */
const KEPT_MS = 48 * 3600_000

/** Drops the keys that are old; the same key is a new one then. */
export async function forgetKeys(sql: Sql, now: Date): Promise<void> {
  await sql.deleteFrom('idempotency_key').where('created_at', '<', new Date(now.getTime() - KEPT_MS)).execute()
}

/** Drops the keys of an account, with the answers that were kept under them. */
export async function forgetKeysOf(tx: Tx, accountId: number): Promise<void> {
  await tx.deleteFrom('idempotency_key').where('account_id', '=', accountId).execute()
}
