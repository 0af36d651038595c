import type { Lang } from '../../kit/errors.ts'
import type { Parts } from '../../kit/module.ts'
import type { MobileCount, NewUser, UsernameCount } from './contract.ts'
import type { Caller } from './cookies.ts'
import type { StartedSession } from './sessions.ts'
import { onConstraint } from '../../kit/db.ts'
import { checkCode, spendCode } from '../codes/index.ts'
import { findByAddress, insertAccount, isUsernameTaken } from './accounts-store.ts'
import { refuseBanned } from './bans.ts'
import { AccountErrors } from './errors.ts'
import { hashPassword } from '../../kit/password-hash.ts'
import { checkAddress, checkMobile, checkPassword, checkUsername, TERMS_VERSION } from './rules.ts'
import { randomId } from '../../kit/secrets.ts'
import { startSession } from './sessions.ts'

/** What a broken uniqueness of the table `account` means to the person at the form. */
export const onTakenAddress = onConstraint({
  account_mobile_key: () => AccountErrors.mobile_taken({ field: 'mobile' }),
  account_email_key: () => AccountErrors.email_taken({ field: 'email' }),
  account_username_key: () => AccountErrors.username_taken({ field: 'username' }),
})

/**
 * Makes an account for who has proven by a code to own the phone number or e-mail address, and signs them in (S-29, M-23).
 * That an address has an account already is told only after that proof (B-63). A refused try leaves the code unspent.
 */
export async function register(parts: Parts, form: NewUser, caller: Caller, lang: Lang): Promise<StartedSession> {
  const address = checkAddress(form)
  const { channel, to } = address
  const username = form.username === undefined ? null : checkUsername(form.username)
  const password = checkPassword(form.password, 'password', [to, username])
  if (!form.acceptTerms) throw AccountErrors.terms_not_accepted({ field: 'acceptTerms' })

  const code = await checkCode(parts, { channel, to, purpose: 'register', code: form.code })
  if (channel === 'sms') await refuseBanned(parts, parts.db.sql, to)
  const passwordHash = await hashPassword(password)
  return parts.db.tx(async (tx) => {
    await spendCode(tx, code)
    const accountId = await insertAccount(tx, {
      publicId: randomId(),
      name: madeUpName(lang),
      mobile: channel === 'sms' ? to : null,
      email: channel === 'email' ? to : null,
      username,
      passwordHash,
      termsVersion: TERMS_VERSION,
      lang,
    }, parts.clock.now())
    return startSession(parts, tx, accountId, caller, form)
  }).catch(onTakenAddress)
}

/** Everybody can read a name, so it never begins as the phone number (B-31). */
export const madeUpName = (lang: Lang) => `${lang === 'en' ? 'Neighbour ' : '邻居'}${randomId(6)}`

/** For the form: whether a user name is free (M-20). */
export async function countUsername(parts: Parts, text: string): Promise<UsernameCount> {
  const username = checkUsername(text)
  return { username, count: await isUsernameTaken(parts.db.sql, username) ? 1 : 0 }
}

/** For the form: whether a phone number has an account (M-21). Tells strangers who is here, so only a few an hour. */
export async function countMobile(parts: Parts, text: string): Promise<MobileCount> {
  const mobile = checkMobile(text)
  return { mobile, count: await findByAddress(parts.db.sql, { channel: 'sms', to: mobile }) ? 1 : 0 }
}
