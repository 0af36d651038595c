import type { Parts } from '../../kit/module.ts'
import type { PaymentRow } from './store.ts'
import { hooksOf } from './hooks.ts'
import { requestRefund } from './refund.ts'
import { insertEvent, isThingPaid, lockPayment, markAccepted, markReceived, queueForThing, setOutcome } from './store.ts'

export interface ReceivedMoney {
  /** Names what told us, once and for all: a notice's own id, or that of our question. */
  eventId: string
  tradeNo: string
  facts: object
}

/**
 * Books money that has verifiably come, once, whatever tells it how often (mall.md rules 19 and 20): the thing's module takes
 * it, or it is surplus and goes back. All in one transaction, so nobody ever sees half of it.
 * Locks: the payment, then what the module locks. A module that comes from the other side locks payments only through
 * `requestRefund`, thus paid ones, and for those nothing here goes on to the module.
 */
export async function receiveMoney(parts: Parts, payment: PaymentRow, { eventId, tradeNo, facts }: ReceivedMoney): Promise<'accepted' | 'surplus' | 'repeated'> {
  const { id: paymentId, provider, module, reference, amount } = payment
  const now = parts.clock.now()
  const outcome = await parts.db.tx(async (tx) => {
    await lockPayment(tx, paymentId)
    if (!await insertEvent(tx, { provider, eventId, paymentId, outcome: 'repeated', facts, now })) return 'repeated'
    if (!await markReceived(tx, paymentId, { tradeNo, now })) return 'repeated'
    await queueForThing(tx, payment)
    // Paid twice over two payments: the first stays, the second is surplus, and its module need not be asked.
    const answer = await isThingPaid(tx, payment) ? 'surplus' : await hooksOf(parts, module).onPaid(parts, tx, { module, reference, paymentId, amount })
    if (answer === 'accepted') await markAccepted(tx, paymentId)
    else await requestRefund(tx, parts, { paymentId, amount, reason: 'payments.surplus', ref: 'surplus' })
    await setOutcome(tx, { provider, eventId, outcome: answer })
    return answer
  })
  if (outcome !== 'repeated') parts.log.info({ paymentId, module, reference, amount, outcome }, 'payment received')
  else if (payment.providerTradeNo && payment.providerTradeNo !== tradeNo) parts.log.error({ paymentId, tradeNo }, 'a payment that is paid was paid by a second trade')
  return outcome
}
