import type { Tx } from '../../kit/db.ts'
import type { Lang } from '../../kit/errors.ts'
import type { Parts } from '../../kit/module.ts'
import type { SecretRow } from './accounts-store.ts'
import type { ConfirmationSent, Proof } from './contract.ts'
import type { Address } from './rules.ts'
import { KitErrors } from '../../kit/errors.ts'
import { verifyPassword } from '../../kit/password-hash.ts'
import { checkCode, sendCode, spendCode } from '../codes/index.ts'
import { findSecrets } from './accounts-store.ts'
import { AccountErrors } from './errors.ts'
import { maskEmail, maskMobile } from './masks.ts'

/** How somebody shows once more that it is them: by their password, or where they have none by a code sent to their own address. */
export type ConfirmedBy = { by: 'password' } | { by: 'sms' | 'email', sentTo: string }

export function confirmationOf(account: SecretRow): ConfirmedBy {
  if (account.passwordHash !== null) return { by: 'password' }
  const { channel, to } = ownAddress(account)
  return { by: channel, sentTo: channel === 'sms' ? maskMobile(to) : maskEmail(to) }
}

/** Somebody who has shown that it is them. A code is good until `spend` is called in the transaction of the deed. */
export interface Confirmed { account: SecretRow, spend: (tx: Tx) => Promise<void> }

/**
 * For what must not be done by whoever finds an open phone.
 * @throws accounts.password_needed, accounts.wrong_current_password, accounts.code_needed, codes.code_wrong
 */
export async function confirmCaller(parts: Parts, accountId: number, { password, code }: Proof): Promise<Confirmed> {
  const account = await findSecrets(parts.db.sql, accountId)
  if (!account) throw KitErrors.not_signed_in()
  if (account.passwordHash !== null) {
    if (password === undefined) throw AccountErrors.password_needed({ field: 'password' })
    if (!await verifyPassword(account.passwordHash, password)) throw AccountErrors.wrong_current_password({ field: 'password' })
    return { account, spend: async () => {} }
  }
  if (code === undefined) throw AccountErrors.code_needed({ field: 'code' })
  const checked = await checkCode(parts, { ...ownAddress(account), purpose: 'confirm', code })
  return { account, spend: tx => spendCode(tx, checked) }
}

/** Sends the code to who has no password; needs no captcha, as it goes to nobody but the caller. @throws codes.too_soon, codes.too_many_today */
export async function sendConfirmation(parts: Parts, accountId: number, from: { address: string, lang: Lang }): Promise<ConfirmationSent> {
  const account = await findSecrets(parts.db.sql, accountId)
  if (!account) throw KitErrors.not_signed_in()
  const { channel, to } = ownAddress(account)
  await sendCode(parts, { channel, to, purpose: 'confirm' }, from)
  return { sentTo: channel === 'sms' ? maskMobile(to) : maskEmail(to) }
}

function ownAddress({ mobile, email }: SecretRow): Address {
  if (mobile !== null) return { channel: 'sms', to: mobile }
  if (email !== null) return { channel: 'email', to: email }
  throw KitErrors.not_signed_in() // deleted while the request was under way
}
