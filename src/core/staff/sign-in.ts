import type { Request, Staff } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import type { NewStaffPassword, StaffSignIn } from './contract.ts'
import type { Try } from './lockout.ts'
import { hashPassword, verifyPassword } from '../../kit/password-hash.ts'
import { hashToken, keyedHash, randomToken, sameText } from '../../kit/secrets.ts'
import { KitErrors } from '../../kit/errors.ts'
import { StaffErrors } from './errors.ts'
import { forgiveTries, takeTry } from './lockout.ts'
import { endSession, endSessionsOf, findSession, findStaff, insertAudit, insertSession, setCredentials, spendStep, touchSession } from './store.ts'
import { createTotp, totpStep } from './totp.ts'

export const STAFF_COOKIE = 'linli_staff'
export const STAFF_CSRF_COOKIE = 'csrf_staff'

const IDLE_MS = 8 * 3600_000
const LONGEST_MS = 24 * 3600_000
const TOUCH_MS = 60_000
const SAFE_METHODS = new Set(['GET', 'HEAD'])

/**
 * Name, password and a code of the authenticator app, all three wrong in the same words; wrong tries lock the name for a
 * while (lockout.ts), and a code is good once. @returns the new session's token
 */
export async function signInStaff(parts: Parts, given: StaffSignIn, from: { address: string, userAgent: string }): Promise<string> {
  const staff = await checkCredentials(parts, given, from.address)
  const token = randomToken()
  const now = parts.clock.now()
  await parts.db.tx(async (tx) => {
    if (!await spendStep(tx, staff.id, staff)) throw StaffErrors.wrong({ field: 'code' })
    await forgiveTries(parts, tx, staff.id, staff.taken)
    await insertSession(tx, { staffId: staff.id, secretHash: hashToken(token), ...from, now, endsAt: new Date(now.getTime() + LONGEST_MS) })
  })
  return token
}

/** A new password for oneself; every session of theirs ends, this one included. */
export async function changeStaffPassword(parts: Parts, who: Staff, given: NewStaffPassword, address: string): Promise<void> {
  const staff = await checkCredentials(parts, { name: who.name, password: given.currentPassword, code: given.code }, address)
  const passwordHash = await hashPassword(given.newPassword)
  const now = parts.clock.now()
  await parts.db.tx(async (tx) => {
    if (!await spendStep(tx, staff.id, staff)) throw StaffErrors.wrong({ field: 'code' })
    await forgiveTries(parts, tx, staff.id, staff.taken)
    await setCredentials(tx, staff.id, { passwordHash })
    const sessions = await endSessionsOf(tx, staff.id)
    await insertAudit(tx, { staffId: staff.id, action: 'staff.change_password', target: `staff:${staff.id}`, before: { sessions }, after: { sessions: 0 }, now })
  })
}

/** For a name nobody has: the same work, the same words. */
async function checkCredentials(parts: Parts, given: StaffSignIn, address: string): Promise<{ id: number, step: number, passwordHash: string, taken: Try }> {
  const staff = await findStaff(parts.db.sql, given.name)
  const taken = await takeTry(parts, staff?.id ?? null, given.name, address)
  const rightPassword = await verifyPassword(staff?.passwordHash, given.password)
  const totpSealed = staff?.totpSealed ?? createTotp(parts.config, given.name).sealed
  const step = totpStep(parts.config, totpSealed, given.name, given.code, parts.clock.now())
  if (staff && rightPassword && step && staff.status === 'active') return { id: staff.id, step, passwordHash: staff.passwordHash, taken }
  throw StaffErrors.wrong()
}

/** Who of the staff calls, by the cookie; a write must carry the CSRF token besides. */
export async function staffOfRequest(parts: Parts, request: Request): Promise<Staff | null> {
  const token = request.cookies[STAFF_COOKIE]
  if (!token) return null
  const now = parts.clock.now()
  const session = await findSession(parts.db.sql, hashToken(token), now, new Date(now.getTime() - IDLE_MS))
  if (!session) return null
  if (!SAFE_METHODS.has(request.method) && !sameText(String(request.headers['x-csrftoken'] ?? ''), staffCsrf(parts, token))) throw KitErrors.bad_csrf()
  if (now.getTime() - session.lastSeenAt.getTime() > TOUCH_MS) await touchSession(parts.db.sql, session.sessionId, now)
  return { staffId: session.staffId, name: session.name, permissions: permissionsOf(parts, session.permissions) }
}

/** The permissions that exist; '*' stands for all of them. Everything not given is denied. */
export function permissionsOf(parts: Parts, given: string[]): Set<string> {
  const all = allPermissions(parts)
  return new Set(given.includes('*') ? all : all.filter(permission => given.includes(permission)))
}

export const allPermissions = (parts: Parts): string[] => parts.modules.flatMap(module => module.permissions ?? [])

export const staffCsrf = (parts: Parts, token: string) => keyedHash(parts.config, 'staff-csrf', token).toString('base64url')

export const signOutStaff = (parts: Parts, token: string) => endSession(parts.db.sql, hashToken(token))
