import type { Sql, Tx } from '../../kit/db.ts'
import { sql } from 'kysely'
import './tables.ts'

export interface SubscriptionRow { id: number, accountId: number, endpoint: string, p256dh: string, auth: string }

export interface NewSubscription { accountId: number, sessionId: number, endpoint: string, p256dh: string, auth: string }

/** A browser has one subscription: whoever signs in there next takes it over. */
export async function saveSubscription(tx: Tx, { accountId, sessionId, endpoint, p256dh, auth }: NewSubscription, now: Date): Promise<number> {
  const { id } = await tx.insertInto('push_subscription')
    .values({ account_id: accountId, session_id: sessionId, endpoint, p256dh, auth, created_at: now })
    .onConflict(c => c.column('endpoint').doUpdateSet({ account_id: accountId, session_id: sessionId, p256dh, auth, created_at: now }))
    .returning('id').executeTakeFirstOrThrow()
  return id
}

/** Keeps the newest of an account's subscriptions. */
export async function dropOldSubscriptions(tx: Tx, accountId: number, keep: number): Promise<void> {
  await sql`delete from push_subscription where id in (
    select id from push_subscription where account_id = ${accountId} order by created_at desc, id desc offset ${keep})`.execute(tx)
}

export async function subscriptionIdsOf(db: Sql, accountIds: readonly number[]): Promise<number[]> {
  return (await db.selectFrom('push_subscription').select('id').where(sql<boolean>`account_id = any(${accountIds})`).orderBy('id').execute()).map(({ id }) => id)
}

export async function findSubscription(db: Sql, id: number): Promise<SubscriptionRow | undefined> {
  return db.selectFrom('push_subscription').select(['id', 'account_id as accountId', 'endpoint', 'p256dh', 'auth']).where('id', '=', id).executeTakeFirst()
}

/** @returns false when there is no such subscription of this account */
export async function deleteSubscription(db: Sql, accountId: number, id: number): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('push_subscription').where('id', '=', id).where('account_id', '=', accountId).executeTakeFirst()
  return numDeletedRows === 1n
}

/** The push service knows this address no more. A browser that has subscribed again meanwhile has another one. */
export async function dropDeadSubscription(db: Sql, { id, endpoint }: SubscriptionRow): Promise<void> {
  await db.deleteFrom('push_subscription').where('id', '=', id).where('endpoint', '=', endpoint).execute()
}

export async function deleteSubscriptionsOf(tx: Tx, accountId: number): Promise<void> {
  await tx.deleteFrom('push_subscription').where('account_id', '=', accountId).execute()
}
