import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { addDays, dayOf } from '../../src/kit/dates.ts'
import { advanceClock, DESKTOP, expectAccessible, PATIENT, siteNow, told, withBrowser } from './browser.ts'
import { fact, firstRow, giveReason, total, withConsole } from './console.ts'
import { refundByHand } from './gateway.ts'
import { signIn } from './people.ts'

const { visitor } = withBrowser()
const { openConsole } = withConsole(visitor)

/** A guest books a home that can be booked at once, and pays. @returns their page, and the id of the booking */
async function paidBooking(daysAhead: number): Promise<{ page: Page, id: string }> {
  const { page } = await visitor(DESKTOP)
  await signIn(page, '13800000001')
  const checkIn = addDays(dayOf(await siteNow()), daysAhead)
  const dates = `checkIn=${checkIn}&checkOut=${addDays(checkIn, 3)}`
  const answer = await fetch(`${inject('siteUrl')}/api/v1/stays/houses?${dates}&sort=price-asc&limit=50`)
  const { data } = await answer.json() as { data: { items: { id: number, instant: boolean }[] } }
  await page.goto(`/stays/${data.items.find(house => house.instant)!.id}/book?${dates}`)
  await page.getByRole('button', { name: '提交订单' }).click()
  await page.waitForURL(/\/bookings\//)
  const id = new URL(page.url()).pathname.split('/').at(-1)!
  await page.getByRole('button', { name: '去支付' }).click()
  await page.getByRole('button', { name: /确认支付/ }).click()
  await page.getByRole('link', { name: '查看订单' }).click()
  await page.getByText('已支付').first().waitFor()
  return { page, id }
}

/** Looks until the site has worked off what it had to do. */
async function refreshUntil(page: Page, text: string) {
  await expect.poll(async () => {
    await page.getByRole('button', { name: '刷新' }).click()
    return page.getByRole('row').nth(1).textContent()
  }, PATIENT).toContain(text)
}

test('staff cancel a paid booking: all of the money goes back, and both sides read why', async () => {
  const guest = await paidBooking(30)
  const page = await openConsole('/console/bookings')
  await expectAccessible(page)
  await page.getByRole('searchbox', { name: '完整的订单编号' }).fill(guest.id)
  await total(page, 1).waitFor()
  await firstRow(page).click()
  await page.getByRole('dialog').getByText('已支付').first().waitFor()
  const paid = (await fact(page, '总价').textContent())!.trim()
  expect((await fact(page, '可退').textContent())!.trim()).toBe(paid)
  await expectAccessible(page)

  await page.getByRole('button', { name: '退款', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: '给房客退款' })
  await sheet.getByRole('textbox', { name: '金额（元）' }).fill('99999')
  await sheet.getByRole('textbox', { name: '原因' }).fill('热水器坏了')
  await sheet.getByRole('button', { name: '退款', exact: true }).click()
  await sheet.getByText(`请填写不超过 ${paid} 的金额`).waitFor() // never more than was paid
  await expectAccessible(page)
  await sheet.getByRole('textbox', { name: '金额（元）' }).fill('50')
  await sheet.getByRole('button', { name: '退款', exact: true }).click()
  await told(page, '已提交退款 ¥50')

  await page.getByRole('button', { name: '取消订单' }).click()
  await giveReason(page, '取消这份订单', '房屋水管爆裂', '取消订单')
  await page.getByText('平台取消：房屋水管爆裂').waitFor()
  await advanceClock(120)
  await page.getByRole('link', { name: '退款记录' }).click()
  await total(page, 2).waitFor()
  await refreshUntil(page, '已退款')
  expect(await page.getByRole('row').filter({ hasText: '已退款' }).count()).toBe(2)
  await expectAccessible(page)

  await page.getByRole('row').nth(1).getByRole('link').click()
  await page.getByRole('dialog').getByText('平台取消订单').waitFor()
  expect((await fact(page, '已退').textContent())!.trim()).toBe(paid)
  await expectAccessible(page)
  await guest.page.reload()
  await guest.page.getByText('平台取消：房屋水管爆裂').first().waitFor()
})

test('a refund that the gateway refuses stands out, and can be tried again', async () => {
  const guest = await paidBooking(40)
  const page = await openConsole(`/console/payments?module=stays&reference=${guest.id}`)
  await total(page, 1).waitFor()
  await expectAccessible(page)
  await firstRow(page).click()
  const outTradeNo = (await fact(page, '付款编号').locator('code').textContent())!.trim()
  const amount = (await page.getByRole('dialog').locator('strong').first().textContent())!.replace(/[¥,\s]/g, '')
  await refundByHand(outTradeNo, amount)

  await page.goto(`/console/bookings?open=${guest.id}`)
  await page.getByRole('button', { name: '取消订单' }).click()
  await giveReason(page, '取消这份订单', '重复下单', '取消订单')
  await advanceClock(120)
  await page.goto('/console')
  const tile = page.getByRole('link').filter({ hasText: '退款失败' })
  await expect.poll(async () => {
    await page.reload()
    await tile.waitFor()
    return tile.locator('strong').textContent()
  }, PATIENT).toMatch(/[1-9]/)
  await tile.click()
  await page.getByRole('row').filter({ hasText: '退款失败' }).first().waitFor()
  await expectAccessible(page)
  await page.getByRole('row').nth(1).getByRole('button', { name: '重试' }).click()
  await giveReason(page, /^重试退款 ¥/, '已向支付宝核实', '重试')
  await told(page, '已重新提交')
  await page.goto(`/console/refunds?module=stays&reference=${guest.id}`)
  await refreshUntil(page, '退款失败') // the money went back by hand: the gateway says no again
  await page.goto('/console/audit?action=payments.refund.retry')
  await page.getByRole('row').filter({ hasText: '已向支付宝核实' }).waitFor()
})
