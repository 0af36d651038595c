import type { Locator, Page } from 'playwright-core'
import { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { expect, inject } from 'vitest'
import { PATIENT, readOutbox } from './browser.ts'
import { codeFor, newMobile } from './people.ts'

/** Somebody who meets people, by the API: as an app of their own would. */
export interface Meeter {
  name: string
  /** Calls the API as this person; throws when it refuses. */
  call: <T>(method: string, path: string, body?: object | FormData) => Promise<T>
}

/** Places of their own, where nobody of the demo site comes between. */
export const PLACES = {
  lhasa: { province: '西藏自治区', city: '拉萨市', lat: 29.65, lng: 91.11 },
  sanya: { province: '海南省', city: '三亚市', lat: 18.25, lng: 109.51 },
  harbin: { province: '黑龙江省', city: '哈尔滨市', lat: 45.8, lng: 126.53 },
} as const
export type Place = typeof PLACES[keyof typeof PLACES]

let serial = 0

/** A portrait nobody has yet. */
export async function drawPortrait(): Promise<Buffer> {
  const n = ++serial
  const spots = Array.from({ length: 24 }, (_, i) => `<rect x="${(i * 173 + n * 67) % 600}" y="${(i * 97 + n * 131) % 800}" width="${60 + (i * n) % 90}" height="70" fill="hsl(${(i * 47 + n * 29) % 360} 50% ${30 + (i * 7) % 40}%)"/>`)
  return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="600" height="800"><rect width="600" height="800" fill="hsl(${n * 53 % 360} 40% 60%)"/>${spots.join('')}</svg>`)).jpeg().toBuffer()
}

/** Registers somebody and completes their profile. */
export async function aMeeter(name: string, { lat, lng }: Place): Promise<Meeter> {
  const mobile = newMobile()
  let token: string | undefined
  async function call<T>(method: string, path: string, body?: object | FormData): Promise<T> {
    const isForm = body instanceof FormData
    const answer = await fetch(`${inject('siteUrl')}/api/v1${path}`, {
      method,
      headers: { ...token && { authorization: `Bearer ${token}` }, ...body && !isForm && { 'content-type': 'application/json' } },
      body: isForm ? body : body && JSON.stringify(body),
    })
    expect([method, path, answer.status < 300 ? 'done' : await answer.text()]).toEqual([method, path, 'done'])
    return answer.headers.get('content-type')?.includes('json') ? (await answer.json() as { data: T }).data : undefined as T
  }

  const captchaId = randomUUID()
  await call('GET', `/captchas/${captchaId}`)
  await expect.poll(async () => (await readOutbox()).captchas.some(({ id }) => id === captchaId), PATIENT).toBe(true)
  const captchaText = (await readOutbox()).captchas.find(({ id }) => id === captchaId)!.text
  await call('POST', '/verification-codes', { channel: 'sms', to: mobile, purpose: 'register', captchaId, captchaText })
  const { accessToken } = await call<{ accessToken: string }>('POST', '/users', { mobile, code: await codeFor(mobile), password: 'a good password', acceptTerms: true, token: true })
  token = accessToken

  await call('PATCH', '/social/profile', { name, birthDate: '1996-05-20', gender: 'other', about: `我是${name}`, tags: ['徒步', '咖啡'] })
  await call('PATCH', '/social/settings', { seeks: ['other'] })
  await call('PUT', '/social/location', { lat, lng })
  for (let i = 0; i < 2; i++) {
    const form = new FormData()
    form.append('image', new Blob([new Uint8Array(await drawPortrait())], { type: 'image/jpeg' }), 'me.jpg')
    await call('POST', '/social/photos', form)
  }
  return { name, call }
}

/** Likes whoever of that name is among one's cards. */
export async function likeByName({ call }: Meeter, name: string): Promise<void> {
  const { items } = await call<{ items: { id: string, name: string }[] }>('GET', '/social/deck?limit=50')
  const them = items.find(person => person.name === name)
  expect(them, `${name} is among the cards`).toBeDefined()
  await call('PUT', `/social/swipes/${them!.id}`, { kind: 'like' })
}

export const topCard = (page: Page): Locator => page.locator('.swipe-card.top')

/** The name on the top card, once it is another than before. */
export async function nameOnTop(page: Page, before?: string): Promise<string> {
  const name = topCard(page).locator('strong').first()
  await expect.poll(() => name.textContent(), PATIENT).not.toBe(before)
  return (await name.textContent())!
}

/** Moves the top card with a finger. */
export async function swipeByTouch(page: Page, dx: number, dy: number): Promise<void> {
  const client = await page.context().newCDPSession(page)
  const { x, y } = await middleOf(topCard(page))
  const STEPS = 6
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] })
  for (let i = 1; i <= STEPS; i++) await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: x + dx * i / STEPS, y: y + dy * i / STEPS }] })
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await client.detach()
}

/** Drags the top card with the mouse. */
export async function dragByMouse(page: Page, dx: number, dy: number): Promise<void> {
  const { x, y } = await middleOf(topCard(page))
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + dx, y + dy, { steps: 6 })
  await page.mouse.up()
}

async function middleOf(card: Locator): Promise<{ x: number, y: number }> {
  const box = (await card.boundingBox())!
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
