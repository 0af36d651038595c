import type { Config } from '../../kit/config.ts'
import type { Tx } from '../../kit/db.ts'
import type { Lang } from '../../kit/errors.ts'
import type { Parts } from '../../kit/module.ts'
import type { MessageChannel } from './driver.ts'
import type { MessageRow } from './store.ts'
import { seal, unseal } from '../../kit/seal.ts'
import { MessageErrors } from './errors.ts'
import { waysOf } from './settings.ts'
import { insertMessage } from './store.ts'
import { textOf } from './texts.ts'

export interface NewMessage {
  channel: MessageChannel
  /** A phone number or an e-mail address. */
  to: string
  /** Which text: one of the core's (texts.ts) or one that a module declares under `messages`. */
  purpose: string
  lang: Lang
  /** What fills the text. */
  params: Record<string, string>
  /** Later it is of no use any more and is not sent. */
  expiresAt?: Date
}

/** Queues a message in the transaction that causes it; it goes out after the commit, at least once (see sending.ts). */
export async function queueMessage(parts: Parts, tx: Tx, { channel, to, purpose, lang, params, expiresAt }: NewMessage): Promise<void> {
  if (!textOf(parts, purpose)) throw new Error(`no module declares the message ${purpose}`)
  const message = { channel, target: to, purpose, lang }
  const paramsSealed = seal(parts.config.secret('messages'), JSON.stringify(params), contextOf(message))
  const messageId = await insertMessage(tx, { ...message, paramsSealed, now: parts.clock.now(), expiresAt: expiresAt ?? null })
  await parts.jobs.add(tx, 'messages.send', { messageId })
}

/** What fills the text of a stored message; null once it was emptied. */
export function paramsOf(config: Config, message: Omit<MessageRow, 'id'>): Record<string, string> | null {
  return message.paramsSealed && JSON.parse(unseal(config.secret('messages'), message.paramsSealed, contextOf(message))) as Record<string, string>
}

/** Whether messages of a channel leave this site at all. */
export const canSend = (parts: Parts, channel: MessageChannel): boolean => !!waysOf(parts.config).drivers[channel]

/** For callers whose deed is worthless when nothing can be sent. @throws messages.no_driver */
export function refuseWithoutDriver(parts: Parts, channel: MessageChannel): void {
  if (!canSend(parts, channel)) throw MessageErrors.no_driver()
}

/** A row's sealed params open only beside the address and purpose they were written with. */
const contextOf = ({ channel, target, purpose }: Pick<MessageRow, 'channel' | 'target' | 'purpose'>) => `${channel}:${target}:${purpose}`
