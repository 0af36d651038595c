import type { Parts } from '../../../kit/module.ts'
import type { ReturnCase } from '../orders/contract.ts'
import type { ItemRow, OrderCore } from '../orders/store.ts'
import type { NewReturn, ReturnQuote, ReturnQuoteQuery } from './contract.ts'
import { onConstraint } from '../../../kit/db.ts'
import { dayOf } from '../../../kit/dates.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { randomId } from '../../../kit/secrets.ts'
import { MallErrors } from '../errors.ts'
import { freightBack, refundOf, returnableOf, returnUntil, toSend } from '../orders/returnable.ts'
import { findOwnOrder, insertEvent, itemsOf, lockOwnOrder } from '../orders/store.ts'
import { hasUndecidedCase } from '../orders/store-cases.ts'
import { checkOwnPictures } from '../uploads/uploads.ts'
import { readReturn } from './returns.ts'
import { insertCase } from './store.ts'

/** What would come back for so many units; asking takes nothing. */
export async function quoteReturn(parts: Parts, accountId: number, orderNo: string, itemId: number, wish: ReturnQuoteQuery): Promise<ReturnQuote> {
  const { sql } = parts.db
  const order = await findOwnOrder(sql, accountId, orderNo)
  const items = order ? await itemsOf(sql, order.id) : []
  const item = items.find(({ id }) => id === itemId)
  if (!order || !item) throw KitErrors.not_found()
  const { most, amount, freight } = worthOf(order, items, item, { ...wish, openCase: await hasUndecidedCase(sql, itemId) }, parts.clock.now())
  const until = returnUntil(order)
  return { ...wish, amount, freight, most, until: until?.toISOString() ?? null }
}

/**
 * The buyer asks to give units of an item back, or for their money alone. What has not been sent is not sent until it is
 * decided. One wish about an item at a time.
 */
export async function applyForReturn(parts: Parts, accountId: number, orderNo: string, itemId: number, { kind, quantity, reason, images = [] }: NewReturn): Promise<ReturnCase> {
  const now = parts.clock.now()
  const no = newReturnNo(now)
  await parts.db.tx(async (tx) => {
    const order = await lockOwnOrder(tx, accountId, orderNo)
    const items = order ? await itemsOf(tx, order.id) : []
    const item = items.find(({ id }) => id === itemId)
    if (!order || !item) throw KitErrors.not_found()
    const { amount, freight, unsent } = worthOf(order, items, item, { kind, quantity, openCase: await hasUndecidedCase(tx, itemId) }, now)
    await checkOwnPictures(tx, accountId, images)
    const caseId = await insertCase(tx, { no, orderId: order.id, itemId, accountId, openedBy: 'buyer', kind, unsent, quantity, amount, freight, reason: reason.trim(), pictureIds: images }, now)
    await insertEvent(tx, order.id, { action: 'return_apply', from: order.status, to: order.status, actor: 'buyer', reason: reason.trim(), at: now, untold: false, caseId })
  }).catch(onConstraint({ return_case_undecided: () => MallErrors.return_open() }))
  return readReturn(parts, accountId, no)
}

/** What the wish is worth, if it can be asked for. */
function worthOf(order: OrderCore, items: readonly ItemRow[], item: ItemRow, { kind, quantity, openCase }: ReturnQuoteQuery & { openCase: boolean }, now: Date) {
  if (openCase) throw MallErrors.return_open()
  const most = returnableOf(order, { ...item, openCase }, now)[kind]
  if (quantity > most) throw MallErrors.not_returnable({ field: 'quantity', most })
  const unsent = kind === 'refund' && toSend(item) > 0
  return { most, unsent, amount: refundOf(item, quantity), freight: unsent ? freightBack(order, items, quantity) : 0 }
}

export const newReturnNo = (now: Date) => `R${dayOf(now).replaceAll('-', '')}${randomId(12).toUpperCase()}`
