import type { Page } from 'playwright-core'
import type { Meeting } from './meet.ts'
import { expect, test } from 'vitest'
import { DESKTOP, expectAccessible, expectReadable, PATIENT, PHONE, withBrowser } from './browser.ts'
import { aPhoto, matched, newMeeting } from './meet.ts'

const { visitor } = withBrowser()
let anna: Meeting
let ben: Meeting
let match: string

const bubbles = (page: Page) => page.getByRole('log').locator('.text')
const texts = (page: Page) => bubbles(page).allInnerTexts()
const field = (page: Page) => page.getByRole('textbox', { name: '输入消息' })
const state = (page: Page, name: string) => page.getByRole('log').getByRole('img', { name })
async function write(page: Page, text: string) {
  await field(page).fill(text)
  await page.getByRole('button', { name: '发送', exact: true }).click()
}

test('two newcomers like each other', async () => {
  anna = await newMeeting(await visitor(PHONE), '小满', 'female')
  ben = await newMeeting(await visitor(DESKTOP), '阿川', 'male')
  match = await matched(anna, ben)
}, 240_000)

test('a new match leads to a chat; what one writes the other sees at once, and how far it has got', async () => {
  await anna.page.goto('/meet/chats')
  await anna.page.getByRole('region', { name: '新的配对' }).waitFor()
  await expectAccessible(anna.page)
  await anna.page.getByRole('link', { name: '和阿川打招呼' }).click()
  await anna.page.getByText('你们在今天配对').or(anna.page.getByText(/你们在.+配对/)).first().waitFor()
  await write(anna.page, '你好 👋')
  await state(anna.page, '已发送').waitFor()

  await ben.page.goto('/meet/chats')
  const line = ben.page.getByRole('link', { name: /小满.*你好 👋/ })
  await line.getByText('1 条未读').waitFor({ state: 'attached' })
  await line.click()
  await expect.poll(() => texts(ben.page), PATIENT).toEqual(['你好 👋'])
  await state(anna.page, '已读').waitFor()

  await field(ben.page).pressSequentially('在')
  await anna.page.getByText('正在输入…').waitFor()
  await field(ben.page).fill('在\n第二行')
  await ben.page.keyboard.press('Shift+Enter')
  await ben.page.keyboard.type('第三行')
  await ben.page.keyboard.press('Enter')
  await expect.poll(() => texts(anna.page), PATIENT).toEqual(['你好 👋', '在\n第二行\n第三行'])
  expect(await anna.page.getByText('正在输入…').count()).toBe(0)
  await anna.page.locator('[aria-live=polite]').filter({ hasText: '阿川：在' }).waitFor({ state: 'attached' })
  expect(await field(ben.page).inputValue()).toBe('')
})

test('a picture is shown before it is sent, arrives, and opens large', async () => {
  const [chooser] = await Promise.all([anna.page.waitForEvent('filechooser'), anna.page.getByRole('button', { name: '发送图片' }).click()])
  await chooser.setFiles(await aPhoto(900, 600))
  const sheet = anna.page.getByRole('dialog', { name: '发送这张图片？' })
  await sheet.getByRole('img', { name: '要发送的图片' }).waitFor()
  await expectAccessible(anna.page)
  await sheet.getByRole('button', { name: '发送' }).click()
  const received = ben.page.getByRole('log').getByRole('button', { name: '查看图片' })
  await received.waitFor()
  await expect.poll(() => received.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth), PATIENT).toBeGreaterThan(0)
  await anna.page.getByRole('log').getByRole('button', { name: '查看图片' }).waitFor()
  await received.click()
  await ben.page.getByRole('dialog', { name: '聊天图片' }).waitFor()
  await ben.page.keyboard.press('Escape')
})

test('without a network messages wait in their order, over a reload too, and go by themselves when it is back', async () => {
  await anna.context.setOffline(true)
  for (const text of ['离线一', '离线二']) await write(anna.page, text)
  await state(anna.page, '等待发送').first().waitFor()
  expect(await state(anna.page, '等待发送').count()).toBe(2)
  await write(ben.page, '你还在吗')
  await expect.poll(async () => (await texts(ben.page)).at(-1), PATIENT).toBe('你还在吗')
  expect(await texts(anna.page)).not.toContain('你还在吗')
  // The page is closed meanwhile: what waits is kept.
  await anna.page.goto('about:blank')
  await anna.context.setOffline(false)
  await anna.page.goto(`/meet/chats/${match}`)
  const all = ['你好 👋', '在\n第二行\n第三行', '你还在吗', '离线一', '离线二']
  await expect.poll(() => texts(anna.page), PATIENT).toEqual(all)
  await expect.poll(() => texts(ben.page), PATIENT).toEqual(all)
  await expect.poll(() => state(anna.page, '已读').count(), PATIENT).toBe(4)
})

test('two tabs of one person show the same, and a message is sent once', async () => {
  const second = await anna.context.newPage()
  await second.goto(`/meet/chats/${match}`)
  await write(second, '第二个标签页')
  await expect.poll(async () => (await texts(anna.page)).filter(text => text === '第二个标签页').length, PATIENT).toBe(1)
  await expect.poll(async () => (await texts(ben.page)).filter(text => text === '第二个标签页').length, PATIENT).toBe(1)
  expect((await texts(second)).filter(text => text === '第二个标签页')).toHaveLength(1)
  await second.close()
})

test('what was not read yet is told and marked; older messages load above without moving what is read', async () => {
  await anna.page.goto('/meet/chats')
  for (let n = 1; n <= 60; n++) await ben.call('POST', `/social/matches/${match}/messages`, { clientId: crypto.randomUUID(), text: `第 ${n} 条` })
  await anna.page.getByRole('link', { name: /阿川.*60 条未读/ }).waitFor()
  await anna.page.getByRole('link', { name: /阿川/ }).click()
  await anna.page.getByText('第 60 条').waitFor({ state: 'attached' })
  const log = anna.page.getByRole('log')
  await log.getByText('第 60 条').waitFor()
  await log.evaluate((box: HTMLElement) => { box.scrollTop = 300 })
  const place = () => bubbles(anna.page).filter({ hasText: '第 25 条' }).evaluate((element: HTMLElement) => Math.round(element.getBoundingClientRect().top))
  await expect.poll(() => bubbles(anna.page).filter({ hasText: '第 5 条' }).count(), PATIENT).toBe(1)
  const before = await place()
  await anna.page.waitForTimeout(300)
  expect(await place()).toBe(before)
  await anna.page.getByRole('button', { name: '回到最新消息' }).click()
  await expect.poll(() => anna.page.getByRole('button', { name: '回到最新消息' }).count(), PATIENT).toBe(0)
})

test('by day and by night, large and small, in both languages the pages are readable', async () => {
  for (const path of ['/meet/chats', `/meet/chats/${match}`]) {
    for (const who of [anna, ben]) {
      await who.page.goto(path)
      await (path.endsWith(match) ? who.page.getByRole('log') : who.page.getByRole('region', { name: '最近聊天' })).waitFor()
      await expectAccessible(who.page)
      await who.page.emulateMedia({ colorScheme: 'dark' })
      await expectReadable(who.page)
      await who.page.emulateMedia({ colorScheme: 'light' })
      expect(await who.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    }
  }
  await anna.page.goto(`/meet/chats/${match}?lang=en`)
  await anna.page.getByRole('textbox', { name: 'Message' }).waitFor()
})

test('once unmatched, the chat is over for both while they look at it', async () => {
  await anna.page.goto(`/meet/chats/${match}?lang=zh-CN`)
  await anna.page.getByRole('button', { name: '更多' }).click()
  await expectAccessible(anna.page)
  await anna.page.getByRole('button', { name: '解除配对' }).click()
  const dialog = anna.page.getByRole('dialog', { name: '与阿川解除配对？' })
  await dialog.getByRole('button', { name: '解除配对' }).click()
  await anna.page.waitForURL('**/meet/chats')
  await anna.page.getByText('还没有配对').waitFor()
  await expectAccessible(anna.page)
  await ben.page.getByText('这段聊天已结束').waitFor()
  expect(await ben.page.getByText('第 60 条').count()).toBe(0)
  await expectAccessible(ben.page)
})
