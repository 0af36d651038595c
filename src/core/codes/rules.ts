import type { CodeChannel } from './contract.ts'
import { CodeErrors } from './errors.ts'

/** O-01, S-19, S-24, S-25; all in seconds. */
export const CAPTCHA_SECONDS = 180
export const CODE_SECONDS = 300
export const RESEND_SECONDS = 60

/** Wrong codes until one is worthless. */
export const CODE_TRIES = 5
/** Messages are somebody's money and another one's sleep. */
export const CODES_PER_TARGET_AND_DAY = 10
export const CODES_PER_ADDRESS = { points: 20, seconds: 3600 }

const MOBILE = /^1[3-9]\d{9}$/ // S-31; JavaScript's `$` takes no newline at the end (B-66)
const EMAIL = /^[\w.%+-]+@[a-z0-9.-]+\.[a-z]{2,}$/i
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Where something is sent to, in the one form in which it is kept and compared: an e-mail address in lower case. */
export function normalizeTarget(channel: CodeChannel, to: string): string {
  const text = to.trim()
  if (channel === 'sms') {
    if (!MOBILE.test(text)) throw CodeErrors.bad_mobile({ field: 'to' })
    return text
  }
  if (text.length > 254 || !EMAIL.test(text)) throw CodeErrors.bad_email({ field: 'to' })
  return text.toLowerCase()
}

export const isUuid = (text: string) => UUID.test(text)
