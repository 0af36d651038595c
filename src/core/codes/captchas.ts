import type { Buffer } from 'node:buffer'
import type { Parts } from '../../kit/module.ts'
import { timingSafeEqual } from 'node:crypto'
import { seal, unseal } from '../../kit/seal.ts'
import { keyedHash } from '../../kit/secrets.ts'
import { drawCaptcha } from './captcha-picture.ts'
import { CodeErrors } from './errors.ts'
import { CAPTCHA_SECONDS, isUuid } from './rules.ts'
import { deleteCaptcha, newestCaptchas, saveCaptcha } from './store.ts'

/** Draws a picture for the id a page has made; asked again, the id gets another picture and text. @returns a PNG */
export async function drawNewCaptcha(parts: Parts, uuid: string): Promise<Buffer> {
  const id = uuid.toLowerCase()
  const { text, png } = await drawCaptcha()
  const now = parts.clock.now()
  await saveCaptcha(parts.db.sql, {
    id,
    textHash: hashText(parts, id, text),
    textSealed: parts.config.mode === 'demo' ? seal(sealKey(parts), text, id) : null,
    now,
    expiresAt: new Date(now.getTime() + CAPTCHA_SECONDS * 1000),
  })
  return png
}

/**
 * Checks the answer to a captcha, upper and lower case alike, and uses the captcha up, right or wrong (S-20, S-21).
 * Wrong, out of date, used and unknown are refused in the same words.
 * @throws codes.captcha_wrong
 */
export async function takeCaptcha(parts: Parts, answer: { id: string, text: string }): Promise<void> {
  const id = answer.id.toLowerCase()
  const captcha = isUuid(id) ? await deleteCaptcha(parts.db.sql, id) : undefined
  const right = captcha && captcha.expiresAt > parts.clock.now() && timingSafeEqual(captcha.textHash, hashText(parts, id, answer.text.trim().toUpperCase()))
  if (!right) throw CodeErrors.captcha_wrong({ field: 'captchaText' })
}

/** The captchas that can still be answered, newest first, with their texts: for the demo's outbox. */
export async function latestCaptchas(parts: Parts, limit: number): Promise<{ id: string, text: string }[]> {
  const rows = await newestCaptchas(parts.db.sql, parts.clock.now(), limit)
  return rows.flatMap(({ id, textSealed }) => textSealed ? [{ id, text: unseal(sealKey(parts), textSealed, id) }] : [])
}

const hashText = (parts: Parts, id: string, text: string) => keyedHash(parts.config, 'captcha', `${id}:${text}`)
const sealKey = (parts: Parts) => parts.config.secret('demo-captcha')
