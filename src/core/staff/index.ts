import type { Tx } from '../../kit/db.ts'
import type { Parts } from '../../kit/module.ts'
import { defineModule } from '../../kit/module.ts'
import { loadDemoStaff } from './demo.ts'
import { dropOldPlaces } from './lockout.ts'
import { addStaffRoutes } from './routes.ts'
import { staffOfRequest } from './sign-in.ts'
import { insertAudit } from './store.ts'

export { demoStaffCode } from './demo.ts'
export { addOwner } from './people.ts'

/** What staff did, why, and how it was before and after. */
export interface Audit { staffId: number, action: string, target: string, reason?: string, before?: unknown, after?: unknown }

/** Writes down what staff do, in the transaction that does it: no write of the console goes without. */
export const recordAudit = (parts: Parts, tx: Tx, entry: Audit): Promise<void> => insertAudit(tx, { ...entry, now: parts.clock.now() })

export const staff = defineModule({
  name: 'staff',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: ['staff.manage', 'staff.audit'],
  authenticate: { staff: staffOfRequest },
  routes: addStaffRoutes,
  sweeps: { dropOldPlaces: { everySeconds: 3600, run: dropOldPlaces } },
  demo: loadDemoStaff,
})
