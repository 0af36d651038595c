import type { Lang } from '../../kit/errors.ts'
import type { Member } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import type { PasswordChange } from './contract.ts'
import { KitErrors } from '../../kit/errors.ts'
import { hashPassword, verifyPassword } from '../../kit/password-hash.ts'
import { findSecrets, replacePassword } from './accounts-store.ts'
import { deleteActivationOf } from './email-store.ts'
import { AccountErrors } from './errors.ts'
import { tellPasswordChanged } from './notices.ts'
import { deleteRecoveriesOf } from './recover-store.ts'
import { checkPassword } from './rules.ts'
import { deleteSessionsOf } from './sessions-store.ts'

/** A new password for who knows the old one. Everybody else who is signed in to the account has to sign in again. */
export async function changePassword(parts: Parts, { accountId, sessionId }: Member, { currentPassword, newPassword }: PasswordChange, lang: Lang): Promise<void> {
  const account = await findSecrets(parts.db.sql, accountId)
  if (!account || !await verifyPassword(account.passwordHash, currentPassword)) throw AccountErrors.wrong_current_password({ field: 'currentPassword' })
  checkPassword(newPassword, 'newPassword', [account.mobile, account.email, account.username])
  const passwordHash = await hashPassword(newPassword)
  await parts.db.tx(async (tx) => {
    // Of two changes at once the second compared a password that is no more.
    if (!await replacePassword(tx, accountId, account.passwordHash, passwordHash)) throw KitErrors.busy()
    await deleteSessionsOf(tx, accountId, sessionId)
    await deleteRecoveriesOf(tx, accountId)
    await deleteActivationOf(tx, accountId)
    await tellPasswordChanged(parts, tx, account, lang)
  })
}
