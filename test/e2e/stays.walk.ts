import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, inject, test } from 'vitest'
import { addDays, dayOf } from '../../src/kit/dates.ts'
import { advanceClock, choose, DESKTOP, expectAccessible, readOutbox, siteNow, told, withBrowser } from './browser.ts'
import { chooseDates, dayName } from './calendar.ts'
import { newIdNumber, newMobile, register, signIn } from './people.ts'

const { visitor } = withBrowser()
const DAY = 86_400

/** The site's today, whose clock runs ahead of ours. */
const today = async () => dayOf(await siteNow())

const photo = (color: string) => sharp({ create: { width: 1600, height: 1200, channels: 3, background: color } }).jpeg().toBuffer()

async function becomeHost(page: Page) {
  await register(page, newMobile(), 'a good password')
  await page.goto('/hosting')
  await page.getByText('尚未进行实名认证').waitFor()
  await expectAccessible(page)
  await page.getByRole('note').getByRole('link', { name: '去实名认证' }).click()
  await page.getByRole('textbox', { name: '真实姓名' }).fill('王安')
  await page.getByRole('textbox', { name: '身份证号码' }).fill(newIdNumber())
  await page.getByRole('button', { name: '提交认证' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交认证' }).click()
  await page.getByText('已完成实名认证').or(page.getByRole('heading', { name: '我的房源' })).first().waitFor()
}

/** Publishes a home with all its fields and two pictures. @returns the address of its page */
async function publish(page: Page, title: string): Promise<string> {
  await page.goto('/hosting/houses/new')
  await expectAccessible(page)
  await page.getByRole('button', { name: '下一步：上传图片' }).click()
  await page.getByText('请填写').first().waitFor() // nothing is sent half filled in
  const fill = (name: string, text: string) => page.getByRole('textbox', { name }).fill(text)
  await fill('房屋标题', title)
  await fill('每晚价格', '328.50')
  await fill('押金', '200')
  await page.getByRole('combobox', { name: '所在城区' }).selectOption({ label: '蜀山区' })
  await fill('详细地址', '黄山路 99 号 3 栋 1201')
  await fill('房屋介绍', '朝南，安静，楼下就是公园。')
  for (const [name, value] of [['出租房间数', '2'], ['房屋面积', '88'], ['宜住人数', '4'], ['最少入住', '2'], ['最多入住', '14'], ['提前预订', '0'], ['可订范围', '180']] as const) {
    await page.getByLabel(name).first().fill(value)
  }
  await fill('户型', '两室一厅')
  await fill('卧床配置', '双人床 1.8m × 2')
  await page.getByText('无线网络').click()
  await page.getByText('洗衣机').click()
  await page.getByRole('button', { name: '下一步：上传图片' }).click()
  await page.waitForURL(/\/pictures/)
  await page.getByLabel('选择图片').setInputFiles([
    { name: 'one.jpg', mimeType: 'image/jpeg', buffer: await photo('#336633') },
    { name: 'two.jpg', mimeType: 'image/jpeg', buffer: await photo('#aa5533') },
  ])
  await page.getByRole('button', { name: '把第 2 张设为封面' }).click()
  await expectAccessible(page)
  const id = /houses\/(\d+)/.exec(page.url())![1]!
  return `/stays/${id}`
}

test('a stranger registers, publishes a home; a guest finds, books and pays it, stays, reviews, and the review shows', async () => {
  const host = await visitor()
  await becomeHost(host.page)
  const title = `天鹅湖畔安静两居 ${Date.now() % 10_000}`
  const housePath = await publish(host.page, title)

  // The guest finds it by district and dates.
  const guest = await visitor()
  const { page } = guest
  const checkIn = addDays(await today(), 20)
  const checkOut = addDays(checkIn, 3)
  await page.goto('/')
  await expectAccessible(page)
  await page.getByRole('search').getByRole('combobox').selectOption({ label: '蜀山区' })
  await page.getByRole('search').getByRole('button', { name: /选择日期/ }).click()
  await expectAccessible(page)
  await chooseDates(page, checkIn, checkOut)
  await page.getByRole('search').getByRole('button', { name: '搜索' }).click()
  await page.waitForURL(/\/stays\?/)
  await expectAccessible(page)
  await page.getByRole('link', { name: new RegExp(title) }).first().click()
  await page.waitForURL(new RegExp(housePath))
  await page.getByRole('heading', { name: title }).first().waitFor()
  await expectAccessible(page)
  expect(await page.getByText('黄山路 99 号').count()).toBe(0) // the exact address comes after payment

  // Booking asks to sign in, and leads back.
  await page.goto(`${housePath}/book?checkIn=${checkIn}&checkOut=${checkOut}`)
  await page.waitForURL(/\/sign-in/)
  await register(page, newMobile(), 'a good password')
  await page.goto(`${housePath}/book?checkIn=${checkIn}&checkOut=${checkOut}`)
  await page.getByText('¥985.50').first().waitFor() // three nights
  await expectAccessible(page)
  await page.getByRole('button', { name: /入住.*退房/ }).click()
  await chooseDates(page, checkIn, addDays(checkIn, 4))
  await page.getByText('¥1,314').or(page.getByText('¥1314')).first().waitFor() // four: the total follows
  await page.getByRole('button', { name: '提交预订申请' }).click()
  await page.waitForURL(/\/bookings\//)
  await page.getByText('待接单').first().waitFor()
  await expectAccessible(page)

  // The host accepts.
  await host.page.goto('/hosting/bookings')
  await expectAccessible(host.page)
  await host.page.getByRole('link', { name: new RegExp(title) }).first().click()
  await host.page.getByRole('button', { name: '接单' }).click()
  await told(host.page, '已接单')
  await expectAccessible(host.page)

  // The guest pays at the simulated Alipay.
  await page.reload()
  await page.getByRole('button', { name: '去支付' }).click()
  await page.getByRole('heading', { name: '支付宝模拟收银台' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: /确认支付/ }).click()
  await page.getByText('支付已完成').first().waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: '查看订单' }).click()
  await page.getByText('黄山路 99 号 3 栋 1201').waitFor()

  // The stay ends, the guest reviews, the host answers.
  await advanceClock(25 * DAY)
  await page.reload()
  await page.getByText('待评价').first().waitFor()
  await page.getByRole('button', { name: '发表评价' }).click()
  await choose(page.getByRole('dialog').getByRole('radio', { name: '5 星' }))
  await page.getByRole('dialog').getByRole('textbox').fill('楼下的公园真好，房东很细心。')
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: '提交评价' }).click()
  await told(page, '评价已发表')
  await page.getByText('已完成').first().waitFor()

  await page.goto(housePath)
  await page.getByText('楼下的公园真好，房东很细心。').waitFor()
  const html = await (await fetch(inject('siteUrl') + housePath)).text()
  expect(html).toContain('楼下的公园真好')
  expect(html).toContain('LodgingBusiness')

  await host.page.goto('/hosting/bookings')
  await host.page.getByRole('link', { name: new RegExp(title) }).first().click()
  await host.page.getByRole('button', { name: '回复评价' }).click()
  await host.page.getByRole('dialog').getByRole('textbox').fill('欢迎再来！')
  await host.page.getByRole('dialog').getByRole('button', { name: '发布回复' }).click()
  await told(host.page, '回复已发布')
  expect((await readOutbox()).messages.length).toBeGreaterThan(0)
})

test('a request is rejected with a reason, and the guest reads it', async () => {
  const host = await visitor()
  await signIn(host.page, '13800000002')
  const guest = await visitor()
  await signIn(guest.page, '13800000003')
  const houseId = await requestModeHouse(host.page)
  const checkIn = addDays(await today(), 40)
  await guest.page.goto(`/stays/${houseId}/book?checkIn=${checkIn}&checkOut=${addDays(checkIn, 3)}`)
  await guest.page.getByRole('button', { name: '提交预订申请' }).click()
  await guest.page.waitForURL(/\/bookings\//)
  const bookingPath = new URL(guest.page.url()).pathname
  await host.page.goto(bookingPath)
  await host.page.getByRole('button', { name: '拒单' }).click()
  await host.page.getByRole('dialog').getByRole('button', { name: '确认拒单' }).click()
  await host.page.getByRole('dialog').getByText('请填写').first().waitFor()
  await host.page.getByRole('dialog').getByRole('textbox').fill('那几天自住')
  await host.page.getByRole('dialog').getByRole('button', { name: '确认拒单' }).click()
  await told(host.page, '已拒单')
  await guest.page.reload()
  await guest.page.getByText('那几天自住').first().waitFor()
  await expectAccessible(guest.page)
})

test('the host closes nights in the calendar, and nobody can choose them', async () => {
  const host = await visitor()
  await signIn(host.page, '13800000002')
  const houseId = await requestModeHouse(host.page)
  await host.page.goto(`/hosting/houses/${houseId}/calendar`)
  await expectAccessible(host.page)
  const day = addDays(await today(), 3)
  await host.page.getByRole('button', { name: dayName(day) }).click()
  await host.page.getByRole('button', { name: dayName(addDays(day, 1)) }).click()
  await host.page.getByRole('button', { name: '关闭' }).click()
  await told(host.page, /已关闭/)
  const anybody = await visitor(DESKTOP)
  await anybody.page.goto(`/stays/${houseId}`)
  await expectAccessible(anybody.page)
  const { data } = await (await fetch(`${inject('siteUrl')}/api/v1/stays/houses/${houseId}/calendar?from=${day}&to=${addDays(day, 2)}`)).json() as { data: { days: { state: string }[] } }
  expect(data.days[0]!.state).toBe('blocked')
})

test('every page of stays reads well in English, on a desktop and in the dark', async () => {
  const { page } = await visitor({ ...DESKTOP, locale: 'en-US', colorScheme: 'dark' })
  await page.goto('/')
  await page.getByRole('heading').first().waitFor()
  await expectAccessible(page)
  await page.goto('/stays')
  await page.getByRole('main').getByRole('link').first().waitFor()
  await expectAccessible(page)
  await page.goto('/sign-in')
  await page.getByLabel('Mobile, e-mail or user name').fill('13800000001')
  await page.getByLabel('Password', { exact: true }).fill('linli-demo-2026')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('/')
  for (const path of ['/bookings', '/hosting', '/hosting/bookings', '/me']) {
    await page.goto(path)
    await page.getByRole('main').getByRole('heading').first().waitFor({ state: 'attached' })
    await expectAccessible(page)
  }
})

/** A home of the demo host that answers requests. */
async function requestModeHouse(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const answer = await fetch('/api/v1/stays/houses?owner=me&limit=50')
    const { data } = await answer.json() as { data: { items: { id: number, instant: boolean, status: string }[] } }
    return data.items.find(house => !house.instant && house.status === 'published')!.id
  })
}
