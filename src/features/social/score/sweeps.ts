import type { Parts } from '../../../kit/module.ts'
import type { NewCounts, TallyRow } from './store.ts'
import { socialSettings } from '../settings.ts'
import { fade, scoreOf } from './rules.ts'
import { countSwipes, deletePasses, listFading, listTallies, lockMark, moveMark, saveTallies } from './store.ts'

const HOUR_MS = 3600_000
const DAY_MS = 86_400_000
/** A swipe is counted when it can no longer be taken back. */
const SETTLED_MS = 330_000
/** "Active" is noted this exactly (profile/standing.ts). */
const ACTIVE_MS = 900_000
/** Of a backlog so many hours are counted at a time. */
const STEPS = 24
const BATCH = 2000
/** A score that differs by less stays: nobody would see the difference. */
const MATTERS = 0.01

/**
 * Counts what was decided since the last time and keeps the scores of these people's cards; then of those who were much seen and
 * rest now. A pass that becomes a like counts as another decision, and what was before the first day is not counted: good enough
 * for an order.
 */
export async function keepScores(parts: Parts): Promise<void> {
  const settled = new Date(parts.clock.now().getTime() - SETTLED_MS)
  for (let step = 0; step < STEPS && await countOneHour(parts, settled); step++);
  const rested = new Date(settled.getTime() - HOUR_MS)
  await parts.db.tx(async (tx) => {
    const fading = await listFading(tx, rested, BATCH)
    await saveTallies(tx, fading.map(tally => counted(tally, {}, settled)), MATTERS)
  })
}

/** @returns whether more waits */
function countOneHour(parts: Parts, settled: Date): Promise<boolean> {
  return parts.db.tx(async (tx) => {
    const from = await lockMark(tx, new Date(settled.getTime() - DAY_MS))
    const to = new Date(Math.min(settled.getTime(), from.getTime() + HOUR_MS))
    if (to <= from) return false
    const news = await countSwipes(tx, from, to, new Date(from.getTime() - ACTIVE_MS))
    for (let i = 0; i < news.length; i += BATCH) {
      const part = news.slice(i, i + BATCH)
      const known = new Map((await listTallies(tx, part.map(({ accountId }) => accountId))).map(tally => [tally.accountId, tally]))
      await saveTallies(tx, part.map(one => counted(known.get(one.accountId) ?? blank(one.accountId, to), one, to)), MATTERS)
    }
    await moveMark(tx, to)
    return to < settled
  })
}

const blank = (accountId: number, countedAt: Date): TallyRow => ({ accountId, given: 0, givenLikes: 0, received: 0, receivedLikes: 0, exposure: 0, score: 0, countedAt })

function counted(before: TallyRow, { given = 0, givenLikes = 0, received = 0, receivedLikes = 0 }: Partial<NewCounts>, now: Date): TallyRow {
  const tally = {
    given: before.given + given,
    givenLikes: before.givenLikes + givenLikes,
    received: before.received + received,
    receivedLikes: before.receivedLikes + receivedLikes,
    exposure: fade(before.exposure, now.getTime() - before.countedAt.getTime()) + received,
  }
  return { ...tally, accountId: before.accountId, score: scoreOf(tally), countedAt: now }
}

/** After so many days whoever was passed may be shown again (SOCIAL_PASS_DAYS). */
export async function dropOldPasses(parts: Parts): Promise<void> {
  const before = new Date(parts.clock.now().getTime() - parts.config.of(socialSettings).SOCIAL_PASS_DAYS * DAY_MS)
  while (await deletePasses(parts.db.sql, before, BATCH) === BATCH);
}
