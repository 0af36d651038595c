import { defineModule } from '../../kit/module.ts'
import { dropNoticesOf, dropOldNotices, exportNotices } from './inbox.ts'
import { addInboxRoutes } from './routes.ts'
import './tables.ts'

export { remember, tell } from './tell.ts'
export type { News } from './tell.ts'

/** 消息: what somebody was told, and the conversations of the module that has some, in one place. */
export const inbox = defineModule({
  name: 'inbox',
  migrations: new URL('./migrations/', import.meta.url),
  routes: addInboxRoutes,
  sweeps: { dropOld: { everySeconds: 3600, run: dropOldNotices } },
  onAccountDeleted: async (_, tx, accountId) => dropNoticesOf(tx, accountId),
  exportOf: exportNotices,
  exports: { notice: 'notices' },
})
