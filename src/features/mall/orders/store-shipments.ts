import type { Tx } from '../../../kit/db.ts'
import { sql } from 'kysely'
import '../tables.ts'

export async function hasParcel(tx: Tx, orderId: number, trackingNo: string): Promise<boolean> {
  return await tx.selectFrom('shipment').select('id').where('order_id', '=', orderId).where('tracking_no', '=', trackingNo).executeTakeFirst() !== undefined
}

interface NewParcel { carrier: string, trackingNo: string, staffId: number | null, lines: readonly { itemId: number, units: number }[] }

/** Writes down what left; the constraint order_item_unsent lets no more leave than was bought. @returns the shipment's id */
export async function insertShipment(tx: Tx, orderId: number, { carrier, trackingNo, staffId, lines }: NewParcel, now: Date): Promise<number> {
  const { id } = await tx.insertInto('shipment').values({ order_id: orderId, carrier, tracking_no: trackingNo, staff_id: staffId, at: now }).returning('id').executeTakeFirstOrThrow()
  await tx.insertInto('shipment_item').values(lines.map(({ itemId, units }) => ({ shipment_id: id, order_item_id: itemId, quantity: units }))).execute()
  await sql`
    update order_item i set shipped = i.shipped + l.units from unnest(${lines.map(({ itemId }) => itemId)}::bigint[], ${lines.map(({ units }) => units)}::integer[]) as l (id, units)
    where i.id = l.id and i.order_id = ${orderId}`.execute(tx)
  return id
}

export async function lockShipment(tx: Tx, orderId: number, shipmentId: number): Promise<{ carrier: string, trackingNo: string } | undefined> {
  return tx.selectFrom('shipment').select(['carrier', 'tracking_no as trackingNo']).where('id', '=', shipmentId).where('order_id', '=', orderId).forNoKeyUpdate().executeTakeFirst()
}

export async function updateShipment(tx: Tx, shipmentId: number, { carrier, trackingNo }: { carrier: string, trackingNo: string }): Promise<void> {
  await tx.updateTable('shipment').set({ carrier, tracking_no: trackingNo }).where('id', '=', shipmentId).execute()
}
