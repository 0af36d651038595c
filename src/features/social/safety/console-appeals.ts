import type { Staff } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Page } from '../../../kit/pagination.ts'
import type { AppealDecision, AppealQuery, ConsoleAppeal } from './console-contract.ts'
import type { AppealRow } from './store-appeals.ts'
import { tell } from '../../../core/inbox/index.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { pageOf } from '../../../kit/pagination.ts'
import { SocialErrors } from '../errors.ts'
import { liftBan } from './bans.ts'
import { toPersonName } from './person-name.ts'
import { decideAppeal, findAppeal, listAppeals } from './store-appeals.ts'
import { holdProfile } from './store-bans.ts'

export async function appealsForStaff(parts: Parts, { state = 'open', page = 1, limit = 20 }: AppealQuery): Promise<Page<ConsoleAppeal>> {
  const { rows, count } = await listAppeals(parts.db.sql, state, { page, limit })
  return pageOf(rows.map(toAppeal), count, { page, limit })
}

export async function appealForStaff(parts: Parts, id: number): Promise<ConsoleAppeal> {
  const row = await findAppeal(parts.db.sql, id)
  if (!row) throw KitErrors.not_found()
  return toAppeal(row)
}

/** Lifts the ban, or answers why it stays. Throws social.decided when somebody else was faster. */
export async function decideOnAppeal(parts: Parts, by: Staff, id: number, { decision, answer }: AppealDecision): Promise<ConsoleAppeal> {
  const row = await findAppeal(parts.db.sql, id)
  if (!row) throw KitErrors.not_found()
  const { accountId, personId, bannedAt } = row
  await parts.db.tx(async (tx) => {
    const person = await holdProfile(tx, accountId)
    const decided = { state: decision === 'grant' ? 'granted' as const : 'refused' as const, answer: answer.trim(), now: parts.clock.now() }
    if (!person || !await decideAppeal(tx, id, decided)) throw SocialErrors.decided()
    if (decision === 'refuse') await tell(parts, tx, { accountId, module: 'social', purpose: 'meet_appeal_refused', params: { reason: decided.answer }, path: '/meet/safety', inboxOnly: true })
    else if (person.bannedAt?.getTime() === bannedAt.getTime()) await liftBan(parts, tx, accountId)
    await recordAudit(parts, tx, { staffId: by.staffId, action: `social.appeal.${decision}`, target: `meeter:${personId}`, reason: decided.answer, before: { status: 'open' }, after: { status: decided.state } })
  })
  return appealForStaff(parts, id)
}

function toAppeal({ id, person, text, state, answer, createdAt, decidedAt, bannedAt, banReason, bannedUntil }: AppealRow): ConsoleAppeal {
  return { id, person: toPersonName(person), text, state, answer, createdAt: createdAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null, ban: { at: bannedAt.toISOString(), reason: banReason, until: bannedUntil?.toISOString() ?? null } }
}
