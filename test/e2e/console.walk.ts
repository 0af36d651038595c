import { expect, test } from 'vitest'
import { DESKTOP, expectAccessible, PHONE, told, withBrowser } from './browser.ts'
import { fact, filterBy, firstRow, giveReason, total, withConsole } from './console.ts'
import { newMobile, ownerCredentials, register, signIn, signInStaff } from './people.ts'

const { visitor } = withBrowser()
const { openConsole } = withConsole(visitor)

test('staff get in with a password and the code of this half minute; a wrong or a used code is refused', async () => {
  const { page } = await visitor(DESKTOP)
  const asked: string[] = []
  page.on('request', request => asked.push(new URL(request.url()).pathname))
  await page.goto('/console/users?status=suspended')
  await page.waitForURL(/\/console\/sign-in\?next=/)
  await page.getByText('演示站点').waitFor()
  expect(asked.filter(path => path.includes('/dev/'))).toEqual([]) // what a real site would answer with 404
  await page.getByRole('button', { name: '登录', exact: true }).click()
  for (const sentence of ['请填写用户名', '请填写密码', '请填写 6 位动态码']) await page.getByText(sentence).waitFor()
  await expectAccessible(page)

  const right = await ownerCredentials()
  const wrong = right.code.replace(/\d/g, digit => String((Number(digit) + 5) % 10))
  await signInStaff(page, { ...right, code: wrong })
  await page.getByRole('alert').filter({ hasText: '用户名、密码或动态码不正确' }).waitFor()
  expect(await page.getByRole('textbox', { name: '动态码' }).inputValue()).toBe('')
  await expectAccessible(page)
  await signInStaff(page, right)
  await page.waitForURL(/\/console\/users\?status=suspended/)

  const second = await visitor(DESKTOP)
  await second.page.goto('/console')
  await signInStaff(second.page, right)
  await second.page.getByRole('alert').filter({ hasText: '动态码不正确' }).waitFor()
})

test('every figure of the start page opens the rows it counts', async () => {
  const page = await openConsole('/console')
  const tiles = page.getByRole('main').getByRole('link').filter({ has: page.locator('strong') })
  await tiles.nth(11).waitFor() // all three parts have come
  await expectAccessible(page)
  for (const label of ['待审核房源', '在线房源', '待接单', '待支付', '今晚入住', '退款失败', '多付，退回', '今日收款', '用户总数', '已实名', '已停用']) {
    await page.goto('/console')
    const tile = tiles.filter({ hasText: label })
    const figure = Number((await tile.locator('strong').textContent())!.trim())
    await tile.click()
    await page.waitForURL(url => url.pathname !== '/console/')
    await (figure ? total(page, figure) : page.getByText('没有符合条件的记录')).waitFor()
  }
})

test('staff find somebody by phone and suspend them with a reason: they are out and read why, until they are restored', async () => {
  const somebody = await visitor()
  const mobile = newMobile()
  await register(somebody.page, mobile, 'a good password')

  const page = await openConsole('/console')
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '用户', exact: true }).click()
  await expectAccessible(page)
  await page.getByRole('searchbox', { name: /手机号/ }).fill('13700000000')
  await page.getByText('没有符合条件的记录').waitFor()
  await expectAccessible(page)
  await page.getByRole('searchbox', { name: /手机号/ }).fill(mobile)
  await total(page, 1).waitFor()
  await firstRow(page).click()
  await page.getByText('没有工作人员改动过').waitFor()
  expect(await fact(page, '手机号').textContent()).toContain('****') // nobody reads it whole here
  const number = (await fact(page, '内部编号').textContent())!.trim()
  await expectAccessible(page)

  await page.getByRole('button', { name: '停用账号' }).click()
  await giveReason(page, /^停用 /, '多次恶意下单', '停用账号')
  await told(page, '已完成')
  await page.getByText('停用原因：多次恶意下单').waitFor()
  await page.getByRole('listitem').filter({ hasText: 'demo-admin' }).filter({ hasText: '多次恶意下单' }).waitFor()
  await expectAccessible(page)

  await somebody.page.goto('/me/profile')
  await somebody.page.waitForURL(/\/sign-in/)
  await somebody.page.getByRole('textbox', { name: /手机号/ }).fill(mobile)
  await somebody.page.getByLabel('密码', { exact: true }).fill('a good password')
  await somebody.page.getByRole('button', { name: '登录', exact: true }).click()
  await somebody.page.getByText('账号已停用：多次恶意下单').first().waitFor()

  await page.getByRole('button', { name: '恢复账号' }).click()
  await giveReason(page, /^恢复 /, '本人来电说明', '恢复账号')
  await page.getByRole('button', { name: '停用账号' }).waitFor()
  await signIn(somebody.page, mobile, 'a good password')

  await page.goto('/console/audit')
  await page.getByRole('searchbox', { name: /对象/ }).fill(`account:${number}`)
  await total(page, 2).waitFor()
  await expectAccessible(page)
  await page.getByRole('row').filter({ hasText: '本人来电说明' }).filter({ hasText: '恢复账号' }).waitFor()
  await page.getByRole('row').last().filter({ hasText: '多次恶意下单' }).getByRole('link', { name: `account:${number}` }).click()
  await page.getByRole('dialog').getByText('登录中的设备（1）').waitFor()
})

test('of confirmed identities staff see the ends only', async () => {
  const page = await openConsole('/console/identities')
  await page.getByRole('row').nth(1).waitFor()
  await expectAccessible(page)
  for (const idNumber of await page.getByRole('cell').locator('code').allTextContents()) expect(idNumber).toMatch(/^\d\*{16}[\dX]$/)
  for (const row of (await page.getByRole('row').all()).slice(1)) expect(await row.getByRole('cell').nth(1).textContent()).toMatch(/^\s*\*+\S\s*$/)
  await page.getByRole('row').nth(1).getByRole('link').click()
  await fact(page, '实名').filter({ hasText: '认证' }).waitFor()
})

test('a home is taken down with a reason and gone from the site at once, then put back', async () => {
  const page = await openConsole('/console/houses')
  await filterBy(page, '状态', '已发布')
  await page.waitForURL(/status=published/)
  await firstRow(page).click()
  await page.getByRole('button', { name: '下架' }).waitFor()
  const title = (await page.getByRole('dialog').getByRole('heading', { level: 2 }).textContent())!.trim()
  const path = `/stays/${new URL(page.url()).searchParams.get('open')}`
  await expectAccessible(page)
  const anybody = await visitor(DESKTOP)
  await anybody.page.goto(path)
  await anybody.page.getByRole('heading', { name: title }).first().waitFor()

  await page.getByRole('button', { name: '下架' }).click()
  await giveReason(page, '下架这套房源', '照片与实际不符', '下架')
  await page.getByText('下架原因：照片与实际不符').waitFor()
  await expectAccessible(page)
  expect((await anybody.page.goto(path))!.status()).toBe(404)
  await anybody.page.getByText('这一页不在了').waitFor()

  await page.getByRole('button', { name: '恢复上架' }).click()
  await giveReason(page, '恢复这套房源', '照片已更换', '恢复上架')
  await page.getByRole('button', { name: '下架' }).waitFor()
  for (const reason of ['照片与实际不符', '照片已更换']) await page.getByRole('listitem').filter({ hasText: 'demo-admin' }).filter({ hasText: reason }).first().waitFor()
  expect((await anybody.page.goto(path))!.status()).toBe(200)
  await anybody.page.getByRole('heading', { name: title }).first().waitFor()
})

test('staff note that they have looked at a new home', async () => {
  const page = await openConsole('/console/houses?unreviewed=true')
  const waiting = Number(/\d+/.exec((await page.getByRole('status').filter({ hasText: /^共 \d+ 条/ }).first().textContent())!)![0])
  await firstRow(page).click()
  await page.getByRole('button', { name: '审核通过' }).click()
  await told(page, '已标记为审核过')
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click()
  await (waiting > 1 ? total(page, waiting - 1) : page.getByText('没有符合条件的记录')).waitFor()
})

test('on a phone the menu folds, lists are cards, and a detail fills the window and closes by going back', async () => {
  const page = await openConsole('/console', PHONE)
  await page.getByRole('link').filter({ hasText: '在线房源' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '菜单' }).click()
  await expectAccessible(page)
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '订单', exact: true }).click()
  await page.getByRole('navigation', { name: '主菜单' }).waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '筛选' }).click()
  await filterBy(page, '状态', '已完成')
  await page.waitForURL(/status=COMPLETE/)
  await expectAccessible(page)
  await page.getByRole('main').getByRole('listitem').first().getByRole('button').click()
  await page.getByRole('dialog').getByText('已完成').first().waitFor()
  await expectAccessible(page)
  await page.goBack()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '清除筛选' }).click()
  await page.waitForURL(url => !url.search)
})

test('who signs out is out, and going back shows nothing', async () => {
  const page = await openConsole('/console/houses')
  await page.getByRole('row').nth(1).waitFor()
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.waitForURL(/\/console\/sign-in/)
  await page.goBack()
  await page.waitForURL(/\/console\/sign-in/)
  expect(await page.getByRole('row').count()).toBe(0)
})
