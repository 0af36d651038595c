import type { Parts } from '../../kit/module.ts'
import type { PaymentStatus } from './contract.ts'
import type { TradeState } from './provider.ts'
import type { PaymentRow, Thing } from './store.ts'
import { FIRST_CHECK_SECONDS } from './pay.ts'
import { providerOf } from './providers.ts'
import { receiveMoney } from './receive.ts'
import { claimDueChecks, claimQuestion, findPayment, insertEvent, isThingPaid, markClosed, openPaymentOf, stopChecks } from './store.ts'

/** Notices take a moment; only then is a payment that has expired closed for good. */
export const GRACE_SECONDS = 120
const MAX_CHECK_SECONDS = 600
const QUIET_SECONDS = 3
const AT_ONCE = 5
const BATCH = 100

/**
 * Asks the provider about a payment and books what came of it. Throws when the provider can't be reached or says something
 * that doesn't fit our books: then nothing is known.
 */
async function lookForMoney(parts: Parts, payment: PaymentRow): Promise<TradeState['state']> {
  const found = await providerOf(parts).query(payment.outTradeNo)
  if (found.state !== 'paid') return found.state
  const facts = { state: found.state, trade_no: found.tradeNo, amount: found.amount }
  if (!found.tradeNo || found.amount !== payment.amount) {
    parts.log.error({ paymentId: payment.id, ...facts }, 'the provider has another amount than we asked for')
    await insertEvent(parts.db.sql, { provider: payment.provider, eventId: `refused:query:${payment.outTradeNo}`, paymentId: payment.id, outcome: 'refused: amount', facts, now: parts.clock.now() })
    throw new Error(`payment ${payment.id}: the provider has another amount`)
  }
  await receiveMoney(parts, payment, { eventId: `query:${found.tradeNo}`, tradeNo: found.tradeNo, facts })
  return 'paid'
}

/** Ends the trade at the provider; if it was paid meanwhile, its money is booked. */
async function closeTrade(parts: Parts, payment: PaymentRow): Promise<void> {
  if (await providerOf(parts).close(payment.outTradeNo) !== 'paid') return
  const state = await lookForMoney(parts, payment)
  if (state === 'waiting' || state === 'none') throw new Error(`payment ${payment.id}: the provider neither closes it nor has its money`)
}

/**
 * Closes a payment that shall not be paid any more: the provider is asked first, closed there, then here. Never call it
 * inside a transaction. Throws when the provider can't be reached: then it stays open.
 * @returns how the payment stands now: closed, or paid or surplus when the money was faster
 */
export async function closePayment(parts: Parts, paymentId: number): Promise<PaymentStatus> {
  const payment = await findPayment(parts.db.sql, paymentId)
  if (!payment) throw new Error(`there is no payment ${paymentId}`)
  if (payment.status === 'waiting') {
    const state = await lookForMoney(parts, payment)
    if (state === 'waiting') await closeTrade(parts, payment)
    // A cashier page may be open that the provider knows nothing of yet: it takes money until the payment expires.
    const mayComeLate = state === 'none' && parts.clock.now() < payment.expiresAt
    await markClosed(parts.db.sql, paymentId, mayComeLate ? new Date(payment.expiresAt.getTime() + GRACE_SECONDS * 1000) : null)
  }
  return (await findPayment(parts.db.sql, paymentId))!.status
}

/**
 * What a module asks before it gives a held thing free (rental.md §2.4): is it paid after all? Never call it inside a
 * transaction. unknown: the provider can't be reached, so the hold should be kept a little longer.
 */
export async function settleBeforeExpiry(parts: Parts, thing: Thing): Promise<'paid' | 'closed' | 'unknown'> {
  const open = await openPaymentOf(parts.db.sql, thing)
  try {
    if (open) await closePayment(parts, open.id)
  } catch (error) {
    parts.log.warn({ err: error, paymentId: open?.id }, 'a payment could not be settled before its thing expired')
    return 'unknown'
  }
  return await isThingPaid(parts.db.sql, thing) ? 'paid' : 'closed'
}

/** The job behind `closePayments`. */
export async function closePaymentsOf(parts: Parts, thing: Thing): Promise<void> {
  const open = await openPaymentOf(parts.db.sql, thing)
  if (open) await closePayment(parts, open.id)
}

/** Asks about a waiting payment because its payer is looking, at most every few seconds; never fails them. */
export async function askForPayer(parts: Parts, payment: PaymentRow): Promise<PaymentRow> {
  const now = parts.clock.now()
  if (payment.status !== 'waiting' || !await claimQuestion(parts.db.sql, payment.id, now, new Date(now.getTime() - QUIET_SECONDS * 1000))) return payment
  try {
    await lookForMoney(parts, payment)
  } catch (error) {
    parts.log.warn({ err: error, paymentId: payment.id }, 'the provider could not be asked')
  }
  return (await findPayment(parts.db.sql, payment.id))!
}

/** The sweep for lost notices (B-27): asks about waiting payments ever more rarely, and closes them some time after their end. */
export async function checkDuePayments(parts: Parts): Promise<void> {
  const due = await claimDueChecks(parts.db.sql, {
    now: parts.clock.now(),
    limit: BATCH,
    firstSeconds: FIRST_CHECK_SECONDS,
    maxSeconds: MAX_CHECK_SECONDS,
    graceSeconds: GRACE_SECONDS,
  })
  for (let i = 0; i < due.length; i += AT_ONCE) {
    await Promise.all(due.slice(i, i + AT_ONCE).map(payment => checkPayment(parts, payment).catch((error: unknown) => {
      parts.log.warn({ err: error, paymentId: payment.id }, 'a payment could not be checked; it will be tried again')
    })))
  }
}

async function checkPayment(parts: Parts, payment: PaymentRow): Promise<void> {
  const now = parts.clock.now().getTime()
  if (payment.status === 'waiting') {
    if (now >= payment.expiresAt.getTime() + GRACE_SECONDS * 1000) await closePayment(parts, payment.id)
    else await lookForMoney(parts, payment)
    return
  }
  // Closed here already (replaced by another): closed at the provider as well, and looked after until it can't be paid.
  const state = await lookForMoney(parts, payment)
  if (state === 'waiting') await closeTrade(parts, payment)
  if (state !== 'none' || now >= payment.expiresAt.getTime()) await stopChecks(parts.db.sql, payment.id)
}
