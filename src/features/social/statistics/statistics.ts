import type { Sql } from '../../../kit/db.ts'
import type { Parts } from '../../../kit/module.ts'
import type { DayOfMeeting, MeetingStatistics } from './console-contract.ts'
import { addDays, dayOf, eachDay, instantOf } from '../../../kit/dates.ts'
import { closedDays, countDay, countWaiting, listDays } from './store.ts'

const DAYS = 30

/** The last thirty days as the sweep has counted them, and what waits now: no request counts swipes. */
export async function meetingStatistics(parts: Parts): Promise<MeetingStatistics> {
  const now = parts.clock.now()
  const today = dayOf(now)
  const first = addDays(today, 1 - DAYS)
  const [rows, waiting] = await Promise.all([listDays(parts.db.sql, first), countWaiting(parts.db.sql, now)])
  const counted = new Map(rows.map(row => [row.day, row]))
  const last = rows.at(-1)
  return {
    today,
    countedAt: last?.countedAt.toISOString() ?? null,
    people: last?.people ?? 0,
    waiting,
    days: eachDay(first, addDays(today, 1)).map(date => dayOfMeeting(date, counted.get(date))),
  }
}

const NOTHING = { newPeople: 0, activePeople: 0, passes: 0, likes: 0, superlikes: 0, matches: 0, messages: 0, reports: 0, income: 0, refunds: 0 }

function dayOfMeeting(date: string, row: Omit<DayOfMeeting, 'date'> | undefined): DayOfMeeting {
  const { newPeople, activePeople, passes, likes, superlikes, matches, messages, reports, income, refunds } = row ?? NOTHING
  return { date, newPeople, activePeople, passes, likes, superlikes, matches, messages, reports, income, refunds }
}

/** The sweep. */
export const countDays = (parts: Parts): Promise<void> => countLastDays(parts.db.sql, parts.clock.now())

/** Counts today, and what of the last thirty days was not counted after it had ended. */
export async function countLastDays(db: Sql, now: Date): Promise<void> {
  const today = dayOf(now)
  const first = addDays(today, 1 - DAYS)
  const closed = await closedDays(db, first)
  for (const day of eachDay(first, addDays(today, 1))) {
    if (!closed.has(day)) await countDay(db, { day, since: instantOf(day, 0), until: instantOf(day, 24) }, now)
  }
}
