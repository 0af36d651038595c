import type { Fen } from '../../../kit/money.ts'
import { dayOf } from '../../../kit/dates.ts'
import { randomId } from '../../../kit/secrets.ts'

const DAY_MS = 86_400_000

/** So long an order can be paid. */
export const PAY_MS = 30 * 60_000
/** An order that is about to lapse is not offered again. */
export const WORTH_PAYING_MS = 120_000

/** An order's number: its day in Shanghai and 60 random bits, so that none can be guessed from another. */
export const newOrderNo = (now: Date) => `V${dayOf(now).replaceAll('-', '')}${randomId(12).toUpperCase()}`

/** A paid order as the ledger has it; `endedAt`: its money went back. */
export interface Grant { id: number, level: number, days: number, paidAt: Date, endedAt: Date | null }

/** So long the time of one grant runs. */
export interface Run { id: number, level: number, from: number, until: number }

export interface Span { level: number, startsAt: Date, endsAt: Date }

/**
 * Who has what when, from the ledger alone (social.md §2.10): at every moment the highest level that has time left runs, the
 * oldest grant of it first; the time of all others stands still and goes on afterwards, so no second that was paid is lost or
 * runs twice. A refund ends its grant at that moment and leaves the others theirs. What comes later changes nothing of before.
 * @returns runs in order of time; instants as milliseconds
 */
export function runsOf(grants: readonly Grant[]): Run[] {
  const open = grants.map(grant => ({ ...grant, left: grant.days * DAY_MS }))
    .sort((a, b) => b.level - a.level || a.paidAt.getTime() - b.paidAt.getTime() || a.id - b.id)
  const turns = [...new Set(grants.flatMap(({ paidAt, endedAt }) => endedAt ? [paidAt.getTime(), endedAt.getTime()] : [paidAt.getTime()]))].sort((a, b) => a - b)
  const runs: Run[] = []
  let now = turns[0]
  while (now !== undefined) {
    const at: number = now
    const next = turns.find(turn => turn > at)
    const first = open.find(({ left, paidAt, endedAt }) => left > 0 && paidAt.getTime() <= at && (endedAt === null || endedAt.getTime() > at))
    if (first) {
      const until = Math.min(at + first.left, next ?? Infinity)
      runs.push({ id: first.id, level: first.level, from: at, until })
      first.left -= until - at
      now = until
    } else {
      now = next
    }
  }
  return runs
}

/** The spans of a ledger: runs of one level that follow each other are one. */
export function schedule(grants: readonly Grant[]): Span[] {
  const spans: Span[] = []
  for (const { level, from, until } of runsOf(grants)) {
    const last = spans.at(-1)
    if (last?.level === level && last.endsAt.getTime() === from) last.endsAt = new Date(until)
    else spans.push({ level, startsAt: new Date(from), endsAt: new Date(until) })
  }
  return spans
}

/** What the unused time of a grant is worth at a moment, fen, rounded up: what staff are offered to send back. */
export function unusedWorth(grants: readonly Grant[], { id, days, price }: { id: number, days: number, price: Fen }, now: Date): Fen {
  const used = runsOf(grants).filter(run => run.id === id).reduce((sum, { from, until }) => sum + Math.max(0, Math.min(until, now.getTime()) - from), 0)
  return Math.ceil(price * (1 - used / (days * DAY_MS)))
}
