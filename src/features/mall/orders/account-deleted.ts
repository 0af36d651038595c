import type { Tx } from '../../../kit/db.ts'
import type { Parts } from '../../../kit/module.ts'
import { afterCommit } from '../../../kit/db.ts'
import { productChanged } from '../catalogue/cached.ts'
import { cancelOrder } from './cancel-order.ts'
import { ownReason } from './reasons.ts'
import { lockOrder, unsentOrdersOf } from './store.ts'

/** An account ends: its orders of which nothing was sent are cancelled, with their refunds; what is on its way goes on. */
export async function endOrdersOf(parts: Parts, tx: Tx, accountId: number): Promise<void> {
  const now = parts.clock.now()
  const products: number[] = []
  for (const no of await unsentOrdersOf(tx, accountId)) {
    products.push(...await cancelOrder(parts, tx, (await lockOrder(tx, no))!, { by: 'buyer', reason: ownReason('account_deleted') }, now))
  }
  afterCommit(tx, () => productChanged(parts, ...products))
}
