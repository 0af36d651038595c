import { defineModule } from '../../kit/module.ts'
import { findByAddress } from './accounts-store.ts'
import { authenticateMember } from './authenticate.ts'
import { consolePermissions, consoleRoutes } from './console-routes.ts'
import { drawFace, loadDemo } from './demo.ts'
import { emailMessages } from './email.ts'
import { exported, exportOf, notExported } from './exports.ts'
import { deleteDue } from './leaving.ts'
import { leavingMessages } from './notices.ts'
import { routes } from './routes.ts'
import { dropStale } from './sweeps.ts'
import './tables.ts'

export { holdActive } from './accounts-store.ts'
export { liveSessionIds, memberOfToken } from './authenticate.ts'
export type { Caller } from './cookies.ts'
export { callerOf } from './cookies.ts'
export { addDemoNeighbours, demoPeople } from './demo.ts'
export type { Age, Person as Looks, Sex } from './demo/looks.ts'
export { drawPerson, inventLooks } from './demo/looks.ts'
export { confirmedPerson } from './identity.ts'
export { accountOfMobile, hasOtherWayIn, signInTo } from './other-ways.ts'
export { accountIdOf, publicProfiles } from './people.ts'
export { profileTag } from './profile.ts'
export { checkMobile } from './rules.ts'
export type { StartedSession } from './sessions.ts'
export { answerSignedIn } from './sessions.ts'
export { suspendAccount } from './standing.ts'

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
  messages: { ...emailMessages, ...leavingMessages },
  authenticate: { member: authenticateMember },
  knows: async (parts, target) => !!await findByAddress(parts.db.sql, target),
  sweeps: {
    dropStale: { everySeconds: 600, run: dropStale },
    deleteDue: { everySeconds: 600, run: deleteDue },
  },
  exportOf,
  exports: exported,
  notExported,
  demo: loadDemo,
  drawings: { avatar: drawFace },
})
