import type { Tx } from '../../../kit/db.ts'
import type { Staff } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { OrderCore } from '../orders/store.ts'
import type { Approval, ConsoleReturn, Receipt } from './console-contract.ts'
import type { CaseCore } from './store.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { productChanged } from '../catalogue/cached.ts'
import { MallErrors } from '../errors.ts'
import { countSales } from '../orders/store.ts'
import { returnStock } from '../stock/stock.ts'
import { returnForStaff } from './console-returns.ts'
import { itemOfCase, payBack, payRefund } from './pay-back.ts'
import { checkStep, endCase, lockCase, noteStep, stepCase } from './returns.ts'
import { readCase } from './store.ts'

/**
 * Staff agree. A return: the goods are to be sent to the address in `answer`. A refund: the money goes back at once; goods that
 * were not sent are free again. Of goods that were sent and that the buyer keeps, a part of their price may be given.
 */
export async function approveReturn(parts: Parts, by: Staff, no: string, { answer, amount }: Approval): Promise<ConsoleReturn> {
  const at = parts.clock.now()
  return decide(parts, by, no, 'approve', { answer, amount }, async (tx, order, wish) => {
    if (wish.kind === 'return') {
      if (!answer) throw MallErrors.answer_needed({ field: 'answer' })
      if (amount !== undefined) throw MallErrors.amount_later({ field: 'amount' })
      await stepCase(tx, order, wish, 'agree', { at, reason: answer, untold: true }, { answer })
      return []
    }
    checkStep(wish, 'approve')
    if (wish.unsent && amount !== undefined && amount !== wish.amount) throw MallErrors.amount_fixed({ field: 'amount' })
    checkAmount(wish, amount)
    await noteStep(tx, order, wish, 'approve', { at, reason: answer })
    return payRefund(parts, tx, order, wish, amount ?? wish.amount, at)
  })
}

/** Staff say no, and why. */
export const rejectReturn = (parts: Parts, by: Staff, no: string, answer: string): Promise<ConsoleReturn> => decide(parts, by, no, 'reject', { answer }, async (tx, order, wish) => {
  await endCase(tx, order, wish, 'reject', { at: parts.clock.now(), reason: answer, untold: true }, { answer })
  return []
})

/** The goods are back: their money goes back, and what can be sold again is counted into the stock (mall.md §2, after-sale). */
export async function receiveReturn(parts: Parts, by: Staff, no: string, { sellable, amount, reason }: Receipt): Promise<ConsoleReturn> {
  const at = parts.clock.now()
  return decide(parts, by, no, 'receive', { sellable, amount, reason }, async (tx, order, wish) => {
    checkStep(wish, 'receive')
    const { quantity } = wish
    if (sellable > quantity) throw MallErrors.too_many_sellable({ field: 'sellable', quantity })
    checkAmount(wish, amount)
    if (amount !== undefined && amount < wish.amount && !reason) throw MallErrors.reason_needed({ field: 'reason' })
    await noteStep(tx, order, wish, 'receive', { at, reason })
    const item = await itemOfCase(tx, order, wish)
    await payBack(parts, tx, order, wish, { amount: amount ?? wish.amount, units: quantity, sellable }, at)
    const products = sellable > 0 ? await returnStock(tx, [{ skuId: item.skuId, count: sellable, orderItemId: item.id }], { returnId: wish.id, staffId: by.staffId }, at) : []
    await countSales(tx, [{ skuId: item.skuId, productId: item.productId, units: -quantity }])
    return [...products, item.productId]
  })
}

/** Cash was given back, and how. */
export const payOutReturn = (parts: Parts, by: Staff, no: string, reason: string): Promise<ConsoleReturn> => decide(parts, by, no, 'pay_out', { reason }, async (tx, order, wish) => {
  if (wish.payout !== 'by_hand') throw MallErrors.wrong_state({ status: wish.status })
  await stepCase(tx, order, wish, 'pay_out', { at: parts.clock.now(), reason, untold: true })
  return []
})

function checkAmount(wish: CaseCore, amount: number | undefined): void {
  if (amount !== undefined && amount > wish.amount) throw MallErrors.amount_too_high({ field: 'amount', most: wish.amount })
}

/** What staff decide of a case, with its row in the audit log; `work` answers the products whose stock or sales it has changed. */
async function decide(parts: Parts, by: Staff, no: string, action: string, after: object, work: (tx: Tx, order: OrderCore, wish: CaseCore) => Promise<number[]>): Promise<ConsoleReturn> {
  const products = await parts.db.tx(async (tx) => {
    const found = await lockCase(tx, no)
    if (!found) throw KitErrors.not_found()
    const changed = await work(tx, found.order, found.wish)
    await recordAudit(parts, tx, { staffId: by.staffId, action: `mall.${action}_return`, target: `return:${no}`, before: { status: found.wish.status }, after: { status: (await readCase(tx, no)).status, ...after } })
    return changed
  })
  productChanged(parts, ...products)
  return returnForStaff(parts, no)
}
