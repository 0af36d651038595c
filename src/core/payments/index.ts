import type { Sql } from '../../kit/db.ts'
import type { RefundOfThing } from './refund-store.ts'
import type { PaymentRow } from './store.ts'
import { defineModule } from '../../kit/module.ts'
import { alipaySettings, merchantOf } from './alipay-settings.ts'
import { isSimulated } from './providers.ts'
import { reconcileDaily } from './reconcile.ts'
import { listRefundsOf } from './refund-store.ts'
import { tryDueRefunds, tryRefund } from './refund.ts'
import { addNotifyRoute, addPaymentRoutes } from './routes.ts'
import { checkDuePayments, closePaymentsOf } from './settle.ts'
import { addSimulatorRoutes, tellDueNotices } from './simulator/index.ts'
import { listPaymentsOf, listPaymentsToExport } from './store.ts'
import './tables.ts'

export { addDemoPayments, addDemoRefunds } from './demo.ts'
export type { PaymentWish } from './pay.ts'
export { closePayments, startPayment } from './pay.ts'
export { reconcile } from './reconcile.ts'
export type { RefundOfThing } from './refund-store.ts'
export { requestRefund } from './refund.ts'
export { settleBeforeExpiry } from './settle.ts'
export type { PaymentRow } from './store.ts'

const DAY_SECONDS = 86_400

/** All payments of these things of a module, oldest first. */
export const paymentsOf = (sql: Sql, module: string, ...references: string[]): Promise<PaymentRow[]> => listPaymentsOf(sql, module, references)

/** All refunds of these things of a module, oldest first. */
export const refundsOf = (sql: Sql, module: string, ...references: string[]): Promise<RefundOfThing[]> => listRefundsOf(sql, module, references)

/**
 * Money in and out. A module starts a payment with `startPayment`, hears of the money in its `onPaid`, asks
 * `settleBeforeExpiry` before it gives a held thing free, calls `closePayments` when it cancels one that is unpaid, and sends
 * money back with `requestRefund`, whose end it hears in `onRefunded`.
 */
export const payments = defineModule({
  name: 'payments',
  settings: alipaySettings,
  migrations: new URL('./migrations/', import.meta.url),
  permissions: ['payments.read', 'payments.refund'],
  routes(app, parts) {
    addPaymentRoutes(app, parts)
    if (isSimulated(parts.config)) addSimulatorRoutes(app, parts)
    if (isSimulated(parts.config) || merchantOf(parts.config)) addNotifyRoute(app, parts)
  },
  async exportOf({ db }, accountId) {
    return { payments: await listPaymentsToExport(db.sql, accountId) }
  },
  exports: { payment: 'payments' },
  reasons: { surplus: { 'zh-CN': '付款到账过晚或重复', 'en': 'The payment came too late or twice' } },
  jobs: {
    refund: { run: tryRefund },
    close: { run: closePaymentsOf },
  },
  sweeps: {
    checks: { everySeconds: 10, run: checkDuePayments },
    refunds: { everySeconds: 15, run: tryDueRefunds },
    reconcile: { everySeconds: DAY_SECONDS, run: reconcileDaily },
    simulator: { everySeconds: 5, run: tellDueNotices },
  },
})
