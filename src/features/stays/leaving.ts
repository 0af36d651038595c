import type { Tx } from '../../kit/db.ts'
import type { Lang } from '../../kit/errors.ts'
import type { Parts, Standing } from '../../kit/module.ts'
import type { BookingCore } from './store-bookings.ts'
import { afterCommit } from '../../kit/db.ts'
import { rejectBooking } from './answer-booking.ts'
import { houseChanged } from './cached.ts'
import { cancelBooking } from './cancel-booking.ts'
import { lockBooking, settleBooking } from './lock-booking.ts'
import { ownReason } from './reasons.ts'
import { mayCancel } from './states.ts'
import { openBookingsOf } from './store-bookings.ts'
import { bringHousesBack, countAffairs, takeHousesAway, waitForGuest } from './store-leaving.ts'

/**
 * A host is suspended or leaves: their homes are off the site until they are back. Whoever leaves can neither pay nor answer
 * any more, and what begins after they are deleted can't take place: both end now, so that the other side knows early and
 * money goes back while most of it does. What begins before takes place.
 */
export async function standingChanged(parts: Parts, tx: Tx, { accountId, active, leavesAt }: Standing): Promise<void> {
  await waitForGuest(tx, accountId)
  const houses = active ? await bringHousesBack(tx, accountId) : await takeHousesAway(tx, accountId)
  afterCommit(tx, () => houseChanged(parts, ...houses))
  if (leavesAt) await endOpenBookings(parts, tx, accountId, 'account_leaving', ({ status, startsAt }) => status !== 'PAID' || startsAt >= leavesAt)
}

/** Ends those open bookings of somebody, as guest and as host, that are meant, as if they had ended them themselves. */
export async function endOpenBookings(parts: Parts, tx: Tx, accountId: number, why: 'account_leaving' | 'account_deleted', isMeant: (booking: BookingCore) => boolean): Promise<void> {
  const now = parts.clock.now()
  const reason = ownReason(why)
  const houses: number[] = []
  for (const { publicId, role } of await openBookingsOf(tx, accountId)) {
    const booking = await settleBooking(tx, (await lockBooking(tx, publicId))!, now)
    if (!isMeant(booking)) continue
    if (role === 'host' && booking.status === 'WAIT_ACCEPT') await rejectBooking(tx, booking, reason, now)
    else if (mayCancel(booking, role, now)) await cancelBooking(parts, tx, booking, { by: role, reason }, now)
    houses.push(booking.houseId)
  }
  afterCommit(tx, () => houseChanged(parts, ...houses))
}

/** Said before somebody leaves. */
export async function affairsOf(parts: Parts, accountId: number): Promise<Record<Lang, string>[]> {
  const now = parts.clock.now()
  const n = await countAffairs(parts.db.sql, accountId, now)
  const affairs: [number, Record<Lang, string>][] = [
    [n.houses, { 'zh-CN': `您的 ${n.houses} 套房源会立即下架，恢复账号后重新上架。`, 'en': `Your homes leave the site at once, and come back if you do: ${n.houses}.` }],
    [n.hostOpen, { 'zh-CN': `${n.hostOpen} 个房客还未确认或付款的预订会立即结束。`, 'en': `Requests and unpaid bookings of your guests end at once: ${n.hostOpen}.` }],
    [n.hostPaid, { 'zh-CN': `${n.hostPaid} 个房客已付款的预订：30 天内入住的请照常接待，之后的会立即取消并全额退款。`, 'en': `Paid bookings of your guests: ${n.hostPaid}. Those that begin within 30 days take place; later ones are cancelled at once and paid back in full.` }],
    [n.guestOpen, { 'zh-CN': `您 ${n.guestOpen} 个还未确认或付款的预订会立即结束。`, 'en': `Your requests and unpaid bookings end at once: ${n.guestOpen}.` }],
    [n.guestPaid, { 'zh-CN': `您 ${n.guestPaid} 个已付款的预订：30 天内入住的照常进行，不需要的请先自行取消；之后的会立即取消，按退款规则退款。`, 'en': `Your paid bookings: ${n.guestPaid}. Those that begin within 30 days take place, so cancel first what you do not want; later ones are cancelled at once and paid back by their rules.` }],
  ]
  return affairs.filter(([count]) => count > 0).map(([, sentence]) => sentence)
}
