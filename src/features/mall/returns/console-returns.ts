import type { Parts } from '../../../kit/module.ts'
import type { Page } from '../../../kit/pagination.ts'
import type { ConsoleReturn, ConsoleReturnItem, ConsoleReturnQuery } from './console-contract.ts'
import type { StaffCaseRow } from './store.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { pageOf } from '../../../kit/pagination.ts'
import { idOrNobody } from '../orders/console-orders.ts'
import { toCase } from '../orders/order-view.ts'
import { freightBack } from '../orders/returnable.ts'
import { findOrder, itemsOf } from '../orders/store.ts'
import { mayBe } from './states.ts'
import { findCaseForStaff, lastReturnAddress, listCasesForStaff } from './store.ts'

export async function returnsForStaff(parts: Parts, { buyer, page = 1, limit = 20, ...filter }: ConsoleReturnQuery): Promise<Page<ConsoleReturnItem>> {
  const buyerId = await idOrNobody(parts, buyer)
  const { rows, count } = await listCasesForStaff(parts.db.sql, { ...filter, buyerId }, { page, limit })
  return pageOf(rows.map(toItem), count, { page, limit })
}

export async function returnForStaff(parts: Parts, no: string): Promise<ConsoleReturn> {
  const { sql } = parts.db
  const row = await findCaseForStaff(sql, no)
  if (!row) throw KitErrors.not_found()
  const { found } = row
  const order = (await findOrder(sql, found.orderNo))!
  const items = await itemsOf(sql, order.id)
  const { quantity, shipped, returned, payable, refunded } = items.find(({ id }) => id === found.itemId)!
  return {
    ...toItem(row),
    order: { no: order.no, status: order.status, payable: order.payable, freight: order.freight, refunded: order.refunded, paymentMethod: order.paymentMethod, paid: order.paidAt !== null },
    line: { quantity, shipped, returned, payable, refunded },
    sellable: found.sellable,
    freightBack: found.status === 'APPLIED' && found.unsent ? freightBack(order, items, found.quantity) : 0,
    lastAddress: await lastReturnAddress(sql),
    staffActions: [
      ...mayBe('agree', found.status) ? ['approve' as const] : [],
      ...mayBe('reject', found.status) ? ['reject' as const] : [],
      ...mayBe('receive', found.status) ? ['receive' as const] : [],
      ...mayBe('pay_out', found.status) && found.payout === 'by_hand' ? ['pay_out' as const] : [],
    ],
  }
}

function toItem({ found, buyer }: StaffCaseRow): ConsoleReturnItem {
  const { actions: _, ...shown } = toCase(found)
  return { ...shown, buyer }
}
