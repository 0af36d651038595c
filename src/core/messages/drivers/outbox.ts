import type { MessageChannel, MessageDriver } from '../driver.ts'

/** The demo's way: nothing leaves this machine. The outbox shows what would have been sent. */
export const outboxDriver = (channel: MessageChannel): MessageDriver => ({ name: 'outbox', channel, send: async () => ({}) })
