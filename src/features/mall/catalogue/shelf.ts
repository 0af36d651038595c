import type { Tx } from '../../../kit/db.ts'
import { lockProducts, writeShelf } from './store-shelf.ts'

/**
 * Writes down what lists show of products: their prices and whether they are in stock, from the SKUs on the shelf. Called by whoever has
 * changed SKUs or stock, in the same transaction and after that change; `productChanged` follows the commit.
 * Lock order: stocks by ascending SKU (the caller's change), then products ascending (here). Of several at once the last to get the
 * product's lock counts what all the others have committed, for it counts in a statement that begins when it has the lock.
 * Throws at the constraint product_on_shelf when a product on the shelf would be left without a SKU there.
 */
export async function refreshShelf(tx: Tx, productIds: readonly number[]): Promise<void> {
  if (productIds.length === 0) return
  await lockProducts(tx, productIds)
  await writeShelf(tx, productIds)
}
