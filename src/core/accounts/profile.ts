import type { Buffer } from 'node:buffer'
import type { Member } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import type { Picture } from '../media/index.ts'
import type { AccountRow } from './accounts-store.ts'
import type { Me, MobileAddition, MyChanges } from './contract.ts'
import { KitErrors } from '../../kit/errors.ts'
import { checkCode, spendCode } from '../codes/index.ts'
import { discardPictures, savePicture, toPicture } from '../media/index.ts'
import { findAccount, findSecrets, setAvatar, setMobileOnce, setUsernameOnce, updateProfile } from './accounts-store.ts'
import { refuseBanned } from './bans.ts'
import { AccountErrors } from './errors.ts'
import { verifyPassword } from '../../kit/password-hash.ts'
import { maskEmail, maskMobile } from './masks.ts'
import { onTakenAddress } from './register.ts'
import { checkMobile, checkName, checkUsername } from './rules.ts'

/** Drops what other parts keep of somebody's name and picture; a cached answer that shows them carries this tag. */
export const profileTag = (accountId: number) => `account:${accountId}`

/** The caller's own account. */
export async function meOf(parts: Parts, accountId: number): Promise<Me> {
  const row = await findAccount(parts.db.sql, accountId, parts.clock.now())
  if (!row) throw KitErrors.not_signed_in()
  return toMe(row)
}

export async function changeProfile(parts: Parts, { accountId }: Member, changes: MyChanges): Promise<Me> {
  const name = changes.name === undefined ? undefined : checkName(changes.name)
  const username = changes.username === undefined ? undefined : checkUsername(changes.username)
  await parts.db.tx(async (tx) => {
    if (username !== undefined && !await setUsernameOnce(tx, accountId, username)) throw AccountErrors.username_fixed({ field: 'username' })
    if (name !== undefined || changes.lang !== undefined) await updateProfile(tx, accountId, { name, lang: changes.lang })
  }).catch(onTakenAddress)
  parts.cache.forget(profileTag(accountId))
  return meOf(parts, accountId)
}

/** Keeps the picture as the caller's avatar; the answer carries it, so that a page shows it at once (S-72). */
export async function changeAvatar(parts: Parts, { accountId }: Member, image: Buffer): Promise<{ avatar: Picture }> {
  const avatar = await savePicture(parts, image)
  await parts.db.tx(async (tx) => {
    const before = await setAvatar(tx, accountId, avatar.id)
    if (before) await discardPictures(tx, [before], parts.clock.now())
  })
  parts.cache.forget(profileTag(accountId))
  return { avatar }
}

/**
 * Gives an account made by e-mail a phone number; one that has a number keeps it (S-70). By a number one can recover the
 * account, so the password is asked for besides the code.
 */
export async function addMobile(parts: Parts, { accountId }: Member, { mobile: given, code, password }: MobileAddition): Promise<Me> {
  const mobile = checkMobile(given)
  const account = await findSecrets(parts.db.sql, accountId)
  if (account?.mobile) throw AccountErrors.mobile_fixed({ field: 'mobile' })
  if (!account || !await verifyPassword(account.passwordHash, password)) throw AccountErrors.wrong_current_password({ field: 'password' })
  const checked = await checkCode(parts, { channel: 'sms', to: mobile, purpose: 'bind', code })
  await refuseBanned(parts, parts.db.sql, mobile)
  await parts.db.tx(async (tx) => {
    await spendCode(tx, checked)
    if (await setMobileOnce(tx, accountId, mobile, account.passwordHash)) return
    // A password changed meanwhile has signed everybody else out, and this number could recover the account.
    throw (await findSecrets(tx, accountId))?.mobile ? AccountErrors.mobile_fixed({ field: 'mobile' }) : KitErrors.busy()
  }).catch(onTakenAddress)
  return meOf(parts, accountId)
}

function toMe(row: AccountRow): Me {
  return {
    id: row.publicId,
    name: row.name,
    avatar: toPicture(row.avatar),
    username: row.username,
    mobile: row.mobile && maskMobile(row.mobile),
    email: row.email && maskEmail(row.email),
    pendingEmail: row.pendingEmail && maskEmail(row.pendingEmail),
    hasPassword: row.hasPassword,
    verified: row.verified,
    lang: row.lang,
    createdAt: row.createdAt.toISOString(),
  }
}
