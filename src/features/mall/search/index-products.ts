import type { Tx } from '../../../kit/db.ts'
import type { Parts } from '../../../kit/module.ts'
import { productChanged } from '../catalogue/cached.ts'
import { cutterOf } from './cutter.ts'
import { lockStale, lockTexts, writeWords } from './store-index.ts'
import { WORDS_VERSION, wordsOf } from './words.ts'

/**
 * Writes the words by which these products are found. Called in the transaction of whoever changes title, subtitle, brand,
 * category, options or attributes: after the commit they are found by what they are called now.
 */
export async function indexProducts(tx: Tx, productIds: readonly number[]): Promise<void> {
  if (productIds.length === 0) return
  const cutter = await cutterOf(tx)
  const products = await lockTexts(tx, productIds)
  await writeWords(tx, products.map(product => ({ id: product.id, words: wordsOf(product, cutter) })), WORDS_VERSION)
}

const BATCH = 200
/** More than this in one sweep would keep other work waiting; the next one goes on. */
const MOST_BATCHES = 50

/** Gives words to products whose words another version of the cutter has made, or whose brand or category has been renamed. */
export async function reindex(parts: Parts): Promise<void> {
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const ids = await parts.db.tx(async (tx) => {
      const stale = await lockStale(tx, WORDS_VERSION, BATCH)
      await indexProducts(tx, stale)
      return stale
    })
    productChanged(parts, ...ids)
    if (ids.length < BATCH) return
  }
}
