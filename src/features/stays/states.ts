import type { Booking, BookingStatus } from './contract.ts'
import { REVIEW_MS } from './rules.ts'

// Pure: the life of a booking (rental.md §2.4 under the documents' names, S-97, C-12).

export type Actor = 'guest' | 'host' | 'staff' | 'system'
export type BookingAction = 'accept' | 'reject' | 'pay' | 'pay_late' | 'cancel' | 'expire' | 'end' | 'review' | 'close'

interface Transition { from: readonly BookingStatus[], to: BookingStatus, by: readonly Actor[] }

/** Every step a booking can take; whatever is not here can't happen. */
export const TRANSITIONS: Record<BookingAction, Transition> = {
  accept: { from: ['WAIT_ACCEPT'], to: 'WAIT_PAYMENT', by: ['host'] },
  reject: { from: ['WAIT_ACCEPT'], to: 'REJECTED', by: ['host'] },
  pay: { from: ['WAIT_PAYMENT'], to: 'PAID', by: ['guest'] },
  pay_late: { from: ['EXPIRED'], to: 'PAID', by: ['guest'] },
  cancel: { from: ['WAIT_ACCEPT', 'WAIT_PAYMENT', 'PAID'], to: 'CANCELED', by: ['guest', 'host', 'staff'] },
  expire: { from: ['WAIT_ACCEPT', 'WAIT_PAYMENT'], to: 'EXPIRED', by: ['system'] },
  end: { from: ['PAID'], to: 'WAIT_COMMENT', by: ['system'] },
  review: { from: ['WAIT_COMMENT'], to: 'COMPLETE', by: ['guest'] },
  close: { from: ['WAIT_COMMENT'], to: 'COMPLETE', by: ['system'] },
}

/** What a clock alone does to a booking when it is due. */
const BY_TIME: Partial<Record<BookingStatus, 'expire' | 'end' | 'close'>> = { WAIT_ACCEPT: 'expire', WAIT_PAYMENT: 'expire', PAID: 'end', WAIT_COMMENT: 'close' }

export interface Timed { status: BookingStatus, dueAt: Date | null, endsAt: Date }

/** The steps that have become due by now, in order: they count whether or not anybody has written them down yet. */
export function dueSteps(booking: Timed, now: Date): { action: 'expire' | 'end' | 'close', from: BookingStatus, to: BookingStatus, dueAt: Date | null, at: Date }[] {
  const steps = []
  let { status, dueAt } = booking
  for (;;) {
    const action = BY_TIME[status]
    if (!action || !dueAt || dueAt > now) return steps
    const from = status
    const at = dueAt
    status = TRANSITIONS[action].to
    dueAt = action === 'end' ? reviewUntil(booking) : null
    steps.push({ action, from, to: status, dueAt, at })
  }
}

export const reviewUntil = ({ endsAt }: Pick<Timed, 'endsAt'>) => new Date(endsAt.getTime() + REVIEW_MS)

/** The booking as it is now: its state moved on by what is due. */
export function settled<B extends Timed>(booking: B, now: Date): B {
  const last = dueSteps(booking, now).at(-1)
  return last ? { ...booking, status: last.to, dueAt: last.dueAt } : booking
}

/** May the guest see where exactly it is and how to reach the host, and the host how to reach the guest? Only once it is paid (S.7, rental.md row 21). */
export const isAgreed = (status: BookingStatus) => status === 'PAID' || status === 'WAIT_COMMENT' || status === 'COMPLETE'

export interface ActionFacts { status: BookingStatus, startsAt: Date, reviewed: boolean, answered: boolean }

/** What somebody may do with a booking now; the same answers the page's buttons and the requests. */
export function actionsOf({ status, startsAt, reviewed, answered }: ActionFacts, role: 'guest' | 'host', now: Date): Booking['actions'] {
  const actions: Booking['actions'] = []
  if (role === 'guest' && status === 'WAIT_PAYMENT') actions.push('pay')
  if (role === 'guest' && status === 'WAIT_COMMENT') actions.push('review')
  if (role === 'host' && status === 'WAIT_ACCEPT') actions.push('accept', 'reject')
  if (role === 'host' && reviewed && !answered) actions.push('answer')
  if (mayCancel({ status, startsAt }, role, now)) actions.push('cancel')
  return actions
}

/** A request is withdrawn by its guest and rejected, not cancelled, by the host; a stay that has begun is for staff. */
export function mayCancel({ status, startsAt }: Pick<ActionFacts, 'status' | 'startsAt'>, by: 'guest' | 'host' | 'staff', now: Date): boolean {
  if (!TRANSITIONS.cancel.from.includes(status)) return false
  if (by === 'host' && status === 'WAIT_ACCEPT') return false
  return by === 'staff' || status !== 'PAID' || now < startsAt
}
