import type { Lang } from '../../../kit/errors.ts'
import type { Tx } from '../../../kit/db.ts'
import type { Staff } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Page } from '../../../kit/pagination.ts'
import type { ConsoleReport, ConsoleReportItem, ReportDecisionBody, ReportQuery } from './console-contract.ts'
import type { HeldProfile } from './store-bans.ts'
import type { ReportRow, WholeReportRow } from './store-queue.ts'
import { suspendAccount } from '../../../core/accounts/index.ts'
import { tell } from '../../../core/inbox/index.ts'
import { toPicture } from '../../../core/media/index.ts'
import { cityName } from '../../../core/regions/index.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { dayOf } from '../../../kit/dates.ts'
import { AppError, KitErrors } from '../../../kit/errors.ts'
import { pageOf } from '../../../kit/pagination.ts'
import { SocialErrors } from '../errors.ts'
import { ageOn, genderOf, isBanned } from '../profile/rules.ts'
import { rejectPhotos } from '../photos/console-photos.ts'
import { ban, untilOf, warn } from './bans.ts'
import { toPersonName } from './person-name.ts'
import { outcomeOf } from './reports.ts'
import { holdProfile } from './store-bans.ts'
import { decideAllAbout, decideReport, findReport, listReports, otherReports, reportedBy } from './store-queue.ts'

const OTHERS = 20

export async function reportsForStaff(parts: Parts, { page = 1, limit = 20, ...filter }: ReportQuery): Promise<Page<ConsoleReportItem>> {
  const { rows, count } = await listReports(parts.db.sql, filter, { page, limit })
  return pageOf(rows.map(toItem), count, { page, limit })
}

/** A report with what the reporter saw then, what both have been before, and what else is said about the reported. */
export async function reportForStaff(parts: Parts, id: number, lang: Lang): Promise<ConsoleReport> {
  const row = await findReport(parts.db.sql, id)
  if (!row) throw KitErrors.not_found()
  const others = await otherReports(parts.db.sql, row.reportedId, id, OTHERS)
  return { ...toReport(row, parts.clock.now(), lang), others: others.map(toItem) }
}

/**
 * Decides a report. Who is banned is told why, and everything else that is open about them is decided with it; each reporter is told.
 * Throws social.decided when somebody else was faster, kit.not_allowed when staff who may not suspend accounts want to.
 */
export async function decideOnReport(parts: Parts, by: Staff, id: number, given: ReportDecisionBody, lang: Lang): Promise<ConsoleReport> {
  const reportedId = await reportedBy(parts.db.sql, id)
  if (reportedId === undefined) throw KitErrors.not_found()
  if (given.decision === 'ban_and_suspend' && !by.permissions.has('accounts.manage')) throw KitErrors.not_allowed()
  if (given.decision === 'reject_photos' && !given.photoIds) throw SocialErrors.no_photos_chosen({ field: 'photoIds' })
  const until = untilOf(parts, given.until)
  await parts.db.tx(async (tx) => {
    const before = await holdProfile(tx, reportedId)
    const decided = { decision: given.decision, reason: given.reason.trim(), staffId: by.staffId, now: parts.clock.now() }
    const first = await decideReport(tx, id, decided)
    if (!before || !first) throw SocialErrors.decided()
    await carryOut(parts, tx, by, before, { ...given, reason: decided.reason, until, wasBanned: isBanned(before, decided.now) })
    const more = hides(given) ? await decideAllAbout(tx, reportedId, decided) : []
    for (const { reporterId, name } of [first, ...more]) await tellReporter(parts, tx, reporterId, name, given.decision)
    for (const one of [id, ...more.map(other => other.id)]) {
      await recordAudit(parts, tx, { staffId: by.staffId, action: 'social.report.decide', target: `report:${one}`, reason: decided.reason, before: { status: 'open' }, after: { status: given.decision } })
    }
  })
  return reportForStaff(parts, id, lang)
}

const hides = ({ decision }: Pick<ReportDecisionBody, 'decision'>) => decision === 'ban' || decision === 'ban_and_suspend'

interface Deed extends Pick<ReportDecisionBody, 'decision' | 'reason' | 'photoIds'> { until: Date | null, wasBanned: boolean }

async function carryOut(parts: Parts, tx: Tx, by: Staff, { accountId, publicId }: HeldProfile, { decision, reason, photoIds, until, wasBanned }: Deed): Promise<void> {
  if (decision === 'warn') await warn(parts, tx, accountId, reason)
  if (decision === 'reject_photos' && await rejectPhotos(parts, tx, accountId, photoIds!, reason) === 0) throw SocialErrors.no_photos_chosen({ field: 'photoIds' })
  if (hides({ decision })) {
    if (wasBanned) throw SocialErrors.decided()
    await ban(parts, tx, accountId, { until, reason })
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'social.ban', target: `meeter:${publicId}`, reason, after: { endsAt: until?.toISOString() ?? null } })
  }
  if (decision === 'ban_and_suspend') {
    await suspendAccount(parts, tx, accountId, reason).catch(alreadySo)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'accounts.suspend', target: `account:${accountId}`, reason, before: { status: 'active' }, after: { status: 'suspended', statusReason: reason } })
  }
}

/** Their account was suspended before, or is gone. */
function alreadySo(error: unknown): never {
  throw error instanceof AppError && error.code === 'kit.not_found' ? SocialErrors.decided() : error
}

const tellReporter = (parts: Parts, tx: Tx, accountId: number, name: string, decision: ReportDecisionBody['decision']) =>
  tell(parts, tx, { accountId, module: 'social', purpose: 'meet_report_handled', params: lang => ({ name, outcome: outcomeOf(decision, lang) }), path: '/meet/safety', inboxOnly: true })

function toItem({ id, reported, reason, text, createdAt, state, decision, decidedAt, priority, reporters }: ReportRow): ConsoleReportItem {
  return { id, reported: toPersonName(reported), reason, text, createdAt: createdAt.toISOString(), state, decision, decidedAt: decidedAt?.toISOString() ?? null, priority, reporters }
}

function toReport(row: WholeReportRow, now: Date, lang: Lang): Omit<ConsoleReport, 'others'> {
  const { snapshot: { name, birthDate, gender, about, tags, city, photos, match } } = row
  return {
    ...toItem(row),
    decisionReason: row.decisionReason,
    decidedBy: row.decidedBy,
    reporter: { ...toPersonName(row.reporter), record: row.record },
    banned: isBanned(row, now),
    warnedAt: row.warnedAt?.toISOString() ?? null,
    snapshot: {
      name,
      age: birthDate === null ? null : ageOn(birthDate, dayOf(row.createdAt)),
      gender: gender && genderOf(gender),
      about,
      tags,
      city: city && (cityName(city, lang) ?? city),
      photos: photos.map(({ photoId, ...picture }) => ({ id: photoId, picture: toPicture(picture), state: row.photoStates[photoId] ?? null })),
      match: match && { ...match, messages: match.messages.map(({ picture, ...message }) => ({ ...message, picture: toPicture(picture) })) },
    },
  }
}
