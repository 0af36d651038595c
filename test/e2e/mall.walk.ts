import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { advanceClock, choose, expectAccessible, told, withBrowser } from './browser.ts'
import { codeFor, fillCaptcha, newMobile, register, signIn } from './people.ts'
import { addAddress, payAtCashier } from './shopping.ts'

const { visitor } = withBrowser()

/** Looks for phones and opens the first of them. */
async function findPhone(page: Page): Promise<void> {
  await advanceClock(1) // the words that are offered while typing are there
  await page.goto('/mall')
  await expectAccessible(page)
  await page.getByRole('link', { name: /试试|搜索商品/ }).click()
  const field = page.getByRole('combobox', { name: '搜索商品' })
  await field.fill('智能手')
  await page.getByRole('option').first().waitFor()
  await field.fill('智能手机')
  await field.press('Enter')
  await page.getByRole('article').first().waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: /筛选/ }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: /^远山/ }).click()
  await page.getByRole('button', { name: /^查看/ }).click()
  await page.getByRole('link', { name: /远山.*智能手机/ }).first().click()
  await page.waitForURL(/\/mall\/products\/\d+/)
  await expectAccessible(page)
}

/** Chooses a colour and a size in the sheet, and puts two into the cart. */
async function putIntoCart(page: Page): Promise<void> {
  await page.getByRole('button', { name: '加入购物车' }).first().click()
  const sheet = page.getByRole('dialog', { name: '选择规格' })
  await sheet.getByRole('button', { name: '月光白' }).click()
  await sheet.getByRole('button', { name: '8GB+256GB' }).click()
  await sheet.getByRole('button', { name: '数量 +1' }).click()
  await expectAccessible(page)
  await sheet.getByRole('button', { name: '加入购物车' }).click()
  await told(page, '已加入购物车')
}

test('somebody finds a phone, puts it into the cart, signs in, orders, pays, and sees the order', async () => {
  const { page } = await visitor()
  await findPhone(page)
  await putIntoCart(page)
  await page.goto('/mall/cart')
  await page.getByRole('article').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '去结算' }).click()
  await page.waitForURL(/\/sign-in/)

  await register(page, newMobile(), 'a good password')
  await page.goto('/mall/cart')
  await page.getByText('登录前选的商品已合并进来').waitFor()
  await page.getByRole('button', { name: '去结算' }).click()
  await addAddress(page)
  await page.getByText('免运费').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '提交订单并支付' }).click()
  await payAtCashier(page)
  await page.getByRole('link', { name: '查看订单' }).click()
  await page.getByText('待发货').first().waitFor()
  await expectAccessible(page)
  await page.goto('/mall/cart')
  await page.getByText('购物车还是空的').waitFor()
})

test('somebody fills a cart and signs in with a QQ nobody knows yet, and later with the same again: the cart says what has come in', async () => {
  const { page, context } = await visitor()
  const mobile = newMobile()
  async function goToQQ(next: string): Promise<void> {
    await page.goto(`/sign-in?next=${next}`)
    await page.getByRole('button', { name: '用 QQ 登录' }).click()
    await page.getByRole('button', { name: /小橘子/ }).click()
  }
  const report = page.getByRole('status').filter({ hasText: '登录前选的商品已合并进来' })
  await findPhone(page)
  await putIntoCart(page)
  await goToQQ('/mall/cart')
  await page.getByRole('textbox', { name: '手机号' }).fill(mobile)
  await fillCaptcha(page)
  await page.getByRole('button', { name: '获取验证码' }).click()
  await page.getByRole('button', { name: /秒后重发/ }).waitFor()
  await page.getByRole('textbox', { name: '验证码', exact: true }).fill(await codeFor(mobile))
  await page.getByRole('button', { name: '绑定并登录' }).click()
  await page.waitForURL('/mall/cart')
  await report.filter({ hasText: '已加入 2 件' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '数量 +1' }).click()
  await page.getByText('已选 3 件').waitFor()

  // Back to the goods, where the next change brings the other cart in: it is told when the cart is looked at.
  await context.clearCookies()
  await findPhone(page)
  await putIntoCart(page)
  await goToQQ(new URL(page.url()).pathname)
  await page.waitForURL(/\/mall\/products\/\d+/)
  await putIntoCart(page)
  await page.getByRole('link', { name: '购物车，4 件' }).click()
  await page.getByText('已选 4 件').waitFor()
  await expectAccessible(page) // stands still: what the page asks for when it opens has come
  expect(await report.textContent()).toContain('数量由 3 改为 2 件')
  await page.goBack()
  await page.getByRole('link', { name: '购物车，4 件' }).click()
  await page.getByText('已选 4 件').waitFor()
  expect(await report.count()).toBe(0)
})

test('an order that nobody pays is cancelled by itself, and the goods can be had again', async () => {
  const { page } = await visitor()
  await signIn(page, '13800000003')
  await page.goto('/mall/search?q=保温杯')
  await page.getByRole('article').first().getByRole('link').click()
  await page.getByRole('button', { name: '立即购买' }).first().click()
  await page.getByRole('dialog', { name: '选择规格' }).getByRole('button', { name: '立即购买' }).click()
  await addAddress(page)
  await page.getByRole('button', { name: '提交订单并支付' }).click()
  await page.getByRole('heading', { name: '支付宝模拟收银台' }).waitFor()
  await page.goto('/mall/orders')
  await page.getByText('待支付').first().waitFor()
  await expectAccessible(page)
  await advanceClock(31 * 60)
  await expect.poll(async () => {
    await page.reload()
    return page.getByText('已取消').first().isVisible()
  }, { timeout: 20_000 }).toBe(true)
})

test('the demo guest claims a coupon and reviews what has come', async () => {
  const { page } = await visitor()
  await signIn(page, '13800000001')
  await page.goto('/mall/coupons')
  await page.getByRole('button', { name: '领取' }).first().click()
  await told(page, '已领取')
  await expectAccessible(page)
  await page.goto('/mall/coupons/mine')
  await page.getByRole('article').first().waitFor()
  await expectAccessible(page)

  await page.goto('/mall/orders?status=WAIT_COMMENT')
  await page.getByRole('link', { name: /^M\d/ }).first().click()
  await page.getByRole('button', { name: '写评价' }).first().click()
  const review = page.getByRole('dialog', { name: '写评价' })
  await choose(review.getByRole('radio', { name: '5 星' }))
  await review.getByRole('textbox', { name: '评价' }).fill('用了几天，很满意。')
  await expectAccessible(page)
  await review.getByRole('button', { name: '发表评价' }).click()
  await told(page, '感谢你的评价')

  await page.goto('/mall/returns')
  await expectAccessible(page)
})
