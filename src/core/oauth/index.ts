import type { Parts } from '../../kit/module.ts'
import { defineModule } from '../../kit/module.ts'
import { demoPeople } from '../accounts/index.ts'
import { isSimulated, providerNames } from './providers.ts'
import { addOAuthRoutes } from './routes.ts'
import { oauthSettings } from './settings.ts'
import { addSimulatorRoutes } from './simulator/index.ts'
import { DEMO_QQS } from './simulator/qq.ts'
import { deleteIdentitiesOf, deleteStale, insertIdentity, listIdentitiesWhole } from './store.ts'
import './tables.ts'

/** Signing in by another site: QQ. Who comes for the first time says by a phone number whose account it is. */
export const oauth = defineModule({
  name: 'oauth',
  settings: oauthSettings,
  migrations: new URL('./migrations/', import.meta.url),
  routes(app, parts) {
    providerNames(parts) // half an app stops the start
    addOAuthRoutes(app, parts)
    if (isSimulated(parts.config)) addSimulatorRoutes(app, parts)
  },
  checks: { qq: async parts => describe(parts) },
  sweeps: { tidy: { everySeconds: 600, run: parts => deleteStale(parts.db.sql, parts.clock.now()) } },
  async exportOf({ db }, accountId) {
    return { links: await listIdentitiesWhole(db.sql, accountId) }
  },
  exports: { oauth_identity: 'links' },
  onAccountDeleted: (_, tx, accountId) => deleteIdentitiesOf(tx, accountId),
  async demo(parts, tx) {
    const { guest } = await demoPeople(tx)
    await insertIdentity(tx, guest, { provider: 'qq', openid: DEMO_QQS[0]!.openid }, parts.clock.now())
  },
})

function describe(parts: Parts): string {
  if (isSimulated(parts.config)) return 'simulated at /dev/qq'
  return providerNames(parts).includes('qq') ? 'set' : 'not set: nobody signs in with QQ'
}
