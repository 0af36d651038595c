import type { Credentials, TestApp } from './app.ts'
import { staffCsrf } from '../src/core/staff/sign-in.ts'
import { insertRole, insertSession, insertStaff, setRoles } from '../src/core/staff/store.ts'
import { createTotp } from '../src/core/staff/totp.ts'
import { hashToken, randomToken } from '../src/kit/secrets.ts'

export interface TestStaff {
  staffId: number
  name: string
  /** Of a browser that is signed in to the console: `test.call('GET', 'console/users', { as: staff })`. */
  headers: Credentials['headers']
}

/** Of a password nobody types, made cheaply. */
const PASSWORD_HASH = '$argon2id$v=19$m=8,t=1,p=1$OsgHtSkcdJRxyHzO8TXvAQ$qfhd+b3A3JBCwhEuaSi3YHoSwC1mWqXlgClziIC5UzA'
const A_DAY_MS = 24 * 3600_000
let staff = 0

/** Somebody of the staff with these permissions ('*' for all), signed in for eight hours of the frozen clock; made without HTTP. */
export async function aStaff({ parts }: TestApp, permissions: string[]): Promise<TestStaff> {
  const now = parts.clock.now()
  const serial = ++staff
  const name = `staff${serial}`
  const token = randomToken()
  const staffId = await parts.db.tx(async (tx) => {
    const roleId = await insertRole(tx, { name: `role ${serial}`, permissions })
    const id = await insertStaff(tx, { name, passwordHash: PASSWORD_HASH, totpSealed: createTotp(parts.config, name).sealed, now })
    await setRoles(tx, id, [roleId])
    await insertSession(tx, { staffId: id, secretHash: hashToken(token), address: '127.0.0.1', userAgent: '', now, endsAt: new Date(now.getTime() + A_DAY_MS) })
    return id
  })
  return { staffId, name, headers: { 'cookie': `linli_staff=${token}`, 'x-csrftoken': staffCsrf(parts, token) } }
}

/** What the audit log says of a target, the newest first: who, what, why, before and after. */
export async function auditOf({ parts }: TestApp, target: string) {
  return parts.db.sql.selectFrom('audit').select(['staff_id as staffId', 'action', 'reason', 'before', 'after'])
    .where('target', '=', target).orderBy('id', 'desc').execute()
}
