import { defineModule } from '../../kit/module.ts'
import { checkChannel, checkMessages } from './checks.ts'
import { SEND_TRIES, sendMessage, tidyMessages } from './sending.ts'
import { MessageSettings } from './settings.ts'
import { deleteMessagesOf, messagesOf } from './store.ts'

export { canSend, queueMessage, refuseWithoutDriver } from './queue.ts'
export { latestMessages } from './sending.ts'
export { allPurposes, textOf } from './texts.ts'

/** Messages by SMS and e-mail: queued with the deed that causes them, sent after it. */
export const messages = defineModule({
  name: 'messages',
  settings: MessageSettings,
  migrations: new URL('./migrations/', import.meta.url),
  routes: (_, parts) => checkMessages(parts),
  checks: {
    sms: async parts => checkChannel(parts, 'sms'),
    email: async parts => checkChannel(parts, 'email'),
  },
  async exportOf({ db }, accountId) {
    return { messages: await messagesOf(db.sql, accountId) }
  },
  onAccountDeleted: (_, tx, accountId) => deleteMessagesOf(tx, accountId),
  jobs: { send: { run: sendMessage, tries: SEND_TRIES } },
  sweeps: { tidy: { everySeconds: 600, run: tidyMessages } },
})
