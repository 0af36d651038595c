import type { Lang } from '../../kit/errors.ts'
import type { Member } from '../../kit/http/app.ts'
import type { MessageText, Parts } from '../../kit/module.ts'
import type { EmailActivated, EmailSent, EmailWish } from './contract.ts'
import type { SecretRow } from './accounts-store.ts'
import { KitErrors } from '../../kit/errors.ts'
import { verifyPassword } from '../../kit/password-hash.ts'
import { hashToken, keyedHash, randomToken, sameText } from '../../kit/secrets.ts'
import { takeSendingTurn } from '../codes/index.ts'
import { queueMessage, refuseWithoutDriver } from '../messages/index.ts'
import { findByAddress, findSecrets, holdActive } from './accounts-store.ts'
import { findActivation, findSessionBegin, replaceEmail, saveActivation, spendActivation } from './email-store.ts'
import { AccountErrors } from './errors.ts'
import { maskEmail, maskMobile } from './masks.ts'
import { deleteRecoveriesOf } from './recover-store.ts'
import { onTakenAddress } from './register.ts'
import { checkEmail } from './rules.ts'

const ACTIVATION_SECONDS = 24 * 3600 // O-02
/** Who has signed in so lately need not say the password again. */
const FRESH_SECONDS = 10 * 60

export const emailMessages: Record<string, MessageText> = {
  email_activation: {
    'emailOnly': true,
    'subject': { 'zh-CN': '激活您的邮箱', 'en': 'Activate your e-mail address' },
    'zh-CN': ({ link, account }) => `【邻里】有人要把本邮箱绑定到邻里账号${account ? ` ${account}` : ''}。如果是您本人，请在 24 小时内打开链接完成绑定：\n\n${link}\n\n如非本人操作，请忽略本邮件，不会有任何变化。`,
    'en': ({ link, account }) => `Somebody wants to add this e-mail address to the Linli account${account ? ` ${account}` : ''}. If this is you, open the link within 24 hours to finish:\n\n${link}\n\nIf it is not you, ignore this message and nothing will change.`,
  },
  email_changed: {
    'emailOnly': true,
    'subject': { 'zh-CN': '账号邮箱已更换', 'en': 'Your e-mail address was changed' },
    'zh-CN': ({ email }) => `【邻里】您的邻里账号已改绑邮箱 ${email}，本邮箱不能再用来登录。如非本人操作，请立即用手机号找回密码。`,
    'en': ({ email }) => `Your Linli account now has the e-mail address ${email}; this one no longer signs in to it. If this was not you, reset your password by phone at once.`,
  },
}

/**
 * Sends a link that makes an e-mail address the account's. By that address one can sign in and recover the account, so who
 * asks shows that it is them: by the password, or by having signed in within the last minutes. The answer is the same
 * whether or not the address has an account already; its owner is told in the link's place (B-63).
 * @throws accounts.bad_email, accounts.email_yours, accounts.password_needed, accounts.sign_in_again, codes.too_soon
 */
export async function requestEmail(parts: Parts, member: Member, form: EmailWish, lang: Lang): Promise<EmailSent> {
  const { sql } = parts.db
  const email = checkEmail(form.email)
  refuseWithoutDriver(parts, 'email')
  const account = await findSecrets(sql, member.accountId)
  if (account?.email === email) throw AccountErrors.email_yours({ field: 'email' })
  await confirmItIsThem(parts, member, account, form.password)

  const token = randomToken()
  const link = `${parts.config.publicUrl}/email/activate?token=${token}.${signatureOf(parts, token, { accountId: member.accountId, email })}`
  const expiresAt = new Date(parts.clock.now().getTime() + ACTIVATION_SECONDS * 1000)
  await parts.db.tx(async (tx) => {
    // A password changed meanwhile has made other links worthless, and this one would outlive it.
    if (!await holdActive(tx, member.accountId, account?.passwordHash)) throw KitErrors.busy()
    await takeSendingTurn(parts, tx, { channel: 'email', to: email })
    await saveActivation(tx, member.accountId, { tokenHash: hashToken(token), email, expiresAt })
    const message = { channel: 'email', to: email, lang, expiresAt } as const
    if (await findByAddress(tx, message)) await queueMessage(parts, tx, { ...message, purpose: 'already_registered', params: {} })
    else await queueMessage(parts, tx, { ...message, purpose: 'email_activation', params: { link, account: maskMobileOf(account) } })
  })
  return { sentTo: maskEmail(email), expiresAt: expiresAt.toISOString() }
}

/** The link was opened and confirmed, on whatever device: the address is the account's from now on, and the one before hears of it. */
export async function activateEmail(parts: Parts, given: string, lang: Lang): Promise<EmailActivated> {
  const [, token, signature] = /^([\w-]{43})\.([\w-]{43})$/.exec(given) ?? []
  const link = token && await findActivation(parts.db.sql, hashToken(token), parts.clock.now())
  if (!link || !signature || !sameText(signature, signatureOf(parts, token, link))) throw AccountErrors.link_expired()
  const { accountId, email } = link
  await parts.db.tx(async (tx) => {
    if (!await spendActivation(tx, hashToken(token))) throw AccountErrors.link_expired()
    const account = await replaceEmail(tx, accountId, email)
    if (!account) throw AccountErrors.link_expired()
    await deleteRecoveriesOf(tx, accountId)
    if (account.before) await queueMessage(parts, tx, { channel: 'email', to: account.before, purpose: 'email_changed', params: { email: maskEmail(email) }, lang })
  }).catch(onTakenAddress)
  return { email: maskEmail(email) }
}

async function confirmItIsThem(parts: Parts, { sessionId }: Member, account: SecretRow | undefined, password: string | undefined): Promise<void> {
  if (password !== undefined) {
    if (!await verifyPassword(account?.passwordHash, password)) throw AccountErrors.wrong_current_password({ field: 'password' })
    return
  }
  const began = await findSessionBegin(parts.db.sql, sessionId)
  if (began && parts.clock.now().getTime() - began.getTime() <= FRESH_SECONDS * 1000) return
  throw account?.passwordHash ? AccountErrors.password_needed({ field: 'password' }) : AccountErrors.sign_in_again()
}

/** Good for this account, this address and this purpose only; a copy of the database can't make one. */
function signatureOf(parts: Parts, token: string, { accountId, email }: { accountId: number, email: string }): string {
  return keyedHash(parts.config, 'email-activation', JSON.stringify([token, accountId, email])).toString('base64url')
}

const maskMobileOf = (account: SecretRow | undefined) => account?.mobile ? maskMobile(account.mobile) : ''
