import type { Booking, BookingStatus } from '../../contract.ts'

export interface TimelineStep {
  name: 'requested' | 'accepted' | 'paid' | 'stayed' | 'reviewed' | 'canceled' | 'rejected' | 'expired'
  state: 'done' | 'now' | 'ahead' | 'ended'
}

const WAY = ['requested', 'accepted', 'paid', 'stayed', 'reviewed'] as const
/** How many steps of the way lie behind in each state. */
const BEHIND: Partial<Record<BookingStatus, number>> = { WAIT_ACCEPT: 1, WAIT_PAYMENT: 2, PAID: 3, WAIT_COMMENT: 4, COMPLETE: 5 }
const ENDS: Partial<Record<BookingStatus, TimelineStep['name']>> = { CANCELED: 'canceled', REJECTED: 'rejected', EXPIRED: 'expired' }

/** The way of a booking from the request to the review; one that ended early shows where. */
export function timelineOf({ status, refund }: Pick<Booking, 'status' | 'refund'>): TimelineStep[] {
  const end = ENDS[status]
  if (end) {
    // Money that went back had been paid before.
    const behind = refund ? WAY.slice(0, 3) : WAY.slice(0, 1)
    return [...behind.map(name => ({ name, state: 'done' as const })), { name: end, state: 'ended' }]
  }
  const behind = BEHIND[status]!
  return WAY.map((name, i) => ({ name, state: i < behind ? 'done' : i === behind ? 'now' : 'ahead' }))
}
