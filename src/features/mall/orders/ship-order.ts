import type { Tx } from '../../../kit/db.ts'
import type { NewShipment } from './console-contract.ts'
import type { ItemRow, OrderCore } from './store.ts'
import { MallErrors } from '../errors.ts'
import { shipStock } from '../stock/stock.ts'
import { toSend } from './returnable.ts'
import { CONFIRM_MS } from './rules.ts'
import { mayTake } from './states.ts'
import { countSales, insertEvent, itemsOf, moveOrder } from './store.ts'
import { heldBack } from './store-cases.ts'
import { hasParcel, insertShipment } from './store-shipments.ts'

interface Parcel extends NewShipment { staffId: number | null }

/**
 * A parcel of a locked order leaves the house: all that may be sent, or these units. Its goods leave the stock; with the last
 * of them the order is on its way. What is asked back is not sent before that is decided.
 * @returns the products whose goods left
 */
export async function shipOrder(tx: Tx, { id, status }: OrderCore, { carrier, trackingNo, items: wanted, staffId }: Parcel, now: Date): Promise<number[]> {
  if (!mayTake('ship', status, 'staff')) throw MallErrors.wrong_state({ status })
  if (await hasParcel(tx, id, trackingNo)) throw MallErrors.parcel_known({ field: 'trackingNo' })
  const items = await itemsOf(tx, id)
  const lines = linesOf(items, await heldBack(tx, id), wanted)
  if (lines.length === 0) throw MallErrors.nothing_to_ship()

  const shipmentId = await insertShipment(tx, id, { carrier, trackingNo, staffId, lines: lines.map(({ item, units }) => ({ itemId: item.id, units })) }, now)
  await shipStock(tx, lines.map(({ item, units }) => ({ skuId: item.skuId, count: units, orderItemId: item.id })), { shipmentId, staffId }, now)
  await countSales(tx, lines.map(({ item, units }) => ({ skuId: item.skuId, productId: item.productId, units })))

  const left = items.reduce((sum, item) => sum + toSend(item), 0) - lines.reduce((sum, { units }) => sum + units, 0)
  const step = { action: 'ship', from: status, actor: 'staff', reason: `${carrier} ${trackingNo}`, at: now, untold: true } as const
  if (left > 0) await insertEvent(tx, id, { ...step, to: status })
  else await moveOrder(tx, id, { ...step, to: 'WAIT_RECEIVE', dueAt: new Date(now.getTime() + CONFIRM_MS) }, { shippedAt: now })
  return lines.map(({ item }) => item.productId)
}

/** What goes into the parcel: units of each item, never more than may be sent. */
function linesOf(items: readonly ItemRow[], held: ReadonlyMap<number, number>, wanted: NewShipment['items']): { item: ItemRow, units: number }[] {
  const most = (item: ItemRow) => toSend(item) - (held.get(item.id) ?? 0)
  if (!wanted) return items.map(item => ({ item, units: most(item) })).filter(({ units }) => units > 0)

  const units = new Map<number, number>()
  for (const { itemId, quantity } of wanted) units.set(itemId, (units.get(itemId) ?? 0) + quantity)
  return [...units].map(([itemId, count]) => {
    const item = items.find(({ id }) => id === itemId)
    if (!item) throw MallErrors.unknown_item({ field: 'items', itemId })
    if (count > most(item)) throw MallErrors.not_to_ship({ field: 'items', itemId, most: most(item) })
    return { item, units: count }
  })
}
