import type { Tx } from '../../kit/db.ts'
import type { Parts } from '../../kit/module.ts'
import { discardPictures } from '../../core/media/index.ts'
import { afterCommit } from '../../kit/db.ts'
import { houseChanged } from './cached.ts'
import { endOpenBookings } from './leaving.ts'
import { forgetNotesOf, retireHousesOf } from './store-leaving.ts'

/**
 * An account ends: its homes leave the site for good, without address, words and pictures; its open requests and bookings end
 * as if their owner had ended them, with the refunds that go with it. A stay that has begun is lived to its end.
 */
export async function endBookingsOf(parts: Parts, tx: Tx, accountId: number): Promise<void> {
  const { ids, pictures } = await retireHousesOf(tx, accountId)
  await discardPictures(tx, pictures, parts.clock.now())
  await endOpenBookings(parts, tx, accountId, 'account_deleted', () => true)
  await forgetNotesOf(tx, accountId)
  afterCommit(tx, () => houseChanged(parts, ...ids))
}
