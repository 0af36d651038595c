import type { Sql } from '../../kit/db.ts'
import { sql } from 'kysely'
import './tables.ts'

export interface BookErrors { wrongSums: number, surplusKept: number, refundsStuck: number, waitingTooLong: number }

/** What our own books contradict themselves in. */
export async function bookErrors(db: Sql, { dayAgo, hourAgo }: { dayAgo: Date, hourAgo: Date }): Promise<BookErrors> {
  const { rows: [row] } = await sql<BookErrors>`
    select
      (select count(*) from payment p where refunded_amount <> (select coalesce(sum(r.amount), 0) from refund r where r.payment_id = p.id and r.status <> 'failed')) as "wrongSums",
      (select count(*) from payment where status = 'surplus' and refunded_amount <> amount) as "surplusKept",
      (select count(*) from refund where status in ('requested', 'processing') and created_at < ${dayAgo}) as "refundsStuck",
      (select count(*) from payment where status = 'waiting' and expires_at < ${hourAgo}) as "waitingTooLong"`.execute(db)
  return row!
}

/** Numbers of payments made since then that we hold for unpaid, newest first. */
export async function recentlyUnpaid(db: Sql, since: Date, limit: number): Promise<string[]> {
  const rows = await db.selectFrom('payment').select('out_trade_no').where('status', 'in', ['waiting', 'closed']).where('created_at', '>=', since).orderBy('id', 'desc').limit(limit).execute()
  return rows.map(row => row.out_trade_no)
}
