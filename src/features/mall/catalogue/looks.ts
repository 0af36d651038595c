import type { Parts } from '../../../kit/module.ts'
import type { Favourites, ViewHistory } from './contract.ts'
import type { ViewCounter } from './views.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { pageOf } from '../../../kit/pagination.ts'
import { MallErrors } from '../errors.ts'
import { productOnShelf } from './product.ts'
import { toCard } from './store-cards.ts'
import { countFavourites, insertFavourite, listFavourites, listViews, rememberView } from './store-looks.ts'

/** Products of one's history (O-04; the originals keep 5). */
const MOST_VIEWS = 50
const MOST_FAVOURITES = 500

/** Somebody looks at a product: counted for the console, and remembered for who is signed in. Throws not_found off the shelf. */
export async function lookAt(parts: Parts, counter: ViewCounter, productId: number, accountId: number | undefined): Promise<void> {
  const { product } = await productOnShelf(parts, productId)
  const [first] = product.breadcrumb
  if (first) counter.add(first.id)
  if (accountId !== undefined) await parts.db.tx(tx => rememberView(tx, { accountId, productId, most: MOST_VIEWS }, parts.clock.now()))
}

/** What one has looked at, the latest first, each product once. */
export async function readHistory(parts: Parts, accountId: number): Promise<ViewHistory> {
  const rows = await listViews(parts.db.sql, accountId, MOST_VIEWS)
  return rows.map(row => ({ product: toCard(row), at: row.at.toISOString() }))
}

/** Keeps a product with its price of now; one that is kept already stays as it is. Throws not_found off the shelf, mall.favourites_full. */
export async function keepFavourite(parts: Parts, accountId: number, productId: number): Promise<void> {
  await parts.db.tx(async (tx) => {
    if (!await insertFavourite(tx, accountId, productId, parts.clock.now())) throw KitErrors.not_found()
    if (await countFavourites(tx, accountId) > MOST_FAVOURITES) throw MallErrors.favourites_full({ limit: MOST_FAVOURITES })
  })
}

/** What one has kept and can still be bought, the latest first, with what has become cheaper. */
export async function readFavourites(parts: Parts, accountId: number, { page = 1, limit = 20 }: { page?: number, limit?: number }): Promise<Favourites> {
  const { rows, count } = await listFavourites(parts.db.sql, accountId, { page, limit })
  return pageOf(rows.map((row) => {
    const product = toCard(row)
    return { product, at: row.at.toISOString(), priceThen: row.priceThen, drop: product.priceMin < row.priceThen ? row.priceThen - product.priceMin : null }
  }), count, { page, limit })
}
