import type { Lang } from '../../../kit/errors.ts'
import type { Parts } from '../../../kit/module.ts'
import type { ListQuery } from '../atoms.ts'
import type { MyReport, MyReportList, NewReport } from './contract.ts'
import type { MyReportRow } from './store-reports.ts'
import { cursorOf, positionOf } from '../../../kit/cursors.ts'
import { onConstraint } from '../../../kit/db.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { SocialErrors } from '../errors.ts'
import { findProfile } from '../profile/store.ts'
import { shownStates } from '../settings.ts'
import { lockPair } from '../swipes/pair.ts'
import { takeQuota } from '../swipes/quotas.ts'
import { blockLocked, seenPerson } from './blocks.ts'
import { insertReport, listReportsBy, matchToReport, takeSnapshot } from './store-reports.ts'

const LIST = 'reports'
/** More than this a day nobody meets by themselves. */
const REPORTS_A_DAY = 20

/**
 * Asks staff to look at somebody whom I have seen, with what I could see of them, and blocks them (social.md §2.7). Nothing else
 * happens by itself: however many report somebody, only staff hide them. Throws social.report_open while an earlier one is open.
 */
export async function report(parts: Parts, accountId: number, { personId, reason, text = '', matchId }: NewReport, lang: Lang): Promise<MyReport> {
  const other = await seenPerson(parts, accountId, personId)
  const { zone } = (await findProfile(parts.db.sql, accountId))!
  const now = parts.clock.now()
  return parts.db.tx(async (tx) => {
    await lockPair(tx, accountId, other)
    const match = await matchToReport(tx, accountId, other, matchId, now)
    if (matchId !== undefined && !match) throw KitErrors.not_found()
    await takeQuota(tx, { accountId, kind: 'report', limit: REPORTS_A_DAY, zone, now })
    const snapshot = await takeSnapshot(tx, { reporter: accountId, reported: other, match, shown: shownStates(parts.config) })
    const id = await insertReport(tx, { reporter: accountId, reported: other, reason, text: text.trim(), snapshot, now })
      .catch(onConstraint({ social_report_open_once: () => SocialErrors.report_open() }))
    await blockLocked(parts, tx, accountId, other)
    return toMyReport({ id, name: snapshot.name, reason, text: text.trim(), state: 'open', decision: null, createdAt: now, decidedAt: null }, lang)
  })
}

export async function readMyReports(parts: Parts, accountId: number, { limit = 20, after }: ListQuery, lang: Lang): Promise<MyReportList> {
  const [before] = after === undefined ? [] : positionOf(after, LIST, ['number'])
  const rows = await listReportsBy(parts.db.sql, accountId, { before, limit: limit + 1 })
  const page = rows.slice(0, limit)
  return { items: page.map(row => toMyReport(row, lang)), next: rows.length > limit ? cursorOf(LIST, [page.at(-1)!.id]) : null }
}

/** What reporters are told: that something was done, and whether it was much; what exactly is between the site and the reported. */
const OUTCOMES: Record<'open' | 'dismiss' | 'milder' | 'hidden' | 'left', Record<Lang, string>> = {
  open: { 'zh-CN': '我们正在查看，处理后会告诉您。', 'en': 'We are looking at it and will tell you.' },
  dismiss: { 'zh-CN': '我们看过了，没有发现违反社区规范的内容。TA 仍在您的黑名单中。', 'en': 'We have looked and found nothing against the rules. You still have them blocked.' },
  milder: { 'zh-CN': '我们确认了问题并已处理。谢谢您的举报。', 'en': 'You were right, and we have done something about it. Thank you.' },
  hidden: { 'zh-CN': '我们确认了问题，TA 已不能在这里认识别人。谢谢您的举报。', 'en': 'You were right: they can’t meet people here any more. Thank you.' },
  left: { 'zh-CN': 'TA 已离开这里，举报已结束。', 'en': 'They have left, so this is closed.' },
}

export function outcomeOf(decision: MyReportRow['decision'], lang: Lang): string {
  const kind = decision === null ? 'open' : decision === 'dismiss' || decision === 'left' ? decision : decision === 'ban' || decision === 'ban_and_suspend' ? 'hidden' : 'milder'
  return OUTCOMES[kind][lang]
}

function toMyReport({ name, decision, createdAt, decidedAt, ...row }: MyReportRow, lang: Lang): MyReport {
  return { ...row, person: { name }, createdAt: createdAt.toISOString(), outcome: outcomeOf(decision, lang), decidedAt: decidedAt?.toISOString() ?? null }
}
