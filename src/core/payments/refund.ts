import type { Tx } from '../../kit/db.ts'
import type { Staff } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import type { Fen } from '../../kit/money.ts'
import type { RefundOfThing, RefundRow } from './refund-store.ts'
import { createHash } from 'node:crypto'
import { KitErrors } from '../../kit/errors.ts'
import { reasonText } from '../../kit/reasons.ts'
import { recordAudit } from '../staff/index.ts'
import { PaymentErrors } from './errors.ts'
import { hooksOf } from './hooks.ts'
import { RefundRefused } from './provider.ts'
import { providerOf } from './providers.ts'
import { claimRefund, dueRefunds, findRefund, findRefundByNo, finishRefund, insertRefund, noteRefundError, releaseRefund, reopenRefund, reserveRefund } from './refund-store.ts'

const FIRST_WAIT_SECONDS = 60
const MAX_WAIT_SECONDS = 6 * 3600
/** About a day and a half of asking; then what the provider says of it is final. */
const TRIES = 14
const BATCH = 50

interface RefundWish {
  paymentId: number
  amount: Fen
  reason: string
  /** The module's own name of this refund, e.g. 'cancel': the same payment and name are the same refund, asked for once or fifty times. */
  ref: string
}

/**
 * Sends money back, all or part of a payment, in the transaction that decides it: recorded here at once, carried out after
 * the commit. Throws payments.refund_too_much, payments.not_paid, payments.refund_differs.
 */
export async function requestRefund(tx: Tx, parts: Parts, { paymentId, amount, reason, ref }: RefundWish): Promise<RefundRow> {
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new RangeError(`not an amount to refund: ${amount}`)
  const refundNo = refundNoOf(paymentId, ref)
  const fresh = await insertRefund(tx, { paymentId, refundNo, amount, reason, now: parts.clock.now() })
  if (!fresh) {
    const known = await findRefundByNo(tx, refundNo)
    if (known?.amount !== amount) throw PaymentErrors.refund_differs()
    return known
  }
  await reserveRefund(tx, paymentId, amount)
  await parts.jobs.add(tx, 'payments.refund', { refundId: fresh.id })
  return fresh
}

export const refundNoOf = (paymentId: number, ref: string) => createHash('sha256').update(`${paymentId}:${ref}`).digest('hex').slice(0, 32)

/**
 * One try to carry a refund out at the provider, outside any transaction. Errors are noted, and the sweep tries again, ever
 * more rarely, with the same number: however often it is sent, the provider pays once.
 */
export async function tryRefund(parts: Parts, { refundId }: { refundId: number }): Promise<void> {
  const { clock, db, log } = parts
  const before = await findRefund(db.sql, refundId)
  if (!before) throw new Error(`there is no refund ${refundId}`)
  const now = clock.now()
  const wait = Math.min(FIRST_WAIT_SECONDS * 2 ** before.tries, MAX_WAIT_SECONDS)
  if (!await claimRefund(db.sql, refundId, { now, nextTryAt: new Date(now.getTime() + wait * 1000) })) return
  const refund = { ...before, tries: before.tries + 1 }
  try {
    const state = await carryOut(parts, refund)
    if (state === 'done') await finish(parts, refund, 'done', null)
    else if (state === 'none') await finish(parts, refund, 'failed', refund.lastError)
  } catch (error) {
    const message = (error as Error).message.slice(0, 200)
    if (error instanceof RefundRefused) await finish(parts, refund, 'failed', message)
    else await noteRefundError(db.sql, refundId, message)
    log.warn({ err: error, refundId, tries: refund.tries }, error instanceof RefundRefused ? 'refund refused by the provider' : 'refund not carried out yet; it will be tried again')
  }
}

/** done; accepted: to be asked about later; none: the provider says, at the last try, that it never happened. */
async function carryOut(parts: Parts, refund: RefundOfThing): Promise<'done' | 'accepted' | 'none'> {
  const provider = providerOf(parts)
  // An earlier try may have come through although its answer was lost.
  if (refund.tries > 1 && await provider.queryRefund(refund) === 'done') return 'done'
  if (refund.tries > TRIES) return 'none'
  return provider.refund({ ...refund, reason: reasonText(parts.modules, refund.reason, 'zh-CN') }) // the payer reads it there
}

/** Books the end of a refund and tells the thing's module; not of surplus money, which never was the thing's. */
async function finish(parts: Parts, refund: RefundOfThing, state: 'done' | 'failed', error: string | null): Promise<void> {
  const { id, paymentId, amount, module, reference } = refund
  await parts.db.tx(async (tx) => {
    if (!await finishRefund(tx, id, { state, error, now: parts.clock.now() })) return
    // The module before the payment: the order in which a cancelling module locks them.
    if (refund.paymentStatus === 'paid') await hooksOf(parts, module).onRefunded?.(parts, tx, { module, reference, paymentId, amount, refundId: id, state })
    if (state === 'failed') await releaseRefund(tx, paymentId, amount)
  })
  if (state === 'failed') parts.log.error({ refundId: id, paymentId, error }, 'refund failed; staff can try it again')
}

/** The sweep that carries on with refunds whose job is lost, whose answer was lost, or whose provider was away. */
export async function tryDueRefunds(parts: Parts): Promise<void> {
  for (const { id } of await dueRefunds(parts.db.sql, parts.clock.now(), BATCH)) {
    await tryRefund(parts, { refundId: id }).catch((error: unknown) => parts.log.error({ err: error, refundId: id }, 'refund could not be booked; it will be tried again'))
  }
}

/** Staff have a failed refund tried again, with the same number. */
export async function retryRefund(parts: Parts, by: Staff, refundId: number, reason: string): Promise<void> {
  await parts.db.tx(async (tx) => {
    const refund = await findRefund(tx, refundId)
    if (!refund) throw KitErrors.not_found()
    if (!await reopenRefund(tx, refundId, parts.clock.now())) throw PaymentErrors.refund_not_failed()
    await reserveRefund(tx, refund.paymentId, refund.amount)
    await parts.jobs.add(tx, 'payments.refund', { refundId })
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'payments.refund.retry', target: `refund:${refundId}`, reason, before: { status: refund.status, lastError: refund.lastError }, after: { status: 'requested' } })
  })
}
