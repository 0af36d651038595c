import type { Tx } from '../../../kit/db.ts'
import type { Parts } from '../../../kit/module.ts'
import type { ReportDecision, ReportReason } from '../tables.ts'
import type { Settled } from './load.ts'
import { tell } from '../../../core/inbox/index.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { insertAppeal } from '../safety/store-appeals.ts'
import { setBan, setWarning } from '../safety/store-bans.ts'
import { insertBlock } from '../safety/store-blocks.ts'
import { decideReport } from '../safety/store-queue.ts'
import { insertReport, matchToReport, takeSnapshot } from '../safety/store-reports.ts'
import { shownStates } from '../settings.ts'
import { demoAdmin } from './store.ts'
import { APPEAL, REPORTS } from './words/talks.ts'

const HOUR_MS = 3600_000
const DAY_MS = 86_400_000

/** Reports that wait for staff and some they have decided; one of the neighbours is banned and has appealed. */
export async function addAffairs(parts: Parts, tx: Tx, people: readonly Settled[]): Promise<void> {
  const now = parts.clock.now()
  const ago = (ms: number) => new Date(now.getTime() - ms)
  const staffId = await demoAdmin(tx)
  // Of those who have been here for a while; each in one part only.
  const cast = people.filter(({ paused, createdAt }) => !paused && createdAt < ago(12 * DAY_MS)).filter((_, i) => i % 7 === 3)
  const next = () => cast.pop()!
  const report = async (reason: ReportReason, text: string, at: Date, reported = next()) => {
    const reporter = next()
    const match = await matchToReport(tx, reporter.accountId, reported.accountId, undefined, now)
    const snapshot = await takeSnapshot(tx, { reporter: reporter.accountId, reported: reported.accountId, match, shown: shownStates(parts.config) })
    const id = await insertReport(tx, { reporter: reporter.accountId, reported: reported.accountId, reason, text, snapshot, now: at })
    await insertBlock(tx, reporter.accountId, reported.accountId, at)
    return { id, reported }
  }
  const decide = (id: number, decision: ReportDecision, reason: string, at: Date) => decideReport(tx, id, { decision, reason, staffId, now: at })

  for (const [i, { reason, text }] of REPORTS.open.entries()) await report(reason, text, ago((5 + i * 11) * HOUR_MS))
  const { dismissed, warned, banned } = REPORTS
  const first = await report(dismissed.reason, dismissed.text, ago(9 * DAY_MS))
  await decide(first.id, 'dismiss', dismissed.decision, ago(8 * DAY_MS))

  const second = await report(warned.reason, warned.text, ago(6 * DAY_MS))
  await decide(second.id, 'warn', warned.decision, ago(5 * DAY_MS))
  await setWarning(tx, second.reported.accountId, warned.decision, ago(5 * DAY_MS))

  const third = await report(banned.reason, banned.text, ago(4 * DAY_MS))
  const bannedAt = ago(3 * DAY_MS)
  await decide(third.id, 'ban', banned.decision, bannedAt)
  await setBan(tx, third.reported.accountId, { until: null, reason: banned.decision, now: bannedAt })
  await insertAppeal(tx, { accountId: third.reported.accountId, bannedAt, text: APPEAL, now: ago(2 * DAY_MS) })
  await tell(parts, tx, { accountId: third.reported.accountId, module: 'social', purpose: 'meet_banned', params: { reason: banned.decision }, path: '/meet/safety', inboxOnly: true })
  await recordAudit(parts, tx, { staffId, action: 'social.report.decide', target: `report:${third.id}`, reason: banned.decision, before: { status: 'open' }, after: { status: 'ban' } })
}
