import type { Parts } from '../../kit/module.ts'
import { createHash } from 'node:crypto'
import { AppError } from '../../kit/errors.ts'
import { NoticeRefused } from './provider.ts'
import { providerOf } from './providers.ts'
import { receiveMoney } from './receive.ts'
import { findByOutTradeNo, insertEvent } from './store.ts'

/** What is not from the provider is written down too, but nobody fills the table with it. */
const REFUSED_KEPT = { points: 100, seconds: 3600 }

/**
 * Hears a provider's notice, with every check in the order of mall.md rule 18: signature, app, seller (the provider's part),
 * then number, amount and state by our books. Whatever doesn't fit is recorded and logged and changes nothing.
 * @returns what the provider wants to read: anything but success makes it tell again
 */
export async function hearNotice(parts: Parts, rawBody: string, address: string): Promise<'success' | 'failure'> {
  const provider = providerOf(parts)
  const refuse = async (why: string, facts: object, paymentId: number | null = null) => {
    parts.log.warn({ why, paymentId, address }, 'payment notice refused')
    if (await isBelowLimit(parts, address)) {
      // Under a name of its own: a forged notice must not take the place of the real one.
      const eventId = `refused:${createHash('sha256').update(rawBody).digest('hex')}`
      await insertEvent(parts.db.sql, { provider: provider.name, eventId, paymentId, outcome: `refused: ${why}`, facts, now: parts.clock.now() })
    }
    return 'failure' as const
  }

  const notice = await provider.readNotify(rawBody).catch((error: unknown) => {
    if (error instanceof NoticeRefused) return error
    throw error
  })
  if (notice instanceof NoticeRefused) return refuse(notice.message, notice.facts)
  const payment = await findByOutTradeNo(parts.db.sql, notice.outTradeNo)
  if (!payment || payment.provider !== provider.name) return refuse('out_trade_no', notice.facts)
  if (notice.amount !== payment.amount) return refuse('amount', notice.facts, payment.id)
  if (notice.state !== 'paid') {
    await insertEvent(parts.db.sql, { provider: provider.name, eventId: notice.eventId, paymentId: payment.id, outcome: 'ignored', facts: notice.facts, now: parts.clock.now() })
    return 'success'
  }
  await receiveMoney(parts, payment, notice)
  return 'success'
}

async function isBelowLimit(parts: Parts, address: string): Promise<boolean> {
  try {
    await parts.limits.take('payments:refused', address, REFUSED_KEPT)
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}
