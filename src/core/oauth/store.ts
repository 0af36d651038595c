import type { Buffer } from 'node:buffer'
import type { Sql, Tx } from '../../kit/db.ts'
import './tables.ts'

export interface StateRow { stateHash: Buffer, provider: string, browserHash: Buffer, next: string, expiresAt: Date }
export interface TicketRow { provider: string, openid: string }

export async function insertState(db: Sql, { stateHash, provider, browserHash, next, expiresAt }: StateRow): Promise<void> {
  await db.insertInto('oauth_state').values({ state_hash: stateHash, provider, browser_hash: browserHash, next, expires_at: expiresAt }).execute()
}

/** Takes a state away and says where its owner wanted to go: one statement, so it is good once. */
export async function takeState(db: Sql, key: { stateHash: Buffer, provider: string, browserHash: Buffer }, now: Date): Promise<{ next: string } | undefined> {
  return db.deleteFrom('oauth_state')
    .where('state_hash', '=', key.stateHash).where('provider', '=', key.provider).where('browser_hash', '=', key.browserHash).where('expires_at', '>', now)
    .returning('next').executeTakeFirst()
}

export async function insertTicket(db: Sql, ticket: TicketRow & { ticketHash: Buffer, browserHash: Buffer, expiresAt: Date }): Promise<void> {
  await db.insertInto('oauth_ticket').values({ ticket_hash: ticket.ticketHash, provider: ticket.provider, openid: ticket.openid, browser_hash: ticket.browserHash, expires_at: ticket.expiresAt }).execute()
}

export async function findTicket(db: Sql, key: { ticketHash: Buffer, browserHash: Buffer }, now: Date): Promise<TicketRow | undefined> {
  return db.selectFrom('oauth_ticket').select(['provider', 'openid'])
    .where('ticket_hash', '=', key.ticketHash).where('browser_hash', '=', key.browserHash).where('expires_at', '>', now).executeTakeFirst()
}

/** @returns false when it was used before */
export async function spendTicket(tx: Tx, ticketHash: Buffer): Promise<boolean> {
  return !!await tx.deleteFrom('oauth_ticket').where('ticket_hash', '=', ticketHash).returning('provider').executeTakeFirst()
}

export async function findOwner(db: Sql, { provider, openid }: TicketRow): Promise<number | undefined> {
  return (await db.selectFrom('oauth_identity').select('account_id as accountId').where('provider', '=', provider).where('openid', '=', openid).executeTakeFirst())?.accountId
}

/** Throws at oauth_identity_openid and oauth_identity_account. */
export async function insertIdentity(tx: Tx, accountId: number, { provider, openid }: TicketRow, now: Date): Promise<void> {
  await tx.insertInto('oauth_identity').values({ provider, openid, account_id: accountId, created_at: now }).execute()
}

export async function listIdentities(db: Sql, accountId: number): Promise<{ provider: string, createdAt: Date }[]> {
  return db.selectFrom('oauth_identity').select(['provider', 'created_at as createdAt']).where('account_id', '=', accountId).orderBy('provider').execute()
}

/** For their owner: by which name each of the other sites knows them here. */
export async function listIdentitiesWhole(db: Sql, accountId: number): Promise<{ provider: string, openid: string, createdAt: Date }[]> {
  return db.selectFrom('oauth_identity').select(['provider', 'openid', 'created_at as createdAt']).where('account_id', '=', accountId).orderBy('provider').execute()
}

/** @returns false when the account has none of that provider */
export async function deleteIdentity(tx: Tx, accountId: number, provider: string): Promise<boolean> {
  return !!await tx.deleteFrom('oauth_identity').where('account_id', '=', accountId).where('provider', '=', provider).returning('provider').executeTakeFirst()
}

export async function deleteIdentitiesOf(tx: Tx, accountId: number): Promise<void> {
  await tx.deleteFrom('oauth_identity').where('account_id', '=', accountId).execute()
}

export async function deleteStale(db: Sql, now: Date): Promise<void> {
  await db.deleteFrom('oauth_state').where('expires_at', '<=', now).execute()
  await db.deleteFrom('oauth_ticket').where('expires_at', '<=', now).execute()
}
