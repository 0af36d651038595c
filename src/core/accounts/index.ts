import { defineModule } from '../../kit/module.ts'
import { findByAddress } from './accounts-store.ts'
import { authenticateMember } from './authenticate.ts'
import { consolePermissions, consoleRoutes } from './console-routes.ts'
import { loadDemo } from './demo.ts'
import { drawAvatar } from './demo/avatars.ts'
import { routes } from './routes.ts'
import { dropStale } from './sweeps.ts'
import './tables.ts'

export { PublicProfile } from './contract.ts'
export { demoPeople } from './demo.ts'
export type { DemoPeople } from './demo.ts'
export type { ConfirmedPerson } from './identity.ts'
export { confirmedPerson } from './identity.ts'
export { maskEmail, maskIdentityNumber, maskMobile, maskRealName } from './masks.ts'
export { accountIdOf, publicProfiles } from './people.ts'
export { profileTag } from './profile.ts'
export { endSessionsOf, reinstateAccount, suspendAccount } from './standing.ts'

/**
 * People: registering, signing in, sessions, profile, confirmed identity.
 *
 * SQL of other modules may join `account` by these columns, which stay: `id`, `public_id`, `name`, `avatar_id`
 * (with `pictureJson` of core/media), `mobile`, `status`, `created_at`. Whether somebody is verified is
 * `exists (select from identity where account_id = …)`. Only `public_id`, `name` and the avatar may reach strangers.
 * A cached answer that shows them carries the tag `profileTag(id)`.
 */
export const accounts = defineModule({
  name: 'accounts',
  migrations: new URL('./migrations/', import.meta.url),
  routes(app, parts) {
    routes(app, parts)
    consoleRoutes(app, parts)
  },
  permissions: consolePermissions,
  authenticate: { member: authenticateMember },
  knows: async (parts, target) => !!await findByAddress(parts.db.sql, target),
  sweeps: { dropStale: { everySeconds: 600, run: dropStale } },
  demo: loadDemo,
  drawings: { avatar: ({ seed, sex, age }) => drawAvatar(seed, { sex, age }) },
})
