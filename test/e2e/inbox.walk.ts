import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { addDays, dayOf } from '../../src/kit/dates.ts'
import { DESKTOP, expectAccessible, PATIENT, PHONE, siteNow, told, withBrowser } from './browser.ts'
import { signIn } from './people.ts'

const { visitor } = withBrowser()
const [GUEST, HOST] = ['13800000001', '13800000002']

/** Somebody's browser asks the API, as its pages do. */
const ask = (page: Page, path: string, body?: object) => page.evaluate(async ({ path, body }) => {
  const csrf = /csrf_token=([^;]+)/.exec(document.cookie)?.[1] ?? ''
  const answer = await fetch(`/api/v1${path}`, body ? { method: 'POST', headers: { 'content-type': 'application/json', 'x-csrftoken': csrf }, body: JSON.stringify(body) } : {})
  return await answer.json() as { data: any }
}, { path, body })

/** The number on the tab. */
async function unread(page: Page): Promise<number> {
  const badge = page.getByRole('navigation').filter({ visible: true }).locator('a[href="/inbox"]').getByText(/条未读$/)
  return await badge.count() === 0 ? 0 : Number.parseInt((await badge.first().textContent())!)
}

/** Asks to stay at a home of the demo's host, so many days ahead. */
async function askToStay(guest: Page, hostId: string, daysAhead: number): Promise<void> {
  const checkIn = addDays(dayOf(await siteNow()), daysAhead)
  const dates = { checkIn, checkOut: addDays(checkIn, 2) }
  const { data: { items } } = await ask(guest, `/stays/houses?${new URLSearchParams(dates)}&limit=100`)
  for (const { id } of items.filter((house: { instant: boolean }) => !house.instant)) {
    const { data: house } = await ask(guest, `/stays/houses/${id}`)
    if (house.host.id !== hostId) continue
    const { data } = await ask(guest, '/stays/bookings', { houseId: id, ...dates, guests: 1 })
    if (data) return
  }
  throw new Error('the demo\'s host has no home that can be asked for')
}

test('news arrive on every open page of somebody without a reload; what is read on one is read on all', async () => {
  const [phone, laptop, guest] = [await visitor(PHONE), await visitor(DESKTOP), await visitor()]
  for (const { page } of [phone, laptop]) await signIn(page, HOST)
  await signIn(guest.page, GUEST)
  const socket = laptop.page.waitForEvent('websocket')
  await laptop.page.goto('/')
  await (await socket).waitForEvent('framereceived')
  await phone.page.goto('/inbox')
  await phone.page.getByRole('heading', { name: '通知' }).waitFor()
  const before = await unread(laptop.page)

  const { data: { user } } = await ask(phone.page, '/sessions/current')
  await askToStay(guest.page, user.id, 40)
  await expect.poll(() => unread(laptop.page), PATIENT).toBe(before + 1)
  await expect.poll(() => unread(phone.page), PATIENT).toBe(before + 1)
  const newest = phone.page.getByRole('listitem').filter({ hasText: '申请入住' }).first()
  await expect.poll(() => newest.getByText('未读').count(), PATIENT).toBe(1)
  await expectAccessible(phone.page)

  await newest.getByRole('link').click()
  await phone.page.waitForURL(/\/bookings\//)
  await expect.poll(() => unread(laptop.page), PATIENT).toBe(before)
  await phone.page.goBack()
  await phone.page.getByRole('button', { name: '全部已读' }).click()
  await told(phone.page, '全部标为已读')
  await expect.poll(() => unread(laptop.page), PATIENT).toBe(0)
  await expect.poll(() => unread(phone.page), PATIENT).toBe(0)
}, 180_000)

test('nobody is shown how to see their messages, and comes back to them', async () => {
  const { page } = await visitor()
  await page.goto('/inbox')
  await page.getByText('登录后查看消息').waitFor()
  await page.getByRole('main').getByRole('link', { name: '登录' }).click()
  await page.waitForURL(/\/sign-in/)
  expect(new URL(page.url()).searchParams.get('next')).toBe('/inbox')
})

test('a push shows a neutral sentence in the language of the person, and no more', async () => {
  const { page, context } = await visitor()
  await context.grantPermissions(['notifications'], { origin: inject('siteUrl') })
  await signIn(page, GUEST)
  await page.goto('/inbox/settings')
  await page.getByRole('switch', { name: /在这台设备上通知我/ }).waitFor()
  await expect.poll(() => page.getByRole('switch').isEnabled(), PATIENT).toBe(true)

  const browser = await context.newCDPSession(page)
  const registered = new Promise<string>(resolve => browser.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => registrations[0] && resolve(registrations[0].registrationId)))
  await browser.send('ServiceWorker.enable')
  const registrationId = await registered
  const shown = () => page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body, tag, data }) => ({ title, body, tag, data })))
  const push = (news: object) => browser.send('ServiceWorker.deliverPushMessage', { origin: inject('siteUrl'), registrationId, data: JSON.stringify(news) })
  await push({ kind: 'message', path: '/inbox', tag: 'chat' })
  await expect.poll(shown, PATIENT).toEqual([{ title: '邻里', body: '你有新消息', tag: 'chat', data: { path: '/inbox' } }])
  await push({ kind: 'notice', path: '//evil.example', tag: 'chat' })
  await expect.poll(shown, PATIENT).toEqual([{ title: '邻里', body: '你有新通知', tag: 'chat', data: { path: '/inbox' } }])
})
