import type { Parts } from '../../kit/module.ts'
import { providerOf } from './providers.ts'
import { bookErrors, recentlyUnpaid } from './reconcile-store.ts'

/** What doesn't add up, by kind; all zero on a healthy site. */
interface Discrepancies {
  /** Paid at the provider, not booked here: money taken and nothing given. */
  paidNotBooked: number
  /** Payments whose refunded amount is not the sum of their refunds that have not failed. */
  wrongSums: number
  /** Surplus payments that are not going back whole. */
  surplusKept: number
  /** Refunds without an end after a day. */
  refundsStuck: number
  /** Payments still waiting an hour after their end. */
  waitingTooLong: number
}

const DAY_MS = 86_400_000
const AT_ONCE = 5
/** More than this many unpaid ones a day are sampled, newest first: each costs a question to the provider. */
const QUESTIONS = 500

/**
 * Compares the books of the last day with the provider's and with themselves (rental.md §1, row 13). What is found is
 * counted, not mended: the sweeps do that, and whatever they leave is for people to look at.
 */
export async function reconcile(parts: Parts): Promise<Discrepancies> {
  const now = parts.clock.now()
  const errors = await bookErrors(parts.db.sql, { dayAgo: new Date(now.getTime() - DAY_MS), hourAgo: new Date(now.getTime() - DAY_MS / 24) })
  const unpaid = await recentlyUnpaid(parts.db.sql, new Date(now.getTime() - DAY_MS), QUESTIONS)
  let paidNotBooked = 0
  for (let i = 0; i < unpaid.length; i += AT_ONCE) {
    const states = await Promise.all(unpaid.slice(i, i + AT_ONCE).map(outTradeNo => providerOf(parts).query(outTradeNo)))
    paidNotBooked += states.filter(({ state }) => state === 'paid').length
  }
  return { paidNotBooked, ...errors }
}

/** Once a day: says loudly what doesn't add up. */
export async function reconcileDaily(parts: Parts): Promise<void> {
  try {
    const found = await reconcile(parts)
    if (Object.values(found).some(count => count > 0)) parts.log.error(found, 'payments do not add up')
  } catch (error) {
    parts.log.error({ err: error }, 'payments could not be reconciled')
  }
}
