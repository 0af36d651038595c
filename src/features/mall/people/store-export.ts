import type { Sql } from '../../../kit/db.ts'
import type { PictureRow } from '../../../core/media/index.ts'
import { sql } from 'kysely'
import { pictureJson, toPicture } from '../../../core/media/index.ts'
import '../tables.ts'

type Row = Record<string, unknown>

const addressesOf = (pictures: readonly PictureRow[]) => pictures.map(picture => toPicture(picture).urls[1280])
const picturesJson = (ids: string) => sql`(select coalesce(json_agg(${pictureJson(sql.ref('given.id'))} order by given.place), '[]') from unnest(${sql.ref(ids)}) with ordinality as given (id, place))`

export const searchesToExport = (db: Sql, accountId: number): Promise<Row[]> =>
  db.selectFrom('search_history').select(['word', 'at']).where('account_id', '=', accountId).orderBy('at').execute()

export const viewsToExport = (db: Sql, accountId: number): Promise<Row[]> =>
  db.selectFrom('product_view as v').innerJoin('product as p', 'p.id', 'v.product_id').select(['v.product_id as productId', 'p.title', 'v.at']).where('v.account_id', '=', accountId).orderBy('v.at').execute()

export const favouritesToExport = (db: Sql, accountId: number): Promise<Row[]> =>
  db.selectFrom('favourite as f').innerJoin('product as p', 'p.id', 'f.product_id').select(['f.product_id as productId', 'p.title', 'f.price', 'f.at']).where('f.account_id', '=', accountId).orderBy('f.at').execute()

export async function cartToExport(db: Sql, accountId: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select c.changed_at as "changedAt", (select coalesce(json_agg(json_build_object('skuId', i.sku_id, 'productId', s.product_id, 'title', p.title, 'quantity', i.quantity, 'selected', i.selected,
      'price', i.price, 'addedAt', i.added_at) order by i.added_at), '[]') from cart_item i join sku s on s.id = i.sku_id join product p on p.id = s.product_id where i.cart_id = c.id) as lines
    from cart c where c.account_id = ${accountId}`.execute(db)
  return rows
}

export async function couponsToExport(db: Sql, accountId: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select u.name, m.claimed_at as "claimedAt", m.ends_at as "endsAt", m.discount, (select o.no from shop_order o where o.id = m.order_id) as "orderNo"
    from coupon_claim m join coupon u on u.id = m.coupon_id where m.account_id = ${accountId} order by m.id`.execute(db)
  return rows
}

export async function ordersToExport(db: Sql, accountId: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select o.no, o.status, o.payment_method as "paymentMethod", o.goods, o.discount, o.freight, o.payable, o.refunded, o.address, o.note, o.paid_at as "paidAt", o.shipped_at as "shippedAt",
      o.received_at as "receivedAt", o.canceled_by as "canceledBy", o.reason, o.created_at as "createdAt",
      (select json_agg(json_build_object('productId', i.product_id, 'title', i.title, 'spec', i.spec_text, 'price', i.price, 'quantity', i.quantity, 'discount', i.discount, 'payable', i.payable,
        'returned', i.returned, 'refunded', i.refunded) order by i.id) from order_item i where i.order_id = o.id) as items,
      (select coalesce(json_agg(json_build_object('carrier', s.carrier, 'trackingNo', s.tracking_no, 'at', s.at) order by s.id), '[]') from shipment s where s.order_id = o.id) as shipments,
      (select coalesce(json_agg(json_build_object('action', e.action, 'by', e.actor, 'status', e.to_status, 'reason', e.reason, 'at', e.at) order by e.id), '[]') from order_event e where e.order_id = o.id) as steps
    from shop_order o where o.account_id = ${accountId} order by o.id`.execute(db)
  return rows
}

export async function returnsToExport(db: Sql, accountId: number): Promise<Row[]> {
  const { rows } = await sql<Row & { pictures: PictureRow[] }>`
    select c.no, (select o.no from shop_order o where o.id = c.order_id) as "orderNo", (select i.title from order_item i where i.id = c.order_item_id) as title, c.opened_by as "openedBy", c.kind,
      c.quantity, c.amount, c.freight, c.reason, ${picturesJson('c.picture_ids')} as pictures, c.status, c.answer, c.carrier, c.tracking_no as "trackingNo", c.payout, c.created_at as "createdAt", c.changed_at as "changedAt"
    from return_case c where c.account_id = ${accountId} order by c.id`.execute(db)
  return rows.map(row => ({ ...row, pictures: addressesOf(row.pictures) }))
}

export async function reviewsToExport(db: Sql, accountId: number): Promise<Row[]> {
  const { rows } = await sql<Row & { pictures: PictureRow[] }>`
    select r.product_id as "productId", (select p.title from product p where p.id = r.product_id) as title, r.spec_text as spec, r.score, r.text, ${picturesJson('r.picture_ids')} as pictures,
      r.anonymous, r.visible, r.answer, r.answered_at as "answeredAt", r.created_at as "createdAt"
    from product_review r where r.account_id = ${accountId} order by r.id`.execute(db)
  return rows.map(row => ({ ...row, pictures: addressesOf(row.pictures) }))
}

/** Pictures uploaded for a review or a return. */
export async function picturesToExport(db: Sql, accountId: number): Promise<Row[]> {
  const { rows } = await sql<{ at: Date, picture: PictureRow }>`
    select u.at, ${pictureJson(sql.ref('u.picture_id'))} as picture from uploaded_picture u where u.account_id = ${accountId} order by u.at`.execute(db)
  return rows.map(({ at, picture }) => ({ at, address: toPicture(picture).urls[1280] }))
}
