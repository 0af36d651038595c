import type { Tx } from '../../../kit/db.ts'
import type { Parts } from '../../../kit/module.ts'
import { settleBeforeExpiry } from '../../../core/payments/index.ts'
import { productChanged } from '../catalogue/cached.ts'
import { cancelOrder } from './cancel-order.ts'
import { confirmOrder } from './change-order.ts'
import { EXTENSION_MS, MAX_EXTENSIONS } from './rules.ts'
import { completeDueOrders, extendPayment, lapsedOrders, lockOrder, unconfirmedOrders } from './store.ts'

const BATCH = 200
/** The payment provider is asked about so many at once. */
const AT_ONCE = 10

/**
 * Moves on what has become due (mall.md §2.22–23): unpaid orders give their goods and coupon free, what was sent is confirmed
 * by itself, and the time to review ends.
 */
export async function advanceOrders(parts: Parts): Promise<void> {
  const now = parts.clock.now()
  const { sql } = parts.db
  const lapsed = await lapsedOrders(sql, now, BATCH)
  for (let i = 0; i < lapsed.length; i += AT_ONCE) {
    await Promise.all(lapsed.slice(i, i + AT_ONCE).map(no => lapse(parts, no, now).catch(noted(parts, no))))
  }
  for (const no of await unconfirmedOrders(sql, now, BATCH)) await parts.db.tx(tx => confirm(tx, no, now)).catch(noted(parts, no))
  while (await completeDueOrders(sql, now, BATCH) > 0);
}

const noted = (parts: Parts, no: string) => (error: unknown) => parts.log.error({ err: error, order: no }, 'an order could not be moved on; it will be tried again')

/** Ends an overdue order, unless its money has come after all; while the provider can't be asked it is kept a little longer. */
async function lapse(parts: Parts, no: string, now: Date): Promise<void> {
  const money = await settleBeforeExpiry(parts, { module: 'mall', reference: no })
  if (money === 'paid') return
  const products = await parts.db.tx(async (tx) => {
    const order = await lockOrder(tx, no)
    if (order?.status !== 'WAIT_PAYMENT' || !order.dueAt || order.dueAt > now) return []
    if (money === 'closed' || order.extensions >= MAX_EXTENSIONS) return cancelOrder(parts, tx, order, { by: 'system' }, now)
    await extendPayment(tx, order.id, new Date(now.getTime() + EXTENSION_MS))
    return []
  })
  productChanged(parts, ...products)
}

async function confirm(tx: Tx, no: string, now: Date): Promise<void> {
  const order = await lockOrder(tx, no)
  if (order?.status === 'WAIT_RECEIVE' && order.dueAt && order.dueAt <= now) await confirmOrder(tx, order, 'system', now)
}
