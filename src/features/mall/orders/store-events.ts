import type { Tx } from '../../../kit/db.ts'
import type { Lang } from '../../../kit/errors.ts'
import type { Actor } from './contract.ts'
import { sql } from 'kysely'
import '../tables.ts'

export interface UntoldEvent {
  id: number
  action: string
  actor: Actor
  reason: string | null
  at: Date
  no: string
  /** Of the return's item, else of the order's first. */
  title: string
  lineCount: number
  productIds: number[]
  buyer: { accountId: number, mobile: string | null, email: string | null, lang: Lang | null }
}

const toldEvents = sql`
  select e.id, e.action, e.actor, e.reason, e.at, o.no,
    (select i.title from order_item i where i.order_id = o.id and (c.id is null or i.id = c.order_item_id) order by i.id limit 1) as title,
    (select case when c.id is null then count(*) else 1 end from order_item i where i.order_id = o.id) as "lineCount",
    (select array_agg(distinct i.product_id) from order_item i where i.order_id = o.id) as "productIds",
    (select json_build_object('accountId', a.id, 'mobile', a.mobile, 'email', a.email, 'lang', a.lang) from account a where a.id = o.account_id) as buyer
  from order_event e join shop_order o on o.id = e.order_id left join return_case c on c.id = e.return_case_id`

/** Events somebody has still to be told of, oldest first; other nodes leave them alone meanwhile. */
export async function untoldEvents(tx: Tx, limit: number): Promise<UntoldEvent[]> {
  const { rows } = await sql<UntoldEvent>`${toldEvents} where e.untold order by e.id limit ${limit} for no key update of e skip locked`.execute(tx)
  return rows
}

export async function eventsSince(tx: Tx, since: Date): Promise<UntoldEvent[]> {
  return (await sql<UntoldEvent>`${toldEvents} where e.at >= ${since} order by e.at, e.id`.execute(tx)).rows
}

export async function markTold(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await tx.updateTable('order_event').set({ untold: false }).where('id', 'in', [...ids]).execute()
}
