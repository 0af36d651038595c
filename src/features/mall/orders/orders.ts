import type { Parts } from '../../../kit/module.ts'
import type { Order, OrderList, OrderQuery } from './contract.ts'
import { refundsOf } from '../../../core/payments/index.ts'
import { cursorOf, positionOf } from '../../../kit/cursors.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { cursorPageOf } from '../../../kit/pagination.ts'
import { toListItem, toOrder } from './order-view.ts'
import { countOwnOrders, findOwnDetail, listOwnOrders } from './store-views.ts'

export async function readOrders(parts: Parts, accountId: number, { status, page = 1, limit = 10, after }: OrderQuery): Promise<OrderList> {
  const { sql } = parts.db
  const now = parts.clock.now()
  const [afterNo] = after === undefined ? [] : positionOf(after, 'mall.orders', ['text'])
  const [{ rows, count }, counts] = await Promise.all([listOwnOrders(sql, accountId, { status, page, limit, afterNo }), countOwnOrders(sql, accountId)])
  return { ...cursorPageOf(rows.map(row => toListItem(row, now)), count, { page, limit }, ({ no }) => cursorOf('mall.orders', [no])), counts }
}

export async function readOrder(parts: Parts, accountId: number, no: string): Promise<Order> {
  const row = await findOwnDetail(parts.db.sql, accountId, no)
  if (!row) throw KitErrors.not_found()
  return toOrder(row, await refundsOf(parts.db.sql, 'mall', no), parts.clock.now())
}
