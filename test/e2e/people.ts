import type { Page } from 'playwright-core'
import { Secret, TOTP } from 'otpauth'
import { expect } from 'vitest'
import { advanceClock, PATIENT, readOutbox, siteNow, told } from './browser.ts'

export const DEMO_PASSWORD = 'linli-demo-2026'
let serial = 0

/** A phone number nobody has yet. */
export const newMobile = () => `1370${String(Date.now() % 10_000).padStart(4, '0')}${String(++serial).padStart(3, '0')}`

/** Fills in the captcha that the page shows, as somebody who can read it. */
export async function fillCaptcha(page: Page): Promise<void> {
  const picture = page.getByRole('img', { name: /图形验证码|letters/ })
  await picture.waitFor()
  const id = (await picture.getAttribute('src'))!.split('/').at(-1)
  await expect.poll(async () => (await readOutbox()).captchas.some(captcha => captcha.id === id), PATIENT).toBe(true)
  const { captchas } = await readOutbox()
  await page.getByRole('textbox', { name: '图形验证码' }).fill(captchas.find(captcha => captcha.id === id)!.text.toLowerCase())
}

/** The newest code for an address. */
export async function codeFor(to: string): Promise<string> {
  await expect.poll(async () => (await readOutbox()).messages.some(message => message.to === to && message.code), PATIENT).toBe(true)
  return (await readOutbox()).messages.find(message => message.to === to && message.code)!.code
}

/** Registers by phone in the browser, as a newcomer does. */
export async function register(page: Page, mobile: string, password: string): Promise<void> {
  await page.goto('/register')
  await page.getByRole('textbox', { name: '手机号' }).fill(mobile)
  await fillCaptcha(page)
  await page.getByRole('button', { name: '获取验证码' }).click()
  await page.getByRole('button', { name: /秒后重发/ }).waitFor()
  await page.getByRole('textbox', { name: '验证码', exact: true }).fill(await codeFor(mobile))
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByLabel('确认密码', { exact: true }).fill(password)
  await page.getByRole('checkbox', { name: /用户协议/ }).check()
  await page.getByRole('button', { name: '注册并登录' }).click()
  await told(page, '注册成功')
}

/** Signs in with a password. */
export async function signIn(page: Page, account: string, password = DEMO_PASSWORD): Promise<void> {
  await page.goto('/sign-in')
  await page.getByRole('textbox', { name: /手机号/ }).fill(account)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL(url => !url.pathname.startsWith('/sign-in'))
}

export interface StaffCredentials { name: string, password: string, code: string }

/** Fills in the console's door and knocks. */
export async function signInStaff(page: Page, { name, password, code }: StaffCredentials): Promise<void> {
  await page.getByRole('textbox', { name: '用户名' }).fill(name)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('textbox', { name: '动态码' }).fill(code)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

/** What opens the demo's console now. A code is good once and for half a minute, so time goes on to the next. */
export async function ownerCredentials(): Promise<StaffCredentials> {
  await advanceClock(30)
  const { staff } = await readOutbox()
  return { ...staff!, password: DEMO_PASSWORD }
}

/** What an authenticator app shows now for a secret. */
export async function authenticatorCode(secret: string): Promise<string> {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: (await siteNow()).getTime() })
}

/** An identity number nobody has, with its check digit (GB 11643). */
export function newIdNumber(): string {
  const digits = `34010219880101${String((Date.now() + ++serial) % 1000).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  return digits + '10X98765432'[sum % 11]
}
