import type { Tx } from '../../kit/db.ts'
import type { Parts } from '../../kit/module.ts'
import type { Fen } from '../../kit/money.ts'
import type { PaymentRow, Thing } from './store.ts'
import { randomBytes } from 'node:crypto'
import { PaymentErrors } from './errors.ts'
import { providerOf } from './providers.ts'
import { insertPayment, isThingPaid, lockOpenPaymentOf, markClosed } from './store.ts'

export const NOTIFY_PATH = '/api/v1/payments/alipay/notify'
/** The page payers come back to (web/PayCompletePage.vue), whatever they paid for; the cashier adds `out_trade_no`. */
const RETURN_PATH = '/pay/complete'

/** A lost notice is noticed after this long at the earliest; see settle.ts for the rest. */
export const FIRST_CHECK_SECONDS = 30

export interface PaymentWish extends Thing {
  accountId: number
  amount: Fen
  /** One line the payer reads at the cashier. */
  subject: string
  /** Until when it may be paid: the cashier takes nothing later. */
  expiresAt: Date
  device: 'phone' | 'desktop'
}

/**
 * Opens a payment for a thing of a module, or gives the one that is open; nothing is asked over the network.
 * An open one that has expired, or asks for another sum, is replaced: should it be paid all the same, the money goes back.
 * It has a transaction of its own: never call it while you hold locks on the thing.
 * Throws payments.already_paid, payments.too_late, payments.unavailable.
 */
export async function startPayment(parts: Parts, wish: PaymentWish): Promise<{ payUrl: string, paymentId: number, outTradeNo: string }> {
  const provider = providerOf(parts)
  const now = parts.clock.now()
  if (wish.expiresAt <= now) throw PaymentErrors.too_late()

  const payment = await parts.db.tx(async (tx) => {
    const open = await openPayment(tx, wish, provider.name, now)
    if (await isThingPaid(tx, wish)) throw PaymentErrors.already_paid() // looked up last: opening waits for money that is being booked
    return open
  })
  const payUrl = await provider.createPayUrl({
    outTradeNo: payment.outTradeNo,
    amount: payment.amount,
    subject: payment.subject,
    expiresAt: payment.expiresAt,
    returnUrl: `${parts.config.publicUrl}${RETURN_PATH}`,
    notifyUrl: `${parts.config.publicUrl}${NOTIFY_PATH}`,
    device: wish.device,
  })
  return { payUrl, paymentId: payment.id, outTradeNo: payment.outTradeNo }
}

async function openPayment(tx: Tx, wish: PaymentWish, provider: string, now: Date): Promise<PaymentRow> {
  for (;;) {
    const fresh = await insertPayment(tx, {
      ...wish,
      outTradeNo: randomBytes(16).toString('hex'),
      provider,
      now,
      nextCheckAt: new Date(now.getTime() + FIRST_CHECK_SECONDS * 1000),
    })
    if (fresh) return fresh
    const open = await lockOpenPaymentOf(tx, wish)
    if (!open) continue // closed by somebody between the two statements
    const usable = open.expiresAt > now && open.amount === wish.amount && open.accountId === wish.accountId && open.provider === provider
    if (usable) return open
    await markClosed(tx, open.id, now) // looked after at once: its trade is closed at the provider, or its money found
  }
}

/**
 * Takes back what could still be paid for a thing that is no longer for sale (cancelled, rejected): queued in the
 * transaction that decides it, done right after. Money that is faster goes through `onPaid` as late money.
 */
export async function closePayments(tx: Tx, parts: Parts, { module, reference }: Thing): Promise<void> {
  await parts.jobs.add(tx, 'payments.close', { module, reference })
}
