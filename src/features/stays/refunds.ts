import type { Fen } from '../../kit/money.ts'
import type { CancellationPolicy, RefundStep } from './contract.ts'
import { percentOf } from '../../kit/money.ts'

// Pure. What is shown before paying and what is paid back later come from the same function (rental.md row 11).

const HOUR_MS = 3_600_000
/** A guest may think again for a day when the stay is a week away or more (Airbnb's rule, rental.md row 11). */
const GRACE_MS = 24 * HOUR_MS
const GRACE_AHEAD_MS = 7 * 24 * HOUR_MS

interface StayMoney { total: Fen, firstNight: Fen }
/** Until so many hours before check-in so much comes back. */
interface Rung { hours: number, back: (money: StayMoney) => Fen }

const all = ({ total }: StayMoney) => total
const half = ({ total }: StayMoney) => percentOf(total, 50)
const allButFirstNight = ({ total, firstNight }: StayMoney) => total - firstNight

/** After the last rung nothing comes back. */
const RUNGS: Record<CancellationPolicy, readonly Rung[]> = {
  flexible: [{ hours: 24, back: all }, { hours: 0, back: allButFirstNight }],
  moderate: [{ hours: 5 * 24, back: all }, { hours: 0, back: half }],
  strict: [{ hours: 14 * 24, back: all }, { hours: 7 * 24, back: half }],
}

export interface RefundTerms extends StayMoney {
  policy: CancellationPolicy
  checkInAt: Date
  bookedAt: Date
}

/**
 * What comes back when the guest cancels, as steps downwards in time: `refund` before the instant `before`, and the last
 * step (`before: null`) from then on. A booking keeps its steps, so a policy that changes later changes nothing for it.
 */
export function refundSteps(terms: RefundTerms): RefundStep[] {
  const bookedAt = terms.bookedAt.getTime()
  const checkInAt = terms.checkInAt.getTime()
  const graceUntil = checkInAt - bookedAt >= GRACE_AHEAD_MS ? bookedAt + GRACE_MS : bookedAt
  const [full, ...rest] = RUNGS[terms.policy].map(({ hours, back }) => ({ until: checkInAt - hours * HOUR_MS, refund: back(terms) }))
  const rungs = [{ until: Math.max(full!.until, graceUntil), refund: terms.total }, ...rest, { until: Infinity, refund: 0 }]

  const steps: RefundStep[] = []
  let reached = bookedAt
  for (const { until, refund } of rungs) {
    if (until <= reached) continue // over before it began
    if (steps.at(-1)?.refund === refund) steps.pop()
    steps.push({ before: until === Infinity ? null : new Date(until).toISOString(), refund })
    reached = until
  }
  return steps
}

/** What comes back at this instant. When the host or the site cancels it is everything, whatever the policy (rental.md §2.3). */
export function refundAt({ steps, total }: { steps: readonly RefundStep[], total: Fen }, by: 'guest' | 'host' | 'staff', at: Date): Fen {
  if (by !== 'guest') return total
  return steps.find(({ before }) => before === null || at < new Date(before))!.refund
}
