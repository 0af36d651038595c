import type { Tx } from '../../kit/db.ts'
import type { Lang } from '../../kit/errors.ts'
import type { Parts } from '../../kit/module.ts'
import type { CodeChannel, CodePurpose } from './contract.ts'
import type { CodeKey } from './store.ts'
import { randomInt } from 'node:crypto'
import { addDays, dayOf, instantOf } from '../../kit/dates.ts'
import { queueMessage, refuseWithoutDriver } from '../messages/index.ts'
import { hashCode } from './checking.ts'
import { CodeErrors } from './errors.ts'
import { CODE_SECONDS, CODE_TRIES, CODES_PER_ADDRESS, CODES_PER_TARGET_AND_DAY, normalizeTarget, RESEND_SECONDS } from './rules.ts'
import { lastTurn, saveCode, takeTurn } from './store.ts'

/** Purposes of somebody who has an account; the others are for addresses that have none yet. */
const FOR_KNOWN: ReadonlySet<CodePurpose> = new Set(['sign_in', 'recover', 'confirm'])
/** Good for both: another way to sign in is added to the account of that phone number, or to a new one. */
const FOR_ALL: ReadonlySet<CodePurpose> = new Set(['link'])

/**
 * Sends a code to an address, after the caller has taken a captcha. It answers the same whether or not somebody has an
 * account there (B-63): a code goes out only where it is of use, the owner of a known address is told in its place that
 * there is an account already, and an unknown one gets nothing. Each of these counts as a sending. `from` is the
 * client's network address, and the language of the message.
 * @throws codes.bad_mobile, codes.bad_email, codes.too_soon, codes.too_many_today, messages.no_driver, kit.too_many
 */
export async function sendCode(parts: Parts, wish: CodeKey, from: { address: string, lang: Lang }): Promise<void> {
  refuseWithoutDriver(parts, wish.channel)
  const { channel, purpose } = wish
  const target = { channel, to: normalizeTarget(channel, wish.to) }
  await parts.limits.take('codes.address', from.address, CODES_PER_ADDRESS)
  const known = await isKnown(parts, target)

  const now = parts.clock.now()
  const expiresAt = new Date(now.getTime() + CODE_SECONDS * 1000)
  await parts.db.tx(async (tx) => {
    await takeSendingTurn(parts, tx, target)
    const message = { ...target, lang: from.lang }
    if (known === FOR_KNOWN.has(purpose) || FOR_ALL.has(purpose)) {
      const code = String(randomInt(1_000_000)).padStart(6, '0')
      await saveCode(tx, { ...target, purpose, hash: hashCode(parts.config, { ...target, purpose }, code), tries: CODE_TRIES, now, expiresAt })
      await queueMessage(parts, tx, { ...message, purpose, params: { code, minutes: String(CODE_SECONDS / 60) }, expiresAt })
    } else if (known) {
      await queueMessage(parts, tx, { ...message, purpose: 'already_registered', params: {} })
    }
  })
}

/**
 * Books one sending to an address for whatever is sent there on a stranger's word: one a minute, ten a day.
 * @throws codes.too_soon, codes.too_many_today
 */
export async function takeSendingTurn(parts: Parts, tx: Tx, target: { channel: CodeChannel, to: string }): Promise<void> {
  const now = parts.clock.now()
  const rule = { now, lastBefore: new Date(now.getTime() - RESEND_SECONDS * 1000), day: dayOf(now), perDay: CODES_PER_TARGET_AND_DAY }
  if (!await takeTurn(tx, target, rule)) throw refusalAfter((await lastTurn(tx, target))?.sentAt ?? now, now)
}

async function isKnown(parts: Parts, target: { channel: 'sms' | 'email', to: string }): Promise<boolean> {
  for (const module of parts.modules) {
    if (await module.knows?.(parts, target)) return true
  }
  return false
}

function refusalAfter(sentAt: Date, now: Date): Error {
  const wait = Math.ceil(RESEND_SECONDS - (now.getTime() - sentAt.getTime()) / 1000)
  if (wait > 0) return CodeErrors.too_soon({ retryAfter: wait })
  const midnight = instantOf(addDays(dayOf(now), 1), 0)
  return CodeErrors.too_many_today({ retryAfter: Math.ceil((midnight.getTime() - now.getTime()) / 1000) })
}
