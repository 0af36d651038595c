import type { Parts } from '../../../kit/module.ts'
import { randomUUID } from 'node:crypto'
import { settleBeforeExpiry } from '../../../core/payments/index.ts'
import { forgetDeck } from '../deck/store-deck.ts'
import { rebuildCards } from '../profile/card.ts'
import { lockProfile } from '../profile/store.ts'
import { levelOf } from './levels.ts'
import { cancelLapsed, lapsedOrders } from './store.ts'
import { endVisit, listUnpaidVisits } from './store-visits.ts'

const BATCH = 200
/** The payment provider is asked about so many at once. */
const AT_ONCE = 10
/** So long an order outlives its time while the provider can't be asked; money that comes still later goes back. */
const PATIENCE_MS = 600_000

/** Ends unpaid orders whose time is over, unless their money has come after all. */
export async function endUnpaidOrders(parts: Parts): Promise<void> {
  const now = parts.clock.now()
  const lapsed = await lapsedOrders(parts.db.sql, now, BATCH)
  for (let i = 0; i < lapsed.length; i += AT_ONCE) {
    await Promise.all(lapsed.slice(i, i + AT_ONCE).map(no => lapse(parts, no, now)
      .catch((error: unknown) => parts.log.error({ err: error, order: no }, 'a membership order could not be ended; it will be tried again'))))
  }
}

async function lapse(parts: Parts, no: string, now: Date): Promise<void> {
  const money = await settleBeforeExpiry(parts, { module: 'social', reference: no })
  if (money === 'paid') return
  await cancelLapsed(parts.db.sql, no, money === 'closed' ? now : new Date(now.getTime() - PATIENCE_MS))
}

/** Whoever is on a visit to another city and whose membership no longer allows it is at home again, for others and for themselves. */
export async function endVisits(parts: Parts): Promise<void> {
  const now = parts.clock.now()
  for (const accountId of await listUnpaidVisits(parts.db.sql, now, BATCH)) {
    await parts.db.tx(async (tx) => {
      await lockProfile(tx, accountId, randomUUID(), now)
      if ((await levelOf(tx, accountId, now)).anyCity) return // bought again meanwhile
      await endVisit(tx, accountId)
      await forgetDeck(tx, accountId)
      await rebuildCards(parts, tx, [accountId])
    })
  }
}
