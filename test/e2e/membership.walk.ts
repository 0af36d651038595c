import { expect, test } from 'vitest'
import { advanceClock, choose, DESKTOP, expectAccessible, PATIENT, told, withBrowser } from './browser.ts'
import { fact, firstRow, total, withConsole } from './console.ts'
import { matched, newMeeting } from './meet.ts'
import { payAtCashier } from './shopping.ts'

const { visitor } = withBrowser()
const { openConsole } = withConsole(visitor)

interface Likes { count: number, items: { name: string }[] }

test('somebody becomes a member at the cashier, sees who likes them, and staff give the money back', async () => {
  const [anna, ben] = [await newMeeting(await visitor(), '会员安娜', 'female'), await newMeeting(await visitor(), '会员小本', 'male')]
  const { items } = await ben.call<{ items: { id: string }[] }>('GET', '/social/deck?limit=50')
  expect(items.map(({ id }) => id)).toContain(anna.meetId)
  await ben.call('PUT', `/social/swipes/${anna.meetId}`, { kind: 'like' })
  expect(await anna.call<Likes>('GET', '/social/likes')).toMatchObject({ count: 1, items: [] })

  const { page } = anna
  await page.goto('/meet/membership')
  await page.getByText('您还不是会员').waitFor()
  await expectAccessible(page)
  await choose(page.getByRole('radio', { name: '青铜' }))
  await page.getByRole('button', { name: '开通青铜 ¥50' }).waitFor()
  await choose(page.getByRole('radio', { name: '黄金' }))
  await choose(page.getByRole('radio', { name: /^30 天/ }))
  await page.getByRole('button', { name: '开通黄金 ¥40' }).click()
  await page.getByRole('heading', { name: '支付宝模拟收银台' }).waitFor()

  // Who turns back finds the order waiting, and pays it from there.
  await page.goto('/meet/membership')
  await page.getByText('待支付').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '去支付' }).click()
  await payAtCashier(page)
  await page.getByRole('link', { name: '查看订单' }).click()
  await page.waitForURL('/meet/membership')
  await page.getByText('黄金会员').first().waitFor()
  await page.getByRole('button', { name: /^续费黄金/ }).waitFor()
  await expectAccessible(page)
  expect(await anna.call<Likes>('GET', '/social/likes')).toMatchObject({ count: 1, items: [{ name: '会员小本' }] })

  const { orders: [order] } = await anna.call<{ orders: { no: string }[] }>('GET', '/social/membership')
  const staff = await openConsole('/console/meet/memberships')
  await staff.getByRole('searchbox', { name: '订单号、姓名、编号或完整手机号' }).fill(order!.no)
  await total(staff, 1).waitFor()
  await expectAccessible(staff)
  await firstRow(staff).click()
  await staff.getByRole('dialog').getByText('已支付').first().waitFor()
  expect((await fact(staff, '未使用部分约值').textContent())!.trim()).toBe('¥40')
  await expectAccessible(staff)
  await staff.getByRole('button', { name: '退款', exact: true }).click()
  const dialog = staff.getByRole('dialog', { name: '退款', exact: true })
  await dialog.getByRole('textbox', { name: '退款金额（元）' }).fill('41')
  await dialog.getByRole('button', { name: '退款', exact: true }).click()
  await dialog.getByText('请填写 0.01 到 ¥40 之间的金额').waitFor()
  await dialog.getByText('请填写原因').waitFor()
  await expectAccessible(staff)
  await dialog.getByRole('textbox', { name: '退款金额（元）' }).fill('40')
  await dialog.getByRole('textbox', { name: '原因' }).fill('误购')
  await dialog.getByRole('button', { name: '退款 ¥40' }).click()
  await told(staff, '已发起退款')

  await advanceClock(60)
  await expect.poll(async () => (await anna.call<{ level: number }>('GET', '/social/membership')).level, PATIENT).toBe(0)
  expect(await anna.call<Likes>('GET', '/social/likes')).toMatchObject({ count: 1, items: [] })
  await page.reload()
  await page.getByText('已退款').first().waitFor()
  await page.getByText('您还不是会员').waitFor()
})

test('staff change what a level allows and what it costs, and members read it', async () => {
  const page = await openConsole('/console/meet/plans')
  await page.getByRole('heading', { name: '白银' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '修改白银', exact: true }).click()
  const level = page.getByRole('dialog', { name: '修改白银' })
  await level.getByRole('textbox', { name: '每天超级喜欢' }).fill('七')
  await level.getByRole('button', { name: '保存' }).click()
  await level.getByText('请填写 0 到 100000 的整数，或留空').waitFor()
  await expectAccessible(page)
  await level.getByRole('textbox', { name: '每天超级喜欢' }).fill('7')
  await level.getByRole('button', { name: '保存' }).click()
  await told(page, '已保存')

  await page.getByRole('button', { name: '新增套餐' }).click()
  const plan = page.getByRole('dialog', { name: '新增套餐' })
  await choose(plan.getByRole('radio', { name: '白银' }))
  await plan.getByRole('textbox', { name: '天数' }).fill('7')
  await plan.getByRole('textbox', { name: '价格（元）' }).fill('6.5')
  await expectAccessible(page)
  await plan.getByRole('button', { name: '保存' }).click()
  await page.getByText('白银 7 天').waitFor()

  const reader = (await newMeeting(await visitor(DESKTOP), '会员读者', 'female')).page
  await reader.goto('/meet/membership')
  await choose(reader.getByRole('radio', { name: '白银' }))
  await reader.getByText('7 次', { exact: true }).waitFor()
  await choose(reader.getByRole('radio', { name: /^7 天/ }))
  await reader.getByRole('button', { name: '开通白银 ¥6.50' }).waitFor()
  await expectAccessible(reader)

  await page.getByRole('listitem').filter({ hasText: '白银 7 天' }).getByRole('button', { name: '下架' }).click()
  await told(page, '“白银 7 天”已下架，已下的订单仍可支付')
  await reader.getByRole('button', { name: '开通白银 ¥6.50' }).click()
  await reader.getByText('这个套餐已下架，请重新选择').waitFor()
  await expectAccessible(reader)
})

test('whoever wants to is on the ranking, and leaves it at once', async () => {
  const [anna, ben] = [await newMeeting(await visitor(), '榜上安娜', 'female'), await newMeeting(await visitor(DESKTOP), '榜下小本', 'male')]
  await matched(anna, ben)
  const { page } = anna
  await page.goto('/meet/ranking')
  await expectAccessible(page)
  await page.getByRole('switch', { name: /允许出现在人气榜/ }).check()
  await told(page, '已加入，几分钟后更新')
  await advanceClock(301)
  // The demo site's people have more points: she reads her own, and theirs.
  await page.reload()
  await page.getByText('我的名次').waitFor()
  await page.getByText(/ 5 分/).first().waitFor()
  await expectAccessible(page)

  await ben.page.goto('/meet/ranking?status=all')
  await expect.poll(() => ben.page.getByRole('listitem').filter({ hasText: /\d+ 分/ }).count(), PATIENT).toBeGreaterThan(10)
  await expectAccessible(ben.page)
  await page.getByRole('switch', { name: /允许出现在人气榜/ }).uncheck()
  await told(page, '已退出')
  await expect.poll(() => page.getByText('我的名次').count(), PATIENT).toBe(0)
})
