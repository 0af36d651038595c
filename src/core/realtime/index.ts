import { defineModule } from '../../kit/module.ts'
import { pushKeysOf } from './push-keys.ts'
import { PUSH_TRIES, PUSHES_AT_ONCE, sendPush } from './push.ts'
import { addRealtimeRoutes } from './routes.ts'
import { furtherServices, RealtimeSettings } from './settings.ts'
import { deleteSubscriptionsOf } from './store.ts'
import './tables.ts'

export { nudge } from './nudge.ts'
export { pushLater } from './push.ts'

/**
 * Tells open pages and devices that there is something new: a socket carries nudges, Web Push a neutral sentence. Neither carries
 * content, and both may get lost: what has happened is in the database, and pages ask for it (docs/decisions/0014-realtime.md).
 */
export const realtime = defineModule({
  name: 'realtime',
  settings: RealtimeSettings,
  migrations: new URL('./migrations/', import.meta.url),
  async routes(app, parts) {
    furtherServices(parts.config)
    await addRealtimeRoutes(app, parts)
  },
  jobs: { push: { run: sendPush, tries: PUSH_TRIES, atOnce: PUSHES_AT_ONCE } },
  onAccountDeleted: async (_, tx, accountId) => deleteSubscriptionsOf(tx, accountId),
  notExported: { push_subscription: 'the address of a browser at its push service, and its keys' },
  checks: { push: async parts => `push services write to ${pushKeysOf(parts.config).subject}` },
})
