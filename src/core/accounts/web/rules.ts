import type { Departure, Proof } from './api.ts'

/* What the forms check before they ask the server, which checks everything again. */

export const isMobile = (text: string) => /^1[3-9]\d{9}$/.test(text.trim())
export const isEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(text.trim())
export const isPassword = (text: string) => text.length >= 8 && text.length <= 20
export const isUsername = (text: string) => /^\w{5,20}$/.test(text) && !isMobile(text)
export const isIdNumber = (text: string) => /^(?:\d{15}|\d{17}[\dX])$/i.test(text.replaceAll(/\s/g, ''))

/** What is missing to show that it is them, by field. */
export function missingProof({ by }: Departure['confirm'], { password, code }: Proof, t: (key: string) => string): Record<string, string> {
  if (by === 'password') return password ? {} : { password: t('accounts.check.passwordEmpty') }
  return code?.trim() ? {} : { code: t('accounts.check.code') }
}
