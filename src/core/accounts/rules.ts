import { AccountErrors } from './errors.ts'

/** The terms people accept at registration; raise it when their text changes. */
export const TERMS_VERSION = '2026-02'

/** For so long somebody who has asked to be deleted can come back. */
export const GRACE_DAYS = 30
/** What others read in place of the name of somebody who is no longer here. */
export const DELETED_NAMES = { 'zh-CN': '已注销用户', 'en': 'Deleted account' } as const

/** Idle sessions end after 30 days, any session after 180; without "remember me" after one. Seconds. */
export const SESSION_IDLE_SECONDS = 30 * 86_400
export const SESSION_SECONDS = 180 * 86_400
export const SHORT_SESSION_SECONDS = 86_400

// S-31; JavaScript's `$` takes no newline at the end (B-66).
const MOBILE = /^1[3-9]\d{9}$/
const EMAIL = /^[\w.%+-]+@[a-z0-9.-]+\.[a-z]{2,}$/i
const USERNAME = /^\w{5,20}$/
const LIKE_MOBILE = /^\d{11,}$/

/** What kind of name somebody signs in with; an e-mail address is compared in lower case. */
export interface LoginName { kind: 'mobile' | 'email' | 'username', value: string }

/** A phone number has its form and an e-mail its @; whatever else is given can only be a user name (M-30). */
export function readLoginName(text: string): LoginName {
  const value = text.trim()
  if (MOBILE.test(value)) return { kind: 'mobile', value }
  if (value.includes('@')) return { kind: 'email', value: value.toLowerCase() }
  return { kind: 'username', value: value.toLowerCase() }
}

export function checkMobile(text: string): string {
  if (!MOBILE.test(text)) throw AccountErrors.bad_mobile({ field: 'mobile' })
  return text
}

/** @returns the address in lower case: that is how it is kept and compared */
export function checkEmail(text: string, field = 'email'): string {
  if (!EMAIL.test(text)) throw AccountErrors.bad_email({ field })
  return text.toLowerCase()
}

/** Where codes are sent to: exactly one of a phone number and an e-mail address. */
export type Address = { channel: 'sms', to: string } | { channel: 'email', to: string }

export function checkAddress({ mobile, email }: { mobile?: string, email?: string }): Address {
  if ((mobile === undefined) === (email === undefined)) throw AccountErrors.incomplete({ field: 'mobile' })
  return mobile === undefined ? { channel: 'email', to: checkEmail(email!) } : { channel: 'sms', to: checkMobile(mobile) }
}

/** A user name is never like a phone number, or signing in could not tell them apart (M-24, B-66). */
export function checkUsername(text: string): string {
  if (!USERNAME.test(text)) throw AccountErrors.bad_username({ field: 'username' })
  if (LIKE_MOBILE.test(text)) throw AccountErrors.username_like_mobile({ field: 'username' })
  return text
}

/** 2–32 visible characters in one line, and nothing by which one could be called or written to. */
export function checkName(text: string): string {
  const name = text.normalize('NFC').trim().replace(/ {2,}/g, ' ')
  const length = [...name].length
  const visible = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u.test(name) && /[\p{L}\p{N}]/u.test(name)
  const reachable = /1[3-9]\d{9}/.test(name.normalize('NFKC').replace(/[ -]/g, '')) || /\S@\S+\.\S/.test(name)
  if (length < 2 || length > 32 || !visible || reachable) throw AccountErrors.bad_name({ field: 'name' })
  return name
}

/** `names` are what the account is signed in with: none of them is a secret. */
export function checkPassword(password: string, field: string, names: (string | null | undefined)[]): string {
  const same = names.some(name => name && name.toLowerCase() === password.toLowerCase())
  if (same || /\p{C}/u.test(password)) throw AccountErrors.bad_password({ field })
  return password
}

/** 'Chrome · Android' from a User-Agent header; what is not recognised is left out. */
export function deviceOf(userAgent: string): string {
  const first = (table: [RegExp, string][]) => table.find(([pattern]) => pattern.test(userAgent))?.[1]
  const browser = first([[/MicroMessenger/, 'WeChat'], [/Edg/, 'Edge'], [/OPR|Opera/, 'Opera'], [/SamsungBrowser/, 'Samsung Internet'], [/Firefox|FxiOS/, 'Firefox'], [/Chrome|CriOS/, 'Chrome'], [/Safari/, 'Safari'], [/^curl/, 'curl']])
  const system = first([[/HarmonyOS|OpenHarmony/, 'HarmonyOS'], [/Android/, 'Android'], [/iPhone|iPod/, 'iPhone'], [/iPad/, 'iPad'], [/Windows/, 'Windows'], [/Mac OS X|Macintosh/, 'Mac'], [/Linux/, 'Linux']])
  return [browser, system].filter(Boolean).join(' · ')
}

/** '203.0.113.7' → '203.0.113.*', '2001:db8:1:2::3' → '2001:db8:*': enough to recognise one's own place. */
export function maskAddress(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d)/, '')
  return plain.includes(':') ? `${plain.split(':').slice(0, 2).join(':')}:*` : plain.replace(/\d+$/, '*')
}
