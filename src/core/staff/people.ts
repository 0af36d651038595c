import type { Sql } from '../../kit/db.ts'
import type { Staff } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import type { NewStaff, RoleFields, StaffChange, StaffCredentials, StaffMember } from './contract.ts'
import { onConstraint } from '../../kit/db.ts'
import { KitErrors } from '../../kit/errors.ts'
import { hashPassword } from '../../kit/password-hash.ts'
import { randomToken } from '../../kit/secrets.ts'
import { StaffErrors } from './errors.ts'
import { forgiveAllTries } from './lockout.ts'
import { allPermissions, permissionsOf } from './sign-in.ts'
import { activeOwners, deleteRole, endSessionsOf, insertAudit, insertRole, insertStaff, listRoles, lockOwnerRole, lockRole, setCredentials, setRoles, setStatus, staffById, updateRole } from './store.ts'
import { createTotp } from './totp.ts'

const OWNER = 'owner'

/** The first of the staff, made on the command line: an owner. @throws staff.name_taken */
export async function addOwner(parts: Parts, name: string): Promise<StaffCredentials> {
  const owner = (await listRoles(parts.db.sql)).find(role => role.name === OWNER)!
  return createStaff(parts, { name, roleIds: [owner.id] }, null)
}

/** Adds somebody; the password and the authenticator's secret are shown this once. */
export async function addStaff(parts: Parts, by: Staff, fields: NewStaff): Promise<StaffCredentials> {
  return createStaff(parts, fields, by)
}

async function createStaff(parts: Parts, { name, roleIds }: NewStaff, by: Staff | null): Promise<StaffCredentials> {
  await refuseRoles(parts, parts.db.sql, by, roleIds)
  const password = randomToken().slice(0, 20)
  const passwordHash = await hashPassword(password)
  const { sealed, otpauthUrl } = createTotp(parts.config, name)
  const now = parts.clock.now()
  const id = await parts.db.tx(async (tx) => {
    const staffId = await insertStaff(tx, { name, passwordHash, totpSealed: sealed, now })
    await setRoles(tx, staffId, roleIds)
    await insertAudit(tx, { staffId: by?.staffId ?? staffId, action: 'staff.add', target: `staff:${staffId}`, after: rolesAndStatus((await staffById(tx, staffId))!), now })
    return staffId
  }).catch(onConstraint({ staff_name_key: () => StaffErrors.name_taken({ field: 'name' }), ...ROLE_GONE }))
  return { id, name, password, otpauthUrl }
}

/** Roles and status of somebody; one active owner always remains. */
export async function changeStaff(parts: Parts, by: Staff, id: number, { status, roleIds, reason }: StaffChange): Promise<void> {
  await parts.db.tx(async (tx) => {
    await lockOwnerRole(tx)
    const before = await staffById(tx, id)
    if (!before) throw KitErrors.not_found()
    await refuseRoles(parts, tx, by, [...new Set([...before.roles.map(role => role.id), ...roleIds ?? []])])
    if (roleIds) await setRoles(tx, id, roleIds)
    if (status) await setStatus(tx, id, status)
    if (await activeOwners(tx) === 0) throw StaffErrors.last_owner()
    await insertAudit(tx, { staffId: by.staffId, action: 'staff.change', target: `staff:${id}`, reason, before: rolesAndStatus(before), after: rolesAndStatus((await staffById(tx, id))!), now: parts.clock.now() })
  }).catch(onConstraint(ROLE_GONE))
}

/** A new password and authenticator secret for somebody who has lost theirs; their sessions end. */
export async function resetCredentials(parts: Parts, by: Staff, id: number, reason: string): Promise<StaffCredentials> {
  const staff = await staffById(parts.db.sql, id)
  if (!staff) throw KitErrors.not_found()
  await refuseRoles(parts, parts.db.sql, by, staff.roles.map(role => role.id))
  const password = randomToken().slice(0, 20)
  const passwordHash = await hashPassword(password)
  const { sealed, otpauthUrl } = createTotp(parts.config, staff.name)
  await parts.db.tx(async (tx) => {
    await setCredentials(tx, id, { passwordHash, totpSealed: sealed })
    const sessions = await endSessionsOf(tx, id)
    await forgiveAllTries(parts, tx, staff.name)
    await insertAudit(tx, { staffId: by.staffId, action: 'staff.reset_credentials', target: `staff:${id}`, reason, before: { sessions }, after: { sessions: 0 }, now: parts.clock.now() })
  })
  return { id, name: staff.name, password, otpauthUrl }
}

export async function addRole(parts: Parts, by: Staff, fields: RoleFields): Promise<{ id: number }> {
  refusePermissions(parts, by, fields.permissions)
  return parts.db.tx(async (tx) => {
    const id = await insertRole(tx, fields)
    await insertAudit(tx, { staffId: by.staffId, action: 'role.add', target: `role:${id}`, after: fields, now: parts.clock.now() })
    return { id }
  }).catch(onConstraint({ role_name_key: () => StaffErrors.role_taken({ field: 'name' }) }))
}

export async function changeRole(parts: Parts, by: Staff, id: number, fields: RoleFields): Promise<void> {
  refusePermissions(parts, by, fields.permissions)
  await parts.db.tx(async (tx) => {
    const before = await lockRole(tx, id)
    if (!before) throw KitErrors.not_found()
    if (before.name === OWNER) throw StaffErrors.fixed_role()
    refuseBeyondOwn(parts, by, before.permissions)
    await updateRole(tx, id, fields)
    await insertAudit(tx, { staffId: by.staffId, action: 'role.change', target: `role:${id}`, before, after: fields, now: parts.clock.now() })
  }).catch(onConstraint({ role_name_key: () => StaffErrors.role_taken({ field: 'name' }) }))
}

export async function removeRole(parts: Parts, by: Staff, id: number, reason: string): Promise<void> {
  await parts.db.tx(async (tx) => {
    const before = await lockRole(tx, id)
    if (!before) throw KitErrors.not_found()
    if (before.name === OWNER) throw StaffErrors.fixed_role()
    refuseBeyondOwn(parts, by, before.permissions)
    await deleteRole(tx, id)
    await insertAudit(tx, { staffId: by.staffId, action: 'role.remove', target: `role:${id}`, reason, before, now: parts.clock.now() })
  }).catch(onConstraint({ staff_role_role_id_fkey: () => StaffErrors.role_in_use() }))
}

/** Somebody as the audit log tells them. */
const rolesAndStatus = ({ name, status, roles }: StaffMember) => ({ name, status, roles: roles.map(role => role.name) })

/** A role that somebody else removes at the same moment. */
const ROLE_GONE = { staff_role_role_id_fkey: () => StaffErrors.unknown_role({ field: 'roleIds' }) }

/** Throws staff.unknown_role, and staff.beyond_own for roles that can do more than the caller; on the command line there is none. */
async function refuseRoles(parts: Parts, sql: Sql, by: Staff | null, roleIds: number[]) {
  const roles = (await listRoles(sql)).filter(role => roleIds.includes(role.id))
  if (roles.length < roleIds.length) throw StaffErrors.unknown_role({ field: 'roleIds' })
  if (by) refuseBeyondOwn(parts, by, roles.flatMap(role => role.permissions))
}

function refusePermissions(parts: Parts, by: Staff, permissions: string[]) {
  const known = new Set(allPermissions(parts))
  const unknown = permissions.find(permission => !known.has(permission))
  if (unknown) throw StaffErrors.unknown_permission({ field: 'permissions', permission: unknown })
  refuseBeyondOwn(parts, by, permissions)
}

/** Nobody gives, takes away or gets hold of more than they have: or whoever manages staff could do everything. */
function refuseBeyondOwn(parts: Parts, by: Staff, permissions: string[]) {
  if (![...permissionsOf(parts, permissions)].every(permission => by.permissions.has(permission))) throw StaffErrors.beyond_own()
}
