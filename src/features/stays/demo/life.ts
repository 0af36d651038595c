import type { PlainDate } from '../../../kit/dates.ts'
import type { Fen } from '../../../kit/money.ts'
import type { BookingStatus, RefundStep } from '../contract.ts'
import type { Actor, BookingAction } from '../states.ts'
import type { ClaimKind } from '../tables.ts'
import type { DemoHouse } from './houses.ts'
import { instantOf } from '../../../kit/dates.ts'
import { refundAt, refundSteps } from '../refunds.ts'
import { answerUntil, PAY_ACCEPTED_MS, PAY_INSTANT_MS, priceLines, totalOf } from '../rules.ts'
import { dueSteps, TRANSITIONS } from '../states.ts'

// Pure: what people did, and what the rules of the site make of it.

/** What the people of one stay did; what they did not do has not happened (yet). */
export interface Stay {
  house: DemoHouse
  guestId: number
  checkIn: PlainDate
  checkOut: PlainDate
  guests: number
  note?: string
  bookedAt: Date
  /** Of a request: when the host answered, and why they said no. */
  answeredAt?: Date
  rejected?: string
  paidAt?: Date
  canceled?: { by: 'guest' | 'host', at: Date, reason: string }
  review?: { rating: number, text: string, at: Date, answer?: { text: string, at: Date } }
}

interface LifeStep { action: BookingAction | 'book' | 'refund_done', from: BookingStatus | null, to: BookingStatus, actor: Actor, at: Date, reason?: string }

/** A booking as it is now, and what it has left behind. */
export interface Life {
  stay: Stay
  status: BookingStatus
  dueAt: Date | null
  startsAt: Date
  endsAt: Date
  lines: { date: PlainDate, price: Fen }[]
  total: Fen
  refundSteps: RefundStep[]
  steps: LifeStep[]
  claim: { kind: ClaimKind, expiresAt: Date | null, releasedAt: Date | null }
  refund: { amount: Fen, at: Date } | null
}

/** From cancelling to the money's arrival. */
const REFUND_MS = 90_000

/** Lives a stay through to now by the rules of the site. */
export function live(stay: Stay, now: Date): Life {
  const { house: { terms, policy, checkOutHour }, checkIn, checkOut, bookedAt, answeredAt, paidAt, canceled, review } = stay
  const startsAt = instantOf(checkIn, terms.checkInHour)
  const endsAt = instantOf(checkOut, checkOutHour)
  const lines = priceLines(terms.price, stay)
  const total = totalOf(lines)
  const backSteps = refundSteps({ policy, total, firstNight: terms.price, checkInAt: startsAt, bookedAt })

  const steps: LifeStep[] = []
  let status: BookingStatus = terms.instant ? 'WAIT_PAYMENT' : 'WAIT_ACCEPT'
  let dueAt: Date | null = terms.instant ? new Date(bookedAt.getTime() + PAY_INSTANT_MS) : answerUntil(startsAt, bookedAt)
  const claim: Life['claim'] = { kind: terms.instant ? 'hold' : 'request', expiresAt: dueAt, releasedAt: null }
  let refund: Life['refund'] = null

  steps.push({ action: 'book', from: null, to: status, actor: 'guest', at: bookedAt })
  const step = (action: BookingAction, actor: Actor, at: Date, next: Date | null, reason?: string) => {
    const { from, to, by } = TRANSITIONS[action]
    if (!from.includes(status) || !by.includes(actor)) throw new Error(`demo: a booking in ${status} can't ${action} by ${actor}`)
    steps.push({ action, from: status, to, actor, at, reason })
    ;[status, dueAt] = [to, next]
  }
  const letTimePass = (until: Date) => {
    for (const due of dueSteps({ status, dueAt, endsAt }, until)) {
      step(due.action, 'system', due.at, due.dueAt)
      if (due.action === 'expire') claim.releasedAt = due.at
    }
  }

  if (answeredAt && stay.rejected) {
    step('reject', 'host', answeredAt, null, stay.rejected)
    claim.releasedAt = answeredAt
  } else if (answeredAt) {
    step('accept', 'host', answeredAt, new Date(answeredAt.getTime() + PAY_ACCEPTED_MS))
    Object.assign(claim, { kind: 'hold', expiresAt: dueAt })
  }
  if (paidAt) {
    step('pay', 'guest', paidAt, endsAt)
    Object.assign(claim, { kind: 'booking', expiresAt: null })
  }
  if (canceled) {
    step('cancel', canceled.by, canceled.at, null, canceled.reason)
    if (canceled.by === 'host') Object.assign(claim, { kind: 'host_block', expiresAt: null })
    else claim.releasedAt = canceled.at
    const amount = paidAt ? refundAt({ steps: backSteps, total }, canceled.by, canceled.at) : 0
    if (amount > 0) {
      refund = { amount, at: new Date(canceled.at.getTime() + REFUND_MS) }
      steps.push({ action: 'refund_done', from: status, to: status, actor: 'system', at: refund.at })
    }
  }
  if (review) {
    letTimePass(review.at)
    step('review', 'guest', review.at, null)
  }
  letTimePass(now)
  return { stay, status, dueAt, startsAt, endsAt, lines, total, refundSteps: backSteps, steps, claim, refund }
}

/** Bookings a home is popular for: paid, and not given up. */
export const counts = ({ status }: Life) => status === 'PAID' || status === 'WAIT_COMMENT' || status === 'COMPLETE'
