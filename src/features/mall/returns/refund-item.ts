import type { Sql } from '../../../kit/db.ts'
import type { Staff } from '../../../kit/http/app.ts'
import type { Attempt } from '../../../kit/http/idempotency.ts'
import type { Parts } from '../../../kit/module.ts'
import type { ItemRow, OrderCore } from '../orders/store.ts'
import type { ConsoleReturn, NewRefund, RefundQuote, RefundQuoteQuery } from './console-contract.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { onConstraint } from '../../../kit/db.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { once } from '../../../kit/http/idempotency.ts'
import { productChanged } from '../catalogue/cached.ts'
import { MallErrors } from '../errors.ts'
import { freightBack, isAlive, payoutOf, refundableOf, refundOf } from '../orders/returnable.ts'
import { findOrder, insertEvent, itemsOf, lockOrder } from '../orders/store.ts'
import { hasUndecidedCase } from '../orders/store-cases.ts'
import { newReturnNo } from './apply.ts'
import { returnForStaff } from './console-returns.ts'
import { payRefund } from './pay-back.ts'
import { insertCase, readCase } from './store.ts'

/** What so many units have cost, and how much can go back for them; asking takes nothing. */
export async function quoteRefund(parts: Parts, orderNo: string, itemId: number, wish: RefundQuoteQuery): Promise<RefundQuote> {
  const { sql } = parts.db
  return worthOf(sql, await lineOf(sql, await findOrder(sql, orderNo), itemId), wish)
}

/**
 * Staff give money back for units of an item without being asked: a case that is opened and agreed to at once, so that its money
 * goes the way of all others, at most what is left of the line (mall.md §2, after-sale). `seen` is what had gone back of the item
 * as it was shown: of two who mean the same refund one comes too late.
 */
export async function refundItem(parts: Parts, by: Staff, { no: orderNo, itemId }: { no: string, itemId: number }, wish: NewRefund, attempt: Attempt): Promise<ConsoleReturn> {
  const now = parts.clock.now()
  const made = { no: newReturnNo(now), quantity: wish.quantity, reason: wish.reason.trim() }
  const { amount } = wish
  let products: number[] = []
  const { no } = await parts.db.tx(tx => once(tx, attempt, now, async () => {
    const line = await lineOf(tx, await lockOrder(tx, orderNo), itemId)
    const { order, item } = line
    if (item.refunded !== wish.seen) throw MallErrors.changed_meanwhile()
    const { amount: cost, unsent, freight, most } = await worthOf(tx, line, wish)
    if (amount > most) throw MallErrors.above_left({ field: 'amount', most })
    if (unsent && amount < most) throw MallErrors.amount_fixed({ field: 'amount', most })

    // A case is worth what its units have cost: less is a part of the price of goods the buyer keeps.
    const caseId = await insertCase(tx, { ...made, orderId: order.id, itemId, accountId: order.accountId, openedBy: 'staff', kind: 'refund', unsent, amount: Math.max(amount, cost), freight, pictureIds: [] }, now)
    await insertEvent(tx, order.id, { action: 'staff_refund', from: order.status, to: order.status, actor: 'staff', reason: made.reason, at: now, untold: false, caseId })
    products = await payRefund(parts, tx, order, await readCase(tx, made.no), amount, now)

    const { status } = await readCase(tx, made.no)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.refund_item', target: `return:${made.no}`, reason: made.reason, before: { refunded: item.refunded }, after: { refunded: item.refunded + amount, status, quantity: made.quantity, unsent, amount } })
    return { no: made.no }
  })).catch(onConstraint({ return_case_undecided: () => MallErrors.buyer_asks() }))
  productChanged(parts, ...products)
  return returnForStaff(parts, no)
}

interface Line { order: OrderCore, items: ItemRow[], item: ItemRow }

async function lineOf(db: Sql, order: OrderCore | undefined, itemId: number): Promise<Line> {
  const items = order ? await itemsOf(db, order.id) : []
  const item = items.find(({ id }) => id === itemId)
  if (!order || !item) throw KitErrors.not_found()
  return { order, items, item }
}

/** What of a line can be paid back, or why nothing can. */
async function worthOf(db: Sql, { order, items, item }: Line, { quantity, unsent = false }: RefundQuoteQuery): Promise<RefundQuote> {
  const { status, paidAt, paymentMethod } = order
  if (!isAlive(status) && status !== 'WAIT_PAYMENT') throw MallErrors.wrong_state({ status })
  if (paidAt === null) throw MallErrors.nothing_paid()
  const openCase = await hasUndecidedCase(db, item.id)
  if (openCase) throw MallErrors.buyer_asks()
  const units = refundableOf(order, { ...item, openCase })[unsent ? 'unsent' : 'sent']
  if (quantity > units) throw MallErrors.not_refundable({ field: 'quantity', most: units })

  const amount = refundOf(item, quantity)
  return {
    quantity,
    unsent,
    amount,
    most: unsent ? amount : item.payable - item.refunded,
    freight: unsent ? freightBack(order, items, quantity) : 0,
    payout: payoutOf({ paymentMethod, paid: true }),
  }
}
