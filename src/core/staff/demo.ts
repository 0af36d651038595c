import type { Tx } from '../../kit/db.ts'
import type { Parts } from '../../kit/module.ts'
import { hashPassword } from '../../kit/password-hash.ts'
import { findStaff, insertStaff, listRoles, setRoles } from './store.ts'
import { createTotp, totpCode } from './totp.ts'

const NAME = 'demo-admin'
const PASSWORD = 'linli-demo-2026'

/** The demo site's one owner. The authenticator's secret is the site's own and random: its code is read in the outbox. */
export async function loadDemoStaff(parts: Parts, tx: Tx): Promise<void> {
  const roles = await listRoles(tx)
  const id = await insertStaff(tx, { name: NAME, passwordHash: await hashPassword(PASSWORD), totpSealed: createTotp(parts.config, NAME).sealed, now: parts.clock.now() })
  await setRoles(tx, id, roles.filter(role => role.name === 'owner').map(role => role.id))
}

/** The code that opens the demo console now, for the outbox page; null on a site without that person. */
export async function demoStaffCode(parts: Parts): Promise<{ name: string, code: string } | null> {
  const staff = await findStaff(parts.db.sql, NAME)
  return staff ? { name: NAME, code: totpCode(parts.config, staff.totpSealed, NAME, parts.clock.now()) } : null
}
