import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { addDays, dayOf } from '../../src/kit/dates.ts'
import { expectAccessible, siteNow, withBrowser } from './browser.ts'
import { chooseDates } from './calendar.ts'
import { signIn } from './people.ts'

const { visitor } = withBrowser()

/** The booking page of a home that can be booked at once, so many days ahead, for three nights. */
async function bookingPage(daysAhead: number): Promise<{ path: string, checkIn: string }> {
  const checkIn = addDays(dayOf(await siteNow()), daysAhead)
  const dates = `checkIn=${checkIn}&checkOut=${addDays(checkIn, 3)}`
  const answer = await fetch(`${inject('siteUrl')}/api/v1/stays/houses?${dates}&sort=price-asc&limit=50`)
  const { data } = await answer.json() as { data: { items: { id: number, instant: boolean }[] } }
  return { path: `/stays/${data.items.find(house => house.instant)!.id}/book?${dates}`, checkIn }
}

const submit = (page: Page) => page.getByRole('button', { name: '提交订单' })

async function book(page: Page, path: string): Promise<string> {
  await page.goto(path)
  await submit(page).click()
  await page.waitForURL(/\/bookings\//)
  return new URL(page.url()).pathname
}

test('the page after the cashier says what the site has verified, never what its address says (B-26)', async () => {
  const { page } = await visitor()
  await signIn(page, '13800000003')
  const booking = await book(page, (await bookingPage(50)).path)
  await page.getByRole('button', { name: '去支付' }).click()
  await page.getByRole('button', { name: '取消', exact: true }).click()
  await page.getByText('正在确认支付').waitFor()
  const number = new URL(page.url()).searchParams.get('out_trade_no')!

  for (const [query, sentence] of [
    [`out_trade_no=${number}&trade_no=2027030122001&total_amount=1.00&trade_status=TRADE_SUCCESS&method=alipay.trade.wap.pay.return&sign_type=RSA2&sign=Zm9yZ2Vk`, '正在确认支付'],
    [`out_trade_no=${'0'.repeat(32)}&trade_status=TRADE_SUCCESS`, '没有找到这笔支付'],
    ['trade_status=TRADE_SUCCESS', '没有找到这笔支付'],
  ] as const) {
    await page.goto(`/pay/complete?${query}`)
    await page.getByText(sentence).waitFor()
    expect(await page.getByText('支付已完成').count()).toBe(0)
  }
  await expectAccessible(page)
  await page.goto(booking)
  await page.getByText('待支付').first().waitFor()
})

test('whoever was a moment too late is told so, and books other nights on the same page (B-37)', async () => {
  const [quick, late] = [await visitor(), await visitor()]
  await signIn(quick.page, '13800000003')
  await signIn(late.page, '13800000001')
  const { path, checkIn } = await bookingPage(60)
  await late.page.goto(path)
  await expect.poll(() => submit(late.page).isEnabled()).toBe(true)
  await book(quick.page, path)

  await submit(late.page).click()
  const notice = late.page.getByRole('alert').filter({ hasText: '请重新选择日期' })
  await notice.waitFor()
  await expect.poll(() => submit(late.page).isDisabled()).toBe(true) // these nights can't be sent again
  await expectAccessible(late.page)
  await notice.getByRole('button').click()
  await chooseDates(late.page, addDays(checkIn, 3), addDays(checkIn, 6))
  await submit(late.page).click()
  await late.page.waitForURL(/\/bookings\//)
})
