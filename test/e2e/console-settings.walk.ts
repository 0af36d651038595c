import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { choose, DESKTOP, expectAccessible, PATIENT, told, withBrowser } from './browser.ts'
import { giveReason, withConsole } from './console.ts'
import { authenticatorCode, ownerCredentials, signInStaff } from './people.ts'

const { visitor } = withBrowser()
const { openConsole } = withConsole(visitor)

/** Renames an entry of the districts or facilities, or changes whether it is offered. */
async function changeEntry(page: Page, list: string, name: string, change: { name?: string, retire?: true }) {
  await page.getByRole('region', { name: list }).getByRole('button', { name: `修改${name}` }).click()
  const sheet = page.getByRole('dialog', { name: `修改${name}` })
  if (change.name) await sheet.getByRole('textbox', { name: '名称' }).fill(change.name)
  if (change.retire) await sheet.getByRole('switch', { name: /停用/ }).check()
  await expectAccessible(page)
  await sheet.getByRole('textbox', { name: '原因' }).fill('名称调整')
  await sheet.getByRole('button', { name: '保存' }).click()
  await sheet.waitFor({ state: 'hidden' })
}

async function addEntry(page: Page, list: string, dialog: string, name: string, icon?: string) {
  await page.getByRole('region', { name: list }).getByRole('button', { name: '添加' }).click()
  const sheet = page.getByRole('dialog', { name: dialog })
  await sheet.getByRole('button', { name: '保存' }).click()
  await sheet.getByText('请填写名称').waitFor()
  await expectAccessible(page)
  await sheet.getByRole('textbox', { name: '名称' }).fill(name)
  if (icon) await choose(sheet.getByRole('radio', { name: icon }))
  await sheet.getByRole('button', { name: '保存' }).click()
  await page.getByRole('region', { name: list }).getByText(name, { exact: true }).waitFor()
}

test('a district and a facility are added, renamed and retired, and visitors see it at once', async () => {
  const page = await openConsole('/console/districts')
  await page.getByRole('region', { name: '城区' }).getByRole('listitem').first().waitFor()
  await expectAccessible(page)
  const { page: site } = await visitor(DESKTOP)
  const offered = async () => {
    await site.goto('/stays', { waitUntil: 'networkidle' }) // a press before the page has woken up opens nothing
    await site.getByRole('button', { name: '价格与设施' }).click()
    const [areas, facilities] = [site.getByRole('combobox', { name: '城区' }), site.getByRole('dialog')]
    return `${await areas.textContent()} ${await facilities.textContent()}`
  }

  await addEntry(page, '城区', '添加城区', '新站区')
  await addEntry(page, '设施', '添加设施', '宠物友好', 'paw')
  expect(await offered()).toMatch(/新站区.*宠物友好/)
  await expectAccessible(site)

  await changeEntry(page, '城区', '新站区', { name: '新站高新区' })
  await changeEntry(page, '设施', '宠物友好', { name: '可带宠物' })
  expect(await offered()).toMatch(/新站高新区.*可带宠物/)

  await changeEntry(page, '城区', '新站高新区', { retire: true })
  await changeEntry(page, '设施', '可带宠物', { retire: true })
  await page.reload()
  await expect.poll(() => page.getByText('已停用', { exact: true }).count(), PATIENT).toBe(2)
  await expectAccessible(page)
  expect(await offered()).not.toMatch(/新站高新区|可带宠物/)

  await page.getByRole('button', { name: '新站高新区上移' }).click()
  await page.getByRole('button', { name: '保存顺序' }).click()
  await giveReason(page, '保存顺序', '按区划代码', '保存')
  await told(page, '已完成')
})

test('a new member of the staff with few permissions is offered few pages and refused the others', async () => {
  const page = await openConsole('/console/roles')
  await page.getByRole('heading', { name: 'owner' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '添加角色' }).click()
  const roleSheet = page.getByRole('dialog', { name: '添加角色' })
  await roleSheet.getByRole('group', { name: '爱家租房' }).getByRole('checkbox', { name: /管理城区和设施/ }).check()
  await roleSheet.getByRole('button', { name: '保存' }).click()
  await roleSheet.getByText('请填写角色名称').waitFor()
  await expectAccessible(page)
  await roleSheet.getByRole('textbox', { name: '角色名称' }).fill('资料员')
  await roleSheet.getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { name: '资料员' }).waitFor()

  await page.getByRole('link', { name: '工作人员' }).click()
  await page.getByRole('row').nth(1).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '添加工作人员' }).click()
  const staffSheet = page.getByRole('dialog', { name: '添加工作人员' })
  await staffSheet.getByRole('textbox', { name: '用户名' }).fill('zhao.min')
  await staffSheet.getByRole('button', { name: '添加', exact: true }).click()
  await staffSheet.getByText('请至少选择一个角色').waitFor()
  await expectAccessible(page)
  await staffSheet.getByRole('checkbox', { name: /资料员/ }).check()
  await staffSheet.getByRole('button', { name: '添加', exact: true }).click()
  const once = page.getByRole('dialog', { name: '登录凭据' })
  await once.getByRole('img', { name: '验证器二维码' }).waitFor()
  await expectAccessible(page)
  const [name, password, secret] = await once.locator('code').allTextContents()
  await once.getByRole('button', { name: '已保存，关闭' }).click()
  await page.getByRole('row').filter({ hasText: 'zhao.min' }).filter({ hasText: '资料员' }).waitFor()

  const member = await visitor(DESKTOP)
  await member.page.goto('/console')
  await signInStaff(member.page, { name: name!, password: password!, code: await authenticatorCode(secret!) })
  await member.page.getByRole('heading', { name: 'zhao.min' }).waitFor()
  await expectAccessible(member.page)
  const menu = member.page.getByRole('navigation', { name: '主菜单' }).getByRole('link')
  expect((await menu.allInnerTexts()).map(text => text.trim())).toEqual(['首页', '城区与设施', '我的密码'])
  for (const path of ['users', 'identities', 'houses', 'bookings', 'payments', 'refunds', 'staff', 'roles', 'audit']) {
    await member.page.goto(`/console/${path}`)
    await member.page.getByText('没有这一页，或者没有权限查看').waitFor()
    const status = await member.page.evaluate(async url => (await fetch(url)).status, `/api/v1/console/${['houses', 'bookings'].includes(path) ? 'stays/' : ''}${path}`)
    expect(status, path).toBe(403)
  }
  await expectAccessible(member.page)
  await member.page.getByRole('link', { name: '城区与设施' }).click()
  await member.page.getByRole('region', { name: '城区' }).getByRole('listitem').first().waitFor()

  await page.getByRole('row').filter({ hasText: 'zhao.min' }).getByRole('button', { name: '停用' }).click()
  await giveReason(page, '停用 zhao.min', '已离职', '停用')
  await member.page.reload()
  await member.page.waitForURL(/\/console\/sign-in/)
})

test('a new password ends every session, and only the right code changes it', async () => {
  const page = await openConsole('/console/password')
  await page.getByLabel('当前密码', { exact: true }).fill('not the password')
  await page.getByLabel('新密码', { exact: true }).fill('short')
  await page.getByRole('button', { name: '修改密码' }).click()
  await page.getByText('密码至少 12 个字符').waitFor()
  await expectAccessible(page)
  await page.getByLabel('新密码', { exact: true }).fill('a password of its own')
  await page.getByRole('textbox', { name: '动态码' }).fill((await ownerCredentials()).code)
  await page.getByRole('button', { name: '修改密码' }).click()
  await page.getByRole('alert').filter({ hasText: '不正确' }).waitFor()
  expect(page.url()).toContain('/console/password')
})
