import type { Member } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import type { Export, Proof } from './contract.ts'
import { KitErrors } from '../../kit/errors.ts'
import { toPicture } from '../media/index.ts'
import { findAccount, findTerms } from './accounts-store.ts'
import { confirmCaller } from './confirm.ts'
import { confirmedPerson } from './identity.ts'
import { maskIdentityNumber } from './masks.ts'
import { deviceOf } from './rules.ts'
import { listSessions } from './sessions-store.ts'

const EXPORTS_A_DAY = { points: 3, seconds: 86_400 }

/**
 * All that the caller has given to any module and that is kept about them, in one document made now: thousands of rows are a
 * few megabytes. Only one that is really made counts against the day's three.
 * @throws what `confirmCaller` throws; kit.too_many
 */
export async function exportAll(parts: Parts, { accountId }: Member, proof: Proof): Promise<Export> {
  const { spend } = await confirmCaller(parts, accountId, proof)
  await parts.limits.take('accounts.exports', `m${accountId}`, EXPORTS_A_DAY)
  await parts.db.tx(spend)
  const modules: Export['modules'] = {}
  for (const module of parts.modules) {
    if (module.exportOf) modules[module.name] = await module.exportOf(parts, accountId)
  }
  return { exportedAt: parts.clock.now().toISOString(), site: parts.config.publicUrl, modules }
}

/**
 * This module's own part. Phone number and e-mail address are in clear, or the document would be of little use elsewhere;
 * the identity number is masked: its owner has the card, and a file lies about for years.
 */
export async function exportOf(parts: Parts, accountId: number): Promise<Record<string, unknown>> {
  const now = parts.clock.now()
  const account = await findAccount(parts.db.sql, accountId, now)
  if (!account) throw KitErrors.not_signed_in()
  const identity = await confirmedPerson(parts, accountId)
  const sessions = await listSessions(parts.db.sql, accountId, now)
  const { publicId, name, username, mobile, email, pendingEmail, hasPassword, avatar, lang, createdAt } = account
  return {
    account: { id: publicId, name, username, mobile, email, hasPassword, avatar: toPicture(avatar), lang, ...await findTerms(parts.db.sql, accountId), createdAt },
    pendingEmail,
    identity: identity && { realName: identity.realName, idNumber: maskIdentityNumber(identity.person.number), verifiedAt: identity.verifiedAt },
    sessions: sessions.map(({ kind, userAgent, address, createdAt: begunAt, lastSeenAt }) => ({ kind, device: deviceOf(userAgent), userAgent, address, createdAt: begunAt, lastSeenAt })),
  }
}

export const exported = { account: 'account', session: 'sessions', email_activation: 'pendingEmail', identity: 'identity' }

export const notExported = {
  sign_in_place: 'hashes of devices and addresses, by which a sign-in is known again; the sessions tell what can be read',
  password_recovery: 'a token on its way to a new password, for a quarter of an hour',
}
