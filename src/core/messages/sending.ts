import type { Parts } from '../../kit/module.ts'
import { MessageRefused } from './driver.ts'
import { paramsOf } from './queue.ts'
import { waysOf } from './settings.ts'
import { holdMessage, markFailed, markSent, newestMessages, releaseMessage, tidy } from './store.ts'
import { textOf } from './texts.ts'

/** With growing waits between them the last is about four minutes after the first: a code is still good then. */
export const SEND_TRIES = 5
/** Longer than any driver takes. */
const HOLD_MS = 60_000
const QUEUED_AT_MOST_MS = 24 * 3600_000
const KEPT_MS = 30 * 24 * 3600_000

const SITE_NAME = { 'zh-CN': '邻里', 'en': 'Linli' }

/**
 * The job `messages.send`: one try. Run twice it sends once, as the row is held for one try at a time and is done
 * afterwards. A process that dies between the provider's yes and our note of it makes the message go out again: at least once.
 */
export async function sendMessage(parts: Parts, { messageId }: { messageId: number }): Promise<void> {
  const { sql } = parts.db
  const now = parts.clock.now()
  const message = await holdMessage(sql, messageId, now, new Date(now.getTime() + HOLD_MS))
  if (!message) return
  const keepParams = keepsParams(parts)
  const giveUp = (failure: string) => markFailed(sql, messageId, { failure, keepParams })

  if (message.expiresAt && message.expiresAt <= now) return giveUp('out of date')
  const driver = waysOf(parts.config).drivers[message.channel]
  const text = textOf(parts, message.purpose)
  const params = paramsOf(parts.config, message)
  if (!driver || !text || !params) return giveUp(driver ? 'no text' : 'no driver')

  const { channel, target: to, purpose, lang } = message
  let sent: { providerId?: string }
  try {
    sent = await driver.send({ channel, to, purpose, lang, params, text: text[lang](params), subject: text.subject?.[lang] ?? SITE_NAME[lang] })
  } catch (error) {
    const failure = (error as Error).message
    if (error instanceof MessageRefused) {
      parts.log.warn({ messageId, purpose, failure }, 'message refused')
      return giveUp(failure)
    }
    if (message.tries >= SEND_TRIES) await giveUp(failure)
    else await releaseMessage(sql, messageId, failure)
    throw error
  }
  await markSent(sql, messageId, { driver: driver.name, providerId: sent.providerId ?? null, now: parts.clock.now(), keepParams })
}

/** The sweep: nothing waits for ever with a code in it, and nobody's address is kept for long. */
export async function tidyMessages(parts: Parts): Promise<void> {
  const now = parts.clock.now().getTime()
  await tidy(parts.db.sql, { queuedBefore: new Date(now - QUEUED_AT_MOST_MS), oldest: new Date(now - KEPT_MS), keepParams: keepsParams(parts) })
}

export interface OutboxMessage { channel: 'sms' | 'email', to: string, purpose: string, code: string | null, text: string, at: string }

/** The newest messages as people would read them, sent or not: for the demo's outbox. */
export async function latestMessages(parts: Parts, limit: number): Promise<OutboxMessage[]> {
  const rows = await newestMessages(parts.db.sql, limit)
  return rows.flatMap((row) => {
    const text = textOf(parts, row.purpose)
    const params = paramsOf(parts.config, row)
    if (!text || !params) return []
    return [{ channel: row.channel, to: row.target, purpose: row.purpose, code: params.code ?? null, text: text[row.lang](params), at: row.createdAt.toISOString() }]
  })
}

/** Codes stay readable on a demo site only. */
const keepsParams = (parts: Parts) => parts.config.mode === 'demo'
