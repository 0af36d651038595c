import type { Sql, Tx } from '../../kit/db.ts'
import type { AuditEntry, AuditQuery, Role, StaffMember } from './contract.ts'
import { sql } from 'kysely'
import { COUNT_LIMIT } from '../../kit/pagination.ts'
import './tables.ts'

// — people —

export async function findStaff(db: Sql, name: string) {
  return db.selectFrom('staff').select(['id', 'name', 'password_hash as passwordHash', 'totp_sealed as totpSealed', 'status'])
    .where('name', '=', name).executeTakeFirst()
}

export async function insertStaff(tx: Tx, staff: { name: string, passwordHash: string, totpSealed: Buffer, now: Date }): Promise<number> {
  const row = await tx.insertInto('staff').values({ name: staff.name, password_hash: staff.passwordHash, totp_sealed: staff.totpSealed, created_at: staff.now }).returning('id').executeTakeFirstOrThrow()
  return row.id
}

export async function setRoles(tx: Tx, staffId: number, roleIds: number[]): Promise<void> {
  await tx.deleteFrom('staff_role').where('staff_id', '=', staffId).execute()
  await tx.insertInto('staff_role').values(roleIds.map(role_id => ({ staff_id: staffId, role_id }))).execute()
}

export async function setStatus(tx: Tx, staffId: number, status: 'active' | 'disabled'): Promise<void> {
  await tx.updateTable('staff').set({ status }).where('id', '=', staffId).execute()
  if (status === 'disabled') await endSessionsOf(tx, staffId)
}

export async function setCredentials(tx: Tx, staffId: number, changed: { passwordHash: string, totpSealed?: Buffer }): Promise<void> {
  await tx.updateTable('staff').set({
    password_hash: changed.passwordHash,
    ...(changed.totpSealed ? { totp_sealed: changed.totpSealed, totp_last_step: 0 } : {}),
  }).where('id', '=', staffId).execute()
}

/** All staff, oldest first, with their roles. */
export async function listStaff(db: Sql): Promise<StaffMember[]> {
  const { rows } = await sql<StaffMember>`
    select s.id, s.name, s.status, s.created_at as "createdAt",
      coalesce((select json_agg(json_build_object('id', r.id, 'name', r.name) order by r.name) from staff_role sr join role r on r.id = sr.role_id where sr.staff_id = s.id), '[]') as roles,
      (select max(last_seen_at) from staff_session ss where ss.staff_id = s.id) as "lastSeenAt"
    from staff s order by s.id`.execute(db)
  return rows
}

export async function staffById(db: Sql, id: number): Promise<StaffMember | undefined> {
  return (await listStaff(db)).find(staff => staff.id === id)
}

/** Locks the owner role, so that two changes at once can't both take away the last owner but one. */
export async function lockOwnerRole(tx: Tx): Promise<void> {
  await sql`select 1 from role where name = 'owner' for update`.execute(tx)
}

export async function activeOwners(tx: Tx): Promise<number> {
  const { rows: [row] } = await sql<{ count: number }>`select count(*) as count from staff s join staff_role sr on sr.staff_id = s.id join role r on r.id = sr.role_id where s.status = 'active' and r.name = 'owner'`.execute(tx)
  return row!.count
}

// — sign-in —

/** Whether this person has signed in from there before. */
export async function isKnownPlace(db: Sql, staffId: number, place: Buffer): Promise<boolean> {
  return !!await db.selectFrom('staff_place').select('staff_id').where('staff_id', '=', staffId).where('place_hash', '=', place).executeTakeFirst()
}

export async function rememberPlace(tx: Tx, staffId: number, place: Buffer, now: Date): Promise<void> {
  await tx.insertInto('staff_place').values({ staff_id: staffId, place_hash: place, seen_at: now })
    .onConflict(c => c.columns(['staff_id', 'place_hash']).doUpdateSet({ seen_at: now })).execute()
}

/** Forgets the places nobody has signed in from since then. */
export async function forgetPlaces(db: Sql, before: Date): Promise<void> {
  await db.deleteFrom('staff_place').where('seen_at', '<=', before).execute()
}

/**
 * Spends the code's time step. False when it was spent already, or the person is no longer as they were when their credentials
 * were compared: a session begun with old ones would outlive the change that ends all sessions.
 */
export async function spendStep(tx: Tx, staffId: number, { step, passwordHash }: { step: number, passwordHash: string }): Promise<boolean> {
  const { rows } = await sql`update staff set totp_last_step = ${step}
    where id = ${staffId} and totp_last_step < ${step} and status = 'active' and password_hash = ${passwordHash} returning 1`.execute(tx)
  return rows.length === 1
}

export async function insertSession(tx: Tx, session: { staffId: number, secretHash: Buffer, address: string, userAgent: string, now: Date, endsAt: Date }): Promise<void> {
  await tx.insertInto('staff_session').values({
    staff_id: session.staffId,
    secret_hash: session.secretHash,
    address: session.address,
    user_agent: session.userAgent,
    created_at: session.now,
    last_seen_at: session.now,
    ends_at: session.endsAt,
  }).execute()
}

export interface StaffSessionRow { sessionId: number, staffId: number, name: string, permissions: string[], lastSeenAt: Date }

/** The session of a cookie with all permissions of its staff, unless it has ended or was idle since before `idleSince`. */
export async function findSession(db: Sql, secretHash: Buffer, now: Date, idleSince: Date): Promise<StaffSessionRow | undefined> {
  const { rows: [row] } = await sql<StaffSessionRow>`
    select ss.id as "sessionId", s.id as "staffId", s.name, ss.last_seen_at as "lastSeenAt",
      array(select distinct unnest(r.permissions) from staff_role sr join role r on r.id = sr.role_id where sr.staff_id = s.id) as permissions
    from staff_session ss join staff s on s.id = ss.staff_id
    where ss.secret_hash = ${secretHash} and ss.ends_at > ${now} and ss.last_seen_at > ${idleSince} and s.status = 'active'`.execute(db)
  return row
}

export async function touchSession(db: Sql, sessionId: number, now: Date): Promise<void> {
  await db.updateTable('staff_session').set({ last_seen_at: now }).where('id', '=', sessionId).execute()
}

export async function endSession(db: Sql, secretHash: Buffer): Promise<void> {
  await db.deleteFrom('staff_session').where('secret_hash', '=', secretHash).execute()
}

/** @returns how many ended */
export async function endSessionsOf(tx: Tx, staffId: number): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom('staff_session').where('staff_id', '=', staffId).executeTakeFirst()
  return Number(numDeletedRows)
}

// — roles —

export async function listRoles(db: Sql): Promise<Role[]> {
  const { rows } = await sql<Role>`select r.id, r.name, r.permissions, (select count(*) from staff_role sr where sr.role_id = r.id) as "staffCount" from role r order by r.id`.execute(db)
  return rows
}

export async function insertRole(tx: Tx, role: { name: string, permissions: string[] }): Promise<number> {
  return (await tx.insertInto('role').values(role).returning('id').executeTakeFirstOrThrow()).id
}

/** The role, and nobody else changes or removes it until the transaction ends. */
export async function lockRole(tx: Tx, id: number): Promise<{ name: string, permissions: string[] } | undefined> {
  return tx.selectFrom('role').select(['name', 'permissions']).where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function updateRole(tx: Tx, id: number, role: { name: string, permissions: string[] }): Promise<void> {
  await tx.updateTable('role').set(role).where('id', '=', id).execute()
}

export async function deleteRole(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('role').where('id', '=', id).execute()
}

// — audit —

export async function insertAudit(tx: Tx, entry: { staffId: number, action: string, target: string, reason?: string, before?: unknown, after?: unknown, now: Date }): Promise<void> {
  await tx.insertInto('audit').values({
    staff_id: entry.staffId,
    action: entry.action,
    target: entry.target,
    reason: entry.reason ?? null,
    before: entry.before === undefined ? null : JSON.stringify(entry.before),
    after: entry.after === undefined ? null : JSON.stringify(entry.after),
    at: entry.now,
  }).execute()
}

/** One row more than the page holds, and a count that stops at COUNT_LIMIT + 1. */
export async function listAudit(db: Sql, query: AuditQuery & { page: number, limit: number }): Promise<{ rows: AuditEntry[], count: number }> {
  let matching = db.selectFrom('audit as a')
  if (query.staffId) matching = matching.where('a.staff_id', '=', query.staffId)
  if (query.action) matching = matching.where('a.action', '=', query.action)
  if (query.target) matching = matching.where('a.target', '=', query.target)
  const rows = await matching.innerJoin('staff as s', 's.id', 'a.staff_id')
    .select(['a.id', 's.name as staffName', 'a.action', 'a.target', 'a.reason', 'a.before', 'a.after', 'a.at'])
    .orderBy('a.id', 'desc').limit(query.limit + 1).offset((query.page - 1) * query.limit).execute()
  const counted = await db.selectFrom(matching.select('a.id').limit(COUNT_LIMIT + 1).as('m')).select(eb => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return { rows: rows.map(row => ({ ...row, at: row.at.toISOString() })), count: counted.count }
}
