import type { Tx } from '../../../kit/db.ts'
import type { Lang } from '../../../kit/errors.ts'
import type { Staff } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Page } from '../../../kit/pagination.ts'
import type { ConsoleOrder, ConsoleOrderItem, ConsoleOrderQuery, NewShipment, OrderFigures, ShipmentChange, StaffNote } from './console-contract.ts'
import type { OrderCore } from './store.ts'
import { accountIdOf } from '../../../core/accounts/index.ts'
import { refundsOf } from '../../../core/payments/index.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { dayOf, instantOf } from '../../../kit/dates.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { pageOf } from '../../../kit/pagination.ts'
import { reasonText } from '../../../kit/reasons.ts'
import { productChanged } from '../catalogue/cached.ts'
import { MallErrors } from '../errors.ts'
import { cancelOrder } from './cancel-order.ts'
import { listOrdersForStaff, orderFigures, setStaffNote } from './console-store.ts'
import { toOrder } from './order-view.ts'
import { refundableOf, toSend } from './returnable.ts'
import { shipOrder } from './ship-order.ts'
import { mayCancel } from './states.ts'
import { lockOrder } from './store.ts'
import { hasParcel, lockShipment, updateShipment } from './store-shipments.ts'
import { findAnyDetail } from './store-views.ts'

const LONG_WAIT_MS = 48 * 3600_000

export async function ordersForStaff(parts: Parts, { buyer, page = 1, limit = 20, ...filter }: ConsoleOrderQuery): Promise<Page<ConsoleOrderItem>> {
  const buyerId = await idOrNobody(parts, buyer)
  const { rows, count } = await listOrdersForStaff(parts.db.sql, { ...filter, buyerId, longAgo: longAgo(parts.clock.now()) }, { page, limit })
  return pageOf(rows.map(row => ({ ...row, createdAt: row.createdAt.toISOString(), paidAt: row.paidAt?.toISOString() ?? null })), count, { page, limit })
}

const longAgo = (now: Date) => new Date(now.getTime() - LONG_WAIT_MS)

/** The account of a public id; 0, which nobody has, for one that isn't there. */
export const idOrNobody = async (parts: Parts, publicId: string | undefined) => publicId === undefined ? undefined : await accountIdOf(parts.db.sql, publicId) ?? 0

export async function figuresForStaff(parts: Parts): Promise<OrderFigures> {
  const now = parts.clock.now()
  const today = dayOf(now)
  return { today, ...await orderFigures(parts.db.sql, { dayBegan: instantOf(today, 0), longAgo: longAgo(now) }) }
}

/** An order with its whole life; reasons of the shop itself in the caller's language. */
export async function orderForStaff(parts: Parts, no: string, lang: Lang): Promise<ConsoleOrder> {
  const row = await findAnyDetail(parts.db.sql, no)
  if (!row) throw KitErrors.not_found()
  const { actions: _, items, ...order } = toOrder(row, await refundsOf(parts.db.sql, 'mall', no), parts.clock.now())
  const inWords = (reason: string | null) => reason === null ? reason : reasonText(parts.modules, reason, lang)
  const lines = items.map(({ mayReview: _, mayReturn: __, ...item }, i) => {
    const facts = row.items[i]!
    return { ...item, toShip: row.status === 'WAIT_SHIP' ? toSend(facts) - facts.heldBack : 0, mayRefund: refundableOf(row, facts) }
  })
  return {
    ...order,
    reason: inWords(order.reason),
    events: order.events.map(event => ({ ...event, reason: inWords(event.reason) })),
    buyer: row.buyer,
    staffNote: row.staffNote,
    items: lines,
    actions: [
      ...lines.some(({ toShip }) => toShip > 0) ? ['ship' as const] : [],
      ...mayCancel({ status: row.status, anythingSent: items.some(({ shipped }) => shipped > 0) }) ? ['cancel' as const] : [],
    ],
  }
}

/** A parcel leaves; the buyer is told its number. */
export async function shipForStaff(parts: Parts, by: Staff, no: string, parcel: NewShipment, lang: Lang): Promise<ConsoleOrder> {
  const now = parts.clock.now()
  const products = await changeLocked(parts, no, async (tx, order) => {
    const sent = await shipOrder(tx, order, { ...parcel, carrier: parcel.carrier.trim(), staffId: by.staffId }, now)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.ship_order', target: `order:${no}`, before: { status: order.status }, after: { status: (await lockOrder(tx, no))!.status, ...parcel } })
    return sent
  })
  productChanged(parts, ...products)
  return orderForStaff(parts, no, lang)
}

/** Rights a parcel's carrier and number. */
export async function changeShipment(parts: Parts, by: Staff, no: string, shipmentId: number, { carrier, trackingNo, seen }: ShipmentChange, lang: Lang): Promise<ConsoleOrder> {
  await changeLocked(parts, no, async (tx, order) => {
    const before = await lockShipment(tx, order.id, shipmentId)
    if (!before) throw KitErrors.not_found()
    if (before.trackingNo !== seen) throw MallErrors.changed_meanwhile()
    if (before.trackingNo !== trackingNo && await hasParcel(tx, order.id, trackingNo)) throw MallErrors.parcel_known({ field: 'trackingNo' })
    const after = { carrier: carrier.trim(), trackingNo }
    await updateShipment(tx, shipmentId, after)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.change_shipment', target: `order:${no}`, before, after })
  })
  return orderForStaff(parts, no, lang)
}

/** Staff cancel an order of which nothing was sent: everything that was paid goes back. */
export async function cancelForStaff(parts: Parts, by: Staff, no: string, reason: string, lang: Lang): Promise<ConsoleOrder> {
  const now = parts.clock.now()
  const products = await changeLocked(parts, no, async (tx, order) => {
    const freed = await cancelOrder(parts, tx, order, { by: 'staff', reason }, now)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.cancel_order', target: `order:${no}`, reason, before: standingOf(order), after: standingOf((await lockOrder(tx, no))!) })
    return freed
  })
  productChanged(parts, ...products)
  return orderForStaff(parts, no, lang)
}

/** What the audit log keeps of an order. */
const standingOf = ({ status, refunded }: OrderCore) => ({ status, refunded })

/** A word of staff to staff. */
export async function noteForStaff(parts: Parts, by: Staff, no: string, { note, seen }: StaffNote, lang: Lang): Promise<ConsoleOrder> {
  await changeLocked(parts, no, async (tx, order) => {
    const before = await setStaffNote(tx, order.id, note)
    if (before !== seen) throw MallErrors.changed_meanwhile()
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.note_order', target: `order:${no}`, before, after: note })
  })
  return orderForStaff(parts, no, lang)
}

const changeLocked = <T>(parts: Parts, no: string, work: (tx: Tx, order: OrderCore) => Promise<T>): Promise<T> => parts.db.tx(async (tx) => {
  const order = await lockOrder(tx, no)
  if (!order) throw KitErrors.not_found()
  return work(tx, order)
})
