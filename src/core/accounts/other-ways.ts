import type { Sql, Tx } from '../../kit/db.ts'
import type { Lang } from '../../kit/errors.ts'
import type { Parts } from '../../kit/module.ts'
import type { Caller } from './cookies.ts'
import type { StartedSession } from './sessions.ts'
import { KitErrors } from '../../kit/errors.ts'
import { hashPassword, verifyPassword } from '../../kit/password-hash.ts'
import { randomId } from '../../kit/secrets.ts'
import { canSend } from '../messages/index.ts'
import { findByAddress, findSecrets, holdActive, insertAccount } from './accounts-store.ts'
import { refuseBanned } from './bans.ts'
import { AccountErrors } from './errors.ts'
import { madeUpName, onTakenAddress } from './register.ts'
import { checkPassword, TERMS_VERSION } from './rules.ts'
import { startSession } from './sessions.ts'
import { refuseAway } from './sign-in.ts'

// What other parts need that know somebody by other signs (core/oauth).

/** Signs in to an account whose owner was proven otherwise: the same session as by any other way. @throws accounts.suspended, accounts.leaving */
export async function signInTo(parts: Parts, tx: Tx, accountId: number, caller: Caller): Promise<StartedSession> {
  const account = await findSecrets(tx, accountId)
  if (account) refuseAway(account)
  if (!account || !await holdActive(tx, accountId)) throw KitErrors.busy()
  return startSession(parts, tx, accountId, caller, {})
}

/**
 * The account of a phone number that was proven by a code, or a new one, made when the answer is run. A password is that of
 * the new account; of one that is there it must be right.
 * @throws accounts.bad_password, accounts.wrong_password, accounts.suspended, accounts.leaving, accounts.mobile_banned, accounts.mobile_taken
 */
export async function accountOfMobile(parts: Parts, { mobile, password }: { mobile: string, password?: string }, lang: Lang): Promise<(tx: Tx) => Promise<number>> {
  const found = await findByAddress(parts.db.sql, { channel: 'sms', to: mobile })
  if (found) {
    refuseAway(found)
    if (password !== undefined && !await verifyPassword(found.passwordHash, password)) throw AccountErrors.wrong_password({ field: 'password' })
    return async () => found.id
  }
  if (password !== undefined && (password.length < 8 || password.length > 20)) throw AccountErrors.bad_password({ field: 'password' })
  const passwordHash = password === undefined ? null : await hashPassword(checkPassword(password, 'password', [mobile]))
  await refuseBanned(parts, parts.db.sql, mobile)
  return tx => insertAccount(tx, {
    publicId: randomId(),
    name: madeUpName(lang),
    mobile,
    email: null,
    username: null,
    passwordHash,
    termsVersion: TERMS_VERSION,
    lang,
  }, parts.clock.now()).catch(onTakenAddress)
}

/** Whether somebody gets in without what is about to be taken away: by a password, or by a code this site can send. */
export async function hasOtherWayIn(parts: Parts, sql: Sql, accountId: number): Promise<boolean> {
  const account = await findSecrets(sql, accountId)
  if (!account) return false
  const byCode = (account.mobile && canSend(parts, 'sms')) || (account.email && canSend(parts, 'email'))
  return account.passwordHash !== null || Boolean(byCode)
}
