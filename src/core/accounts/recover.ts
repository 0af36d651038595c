import type { Lang } from '../../kit/errors.ts'
import type { Parts } from '../../kit/module.ts'
import type { SecretRow } from './accounts-store.ts'
import type { NewRecovery, Recovery, RecoveryEnd } from './contract.ts'
import type { Address, LoginName } from './rules.ts'
import { KitErrors } from '../../kit/errors.ts'
import { hashPassword } from '../../kit/password-hash.ts'
import { hashToken, keyedHash, randomToken } from '../../kit/secrets.ts'
import { checkCode, sendCode, spendCode, takeCaptcha } from '../codes/index.ts'
import { findByLoginName, findSecrets, replacePassword } from './accounts-store.ts'
import { deleteActivationOf } from './email-store.ts'
import { AccountErrors } from './errors.ts'
import { forgiveAllTries } from './lockout.ts'
import { maskEmail, maskMobile } from './masks.ts'
import { tellPasswordChanged } from './notices.ts'
import { deleteRecoveriesOf, findRecovery, insertRecovery, spendRecovery } from './recover-store.ts'
import { checkEmail, checkPassword, readLoginName } from './rules.ts'
import { deleteSessionsOf } from './sessions-store.ts'

const RECOVERY_SECONDS = 15 * 60

/**
 * First step of a forgotten password (O-02): name and captcha, answered by a masked target and a token.
 *
 * Nobody learns here who has an account (B-63). To a phone number or e-mail address the code goes where the caller said, so
 * the masked target only repeats it; whether anything was sent is not told. A user name must not lead a stranger to a
 * phone number: of that only the last two digits show, and a name nobody has gets two of its own that never change.
 * (That a user name is taken is no secret: the registration form asks for it.)
 */
export async function startRecovery(parts: Parts, form: NewRecovery, from: { address: string, lang: Lang }): Promise<Recovery> {
  await takeCaptcha(parts, { id: form.captchaId, text: form.captchaText })
  const name = readLoginName(form.account)
  const account = await findByLoginName(parts.db.sql, name)
  const target = targetOf(name, account)
  if (target) await sendCode(parts, { ...target, purpose: 'recover' }, from)

  const token = randomToken()
  const channel = target?.channel ?? 'sms'
  const expiresAt = new Date(parts.clock.now().getTime() + RECOVERY_SECONDS * 1000)
  await insertRecovery(parts.db.sql, { tokenHash: hashToken(token), accountId: account?.id ?? null, channel, target: target?.to ?? '', expiresAt })
  return { token, channel, sentTo: hint(parts, name, target), expiresAt: expiresAt.toISOString() }
}

/** Second step: the code and a new password. Whoever was signed in is so no more; wrong passwords are forgotten. */
export async function finishRecovery(parts: Parts, token: string, { code, newPassword }: RecoveryEnd, lang: Lang): Promise<void> {
  const { sql } = parts.db
  const recovery = await findRecovery(sql, hashToken(token), parts.clock.now())
  if (!recovery) throw AccountErrors.recovery_expired()
  // Where nobody has an account no code was sent, and every one is wrong in the same words.
  const checked = await checkCode(parts, { channel: recovery.channel, to: recovery.target, purpose: 'recover', code })
  const account = recovery.accountId === null ? undefined : await findSecrets(sql, recovery.accountId)
  if (!account) throw AccountErrors.recovery_expired()
  checkPassword(newPassword, 'newPassword', [account.mobile, account.email, account.username])

  const passwordHash = await hashPassword(newPassword)
  await parts.db.tx(async (tx) => {
    await spendCode(tx, checked)
    if (!await spendRecovery(tx, recovery.tokenHash)) throw AccountErrors.recovery_expired()
    if (!await replacePassword(tx, account.id, account.passwordHash, passwordHash)) throw KitErrors.busy()
    await deleteSessionsOf(tx, account.id)
    await deleteRecoveriesOf(tx, account.id)
    await deleteActivationOf(tx, account.id)
    await forgiveAllTries(tx, account.id)
    await tellPasswordChanged(parts, tx, account, lang)
  })
}

/** The address that was typed; for a user name, the account's phone, or its e-mail where it has none. */
function targetOf({ kind, value }: LoginName, account: SecretRow | undefined): Address | null {
  if (kind === 'mobile') return { channel: 'sms', to: value }
  if (kind === 'email') return { channel: 'email', to: checkEmail(value, 'account') }
  if (account?.mobile) return { channel: 'sms', to: account.mobile }
  return account?.email ? { channel: 'email', to: account.email } : null
}

function hint(parts: Parts, { kind, value }: LoginName, target: Address | null): string {
  if (kind === 'mobile') return maskMobile(value)
  if (kind === 'email') return maskEmail(value)
  if (target?.channel === 'email') return '***'
  const madeUp = String(keyedHash(parts.config, 'recovery-hint', value).readUInt16BE() % 100).padStart(2, '0')
  return `*********${target?.to.slice(-2) ?? madeUp}`
}
