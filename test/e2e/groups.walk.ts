import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { expectAccessible, withBrowser } from './browser.ts'
import { signIn } from './people.ts'

// What the other walks don't pass of the groups of requirements of the documents: the slider, the list with its filters, one's own page, signing out.

const { visitor } = withBrowser()
const PATIENT = { timeout: 15_000 }

/** The first homes that the site finds for this. */
async function found(query: string): Promise<number[]> {
  const { data } = await (await fetch(`${inject('siteUrl')}/api/v1/stays/houses?${query}`)).json() as { data: { items: { id: number }[] } }
  return data.items.map(({ id }) => id)
}

const shown = (page: Page) => page.getByRole('main').getByRole('article').getByRole('link').evaluateAll(links => links.map(link => Number(/stays\/(\d+)/.exec(link.getAttribute('href')!)![1])))

test('a home of the slider opens, and the bar above leads to sign in', async () => {
  const { page } = await visitor()
  await page.goto('/')
  const slider = page.getByRole('region', { name: '热门房源' })
  const slides = slider.getByRole('listitem', { includeHidden: true })
  expect(await slides.count()).toBeLessThanOrEqual(5)
  await slider.getByRole('link').first().click()
  await page.waitForURL(/\/stays\/\d+/)
  await expectAccessible(page)
  await page.goto('/')
  await page.getByRole('banner').getByRole('link', { name: /登录/ }).first().waitFor()
})

test('the list narrows and sorts at every choice, and goes on as one scrolls', async () => {
  const { page } = await visitor()
  await page.goto('/stays', { waitUntil: 'networkidle' }) // choosing before the page has woken up changes nothing
  const filters = page.getByRole('group', { name: '筛选条件' })
  for (const [sort, name] of [['price-asc', '价格 低→高'], ['price-desc', '价格 高→低'], ['popular', '入住最多'], ['new', '最新上线']] as const) {
    await filters.getByLabel('排序').selectOption({ label: name })
    await expect.poll(async () => (await shown(page)).slice(0, 5), PATIENT).toEqual((await found(`sort=${sort}`)).slice(0, 5))
  }
  const before = (await shown(page)).length
  await page.getByRole('contentinfo').scrollIntoViewIfNeeded()
  await expect.poll(async () => (await shown(page)).length, PATIENT).toBeGreaterThan(before)
  await filters.getByRole('combobox').first().selectOption({ label: '蜀山区' })
  await page.getByRole('heading', { name: /蜀山区/ }).waitFor()
  await expect.poll(async () => (await shown(page)).slice(0, 5), PATIENT).toEqual((await found('areaId=3')).slice(0, 5))
  await expectAccessible(page)
})

test('one’s own page leads everywhere one has to do, and out again', async () => {
  const { page } = await visitor()
  await signIn(page, '13800000001')
  await page.goto('/me')
  await page.getByText('小满').first().waitFor()
  for (const path of ['/me/profile', '/bookings', '/me/identity', '/hosting', '/hosting/bookings']) expect(await page.getByRole('main').locator(`a[href="${path}"]`).count()).toBeGreaterThan(0)
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.waitForURL('/')
  await page.goto('/bookings')
  await page.waitForURL(/\/sign-in/)
})
