import type { PlainDate } from '../../../kit/dates.ts'
import type { Sql, Tx } from '../../../kit/db.ts'
import type { CardRow } from './store-cards.ts'
import { sql } from 'kysely'
import { CARD_COLUMNS, CARD_JOINS } from './store-cards.ts'
import '../tables.ts'

// — history —

/** Puts a product on top of what somebody has looked at, and forgets what is beyond `most`. */
export async function rememberView(tx: Tx, { accountId, productId, most }: { accountId: number, productId: number, most: number }, now: Date): Promise<void> {
  await tx.insertInto('product_view').values({ account_id: accountId, product_id: productId, at: now })
    .onConflict(c => c.columns(['account_id', 'product_id']).doUpdateSet({ at: now })).execute()
  await sql`delete from product_view where account_id = ${accountId} and product_id in (
    select product_id from product_view where account_id = ${accountId} order by at desc, product_id desc offset ${most})`.execute(tx)
}

/** The products on the shelf that somebody has looked at, the latest first. */
export async function listViews(db: Sql, accountId: number, limit: number): Promise<(CardRow & { at: Date })[]> {
  const { rows } = await sql<CardRow & { at: Date }>`
    select v.at, ${CARD_COLUMNS} from product_view v join product p on p.id = v.product_id and p.status = 'on' ${CARD_JOINS}
    where v.account_id = ${accountId} order by v.at desc, v.product_id desc limit ${limit}`.execute(db)
  return rows
}

/** Forgets one, or all. */
export async function deleteViews(db: Sql, accountId: number, productId?: number): Promise<void> {
  const own = db.deleteFrom('product_view').where('account_id', '=', accountId)
  await (productId === undefined ? own : own.where('product_id', '=', productId)).execute()
}

// — favourites —

/** Keeps a product on the shelf with its price of now. @returns whether there is one; one that is kept already stays as it is */
export async function insertFavourite(tx: Tx, accountId: number, productId: number, now: Date): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    with wanted as (select id, price_min from product where id = ${productId} and status = 'on'),
    kept as (insert into favourite (account_id, product_id, price, at) select ${accountId}, id, price_min, ${now} from wanted on conflict do nothing)
    select id from wanted`.execute(tx)
  return rows.length > 0
}

export async function countFavourites(tx: Tx, accountId: number): Promise<number> {
  const { count } = await tx.selectFrom('favourite').select(eb => eb.fn.countAll<number>().as('count')).where('account_id', '=', accountId).executeTakeFirstOrThrow()
  return count
}

export async function isFavourite(db: Sql, accountId: number, productId: number): Promise<boolean> {
  return !!await db.selectFrom('favourite').select('product_id').where('account_id', '=', accountId).where('product_id', '=', productId).executeTakeFirst()
}

export async function deleteFavourite(db: Sql, accountId: number, productId: number): Promise<void> {
  await db.deleteFrom('favourite').where('account_id', '=', accountId).where('product_id', '=', productId).execute()
}

/** Somebody's favourites that are on the shelf, the latest first: one row more than the page holds, and how many there are. */
export async function listFavourites(db: Sql, accountId: number, { page, limit }: { page: number, limit: number }): Promise<{ rows: (CardRow & { at: Date, priceThen: number })[], count: number }> {
  const { rows } = await sql<CardRow & { at: Date, priceThen: number }>`
    select f.at, f.price as "priceThen", ${CARD_COLUMNS} from favourite f join product p on p.id = f.product_id and p.status = 'on' ${CARD_JOINS}
    where f.account_id = ${accountId} order by f.at desc, f.product_id desc limit ${limit + 1} offset ${(page - 1) * limit}`.execute(db)
  const { rows: [counted] } = await sql<{ count: number }>`select count(*) as count from favourite f join product p on p.id = f.product_id and p.status = 'on' where f.account_id = ${accountId}`.execute(db)
  return { rows, count: counted!.count }
}

/** What somebody whose account ends has looked at and kept. */
export async function deleteLooks(tx: Tx, accountId: number): Promise<void> {
  await tx.deleteFrom('product_view').where('account_id', '=', accountId).execute()
  await tx.deleteFrom('favourite').where('account_id', '=', accountId).execute()
}

// — statistics —

export interface DayViews { day: PlainDate, categoryId: number, views: number }

/** Adds views to what is counted already; those of a category that is gone are nobody's. */
export async function addCategoryViews(db: Sql, views: readonly DayViews[]): Promise<void> {
  await sql`
    insert into category_view (day, category_id, views)
    select v.day, v.category_id, v.views from unnest(${views.map(({ day }) => day)}::date[], ${views.map(({ categoryId }) => categoryId)}::bigint[], ${views.map(({ views }) => views)}::integer[]) as v (day, category_id, views)
    join category c on c.id = v.category_id order by v.day, v.category_id
    on conflict (day, category_id) do update set views = category_view.views + excluded.views`.execute(db)
}
