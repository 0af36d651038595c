import type { Staff } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import type { Page } from '../../kit/pagination.ts'
import type { ConsoleUser, ConsoleUserItem, UserChange, UserQuery } from './console-contract.ts'
import type { UserRow } from './console-store.ts'
import { KitErrors } from '../../kit/errors.ts'
import { pageOf } from '../../kit/pagination.ts'
import { toPicture } from '../media/index.ts'
import { recordAudit } from '../staff/index.ts'
import { ConsoleErrors } from './console-errors.ts'
import { findUser, listUsers, lockUser } from './console-store.ts'
import { maskEmail, maskMobile } from './masks.ts'
import { deviceOf, maskAddress } from './rules.ts'
import { listSessions } from './sessions-store.ts'
import { endSessionsOf, reinstateAccount, suspendAccount } from './standing.ts'

/** People as staff look for them, everything masked by which they could be reached. */
export async function usersForStaff(parts: Parts, given: UserQuery): Promise<Page<ConsoleUserItem>> {
  const query = { page: 1, limit: 20, ...given }
  const { rows, count } = await listUsers(parts.db.sql, query)
  return pageOf(rows.map(toItem), count, query)
}

/** Somebody with where they are signed in. @param id public id, or internal number as digits */
export async function userForStaff(parts: Parts, id: string): Promise<ConsoleUser> {
  const row = await findUser(parts.db.sql, id)
  if (!row) throw KitErrors.not_found()
  const sessions = await listSessions(parts.db.sql, row.number, parts.clock.now())
  const { statusReason, leavesAt, lang, termsVersion, termsAcceptedAt, verifiedAt, places } = row
  return {
    ...toItem(row),
    statusReason,
    leavesAt: leavesAt?.toISOString() ?? null,
    lang,
    termsVersion,
    termsAcceptedAt: termsAcceptedAt.toISOString(),
    verifiedAt: verifiedAt?.toISOString() ?? null,
    sessions: sessions.map(session => ({
      id: session.id,
      device: deviceOf(session.userAgent),
      address: maskAddress(session.address),
      kind: session.kind,
      createdAt: session.createdAt.toISOString(),
      lastSeenAt: session.lastSeenAt.toISOString(),
    })),
    counts: { sessions: sessions.length, places },
  }
}

/** Suspends or restores somebody; who had asked to be deleted is leaving again then. Of two of the staff who do the same at once, the second is told that it has happened. */
export async function changeUserStatus(parts: Parts, by: Staff, id: string, { status, reason }: UserChange): Promise<ConsoleUser> {
  await parts.db.tx(async (tx) => {
    const before = await lockUser(tx, id)
    if (!before) throw KitErrors.not_found()
    const possible = status === 'suspended' ? before.status === 'active' || before.status === 'leaving' : before.status === 'suspended'
    if (!possible) throw ConsoleErrors.status_changed({ status: before.status })
    const after = status === 'active' && before.leavesAt ? 'leaving' : status
    if (after === 'suspended') await suspendAccount(parts, tx, before.number, reason)
    else await reinstateAccount(parts, tx, before.number, after)
    await recordAudit(parts, tx, {
      staffId: by.staffId,
      action: status === 'suspended' ? 'accounts.suspend' : 'accounts.restore',
      target: `account:${before.number}`,
      reason,
      before: { status: before.status, statusReason: before.statusReason },
      after: { status: after, statusReason: after === 'suspended' ? reason : null },
    })
  })
  return userForStaff(parts, id)
}

/** Signs somebody out everywhere; they may sign in again. */
export async function endUserSessions(parts: Parts, by: Staff, id: string, reason: string): Promise<{ ended: number }> {
  return parts.db.tx(async (tx) => {
    const user = await lockUser(tx, id)
    if (!user) throw KitErrors.not_found()
    const ended = await endSessionsOf(tx, user.number)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'accounts.end_sessions', target: `account:${user.number}`, reason, before: { sessions: ended }, after: { sessions: 0 } })
    return { ended }
  })
}

function toItem({ mobile, email, avatar, verifiedAt, createdAt, lastSeenAt, number, id, name, username, status }: UserRow): ConsoleUserItem {
  return {
    id,
    number,
    name,
    avatar: toPicture(avatar),
    username,
    mobile: mobile && maskMobile(mobile),
    email: email && maskEmail(email),
    status,
    verified: verifiedAt !== null,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
  }
}
