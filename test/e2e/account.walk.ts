import { expect, test } from 'vitest'
import sharp from 'sharp'
import { advanceClock, DESKTOP, expectAccessible, told, withBrowser } from './browser.ts'
import { codeFor, fillCaptcha, newIdNumber, newMobile, register, signIn } from './people.ts'

const { visitor } = withBrowser()

test('a newcomer registers by phone, picks a name and a picture, and both show at once', async () => {
  const { page } = await visitor()
  await page.goto('/register')
  await expectAccessible(page)
  await register(page, newMobile(), 'a good password')
  await page.goto('/me/profile')
  await page.getByRole('textbox', { name: '昵称' }).fill('新来的邻居')
  await page.getByRole('button', { name: '保存昵称' }).click()
  await told(page, '昵称已保存')
  await expectAccessible(page)
  const picture = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#2f6b52' } }).jpeg().toBuffer()
  await page.getByLabel('更换头像').setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: picture })
  await told(page, '头像已更新')
  await page.goto('/me')
  await page.getByText('新来的邻居').first().waitFor()
  await expectAccessible(page)
})

test('each wrong field of the registration says so at its place, and nothing is sent', async () => {
  const { page } = await visitor()
  await page.goto('/register')
  await page.getByRole('button', { name: '注册并登录' }).click()
  for (const sentence of ['请填写正确的手机号！', '请填写验证码！', '密码为 8–20 个字符', '请先阅读并同意用户协议']) {
    await page.getByText(sentence).waitFor()
  }
  await expectAccessible(page)
})

test('a wrong captcha is told at its field and a new picture comes', async () => {
  const { page } = await visitor()
  await page.goto('/register')
  await page.getByRole('textbox', { name: '手机号' }).fill(newMobile())
  const picture = page.getByRole('img', { name: /图形验证码/ })
  const before = await picture.getAttribute('src')
  await page.getByRole('textbox', { name: '图形验证码' }).fill('0000')
  await page.getByRole('button', { name: '获取验证码' }).click()
  await page.getByRole('alert').filter({ hasText: '验证码' }).waitFor()
  expect(await picture.getAttribute('src')).not.toBe(before)
})

test('somebody signs in by password and by code, sees the devices and signs the other one out', async () => {
  const mobile = newMobile()
  const phone = await visitor()
  await register(phone.page, mobile, 'a good password')
  const desktop = await visitor(DESKTOP)
  await desktop.page.goto('/sign-in')
  await expectAccessible(desktop.page)
  await desktop.page.getByText('验证码登录').click()
  await desktop.page.getByRole('textbox', { name: '手机号' }).fill(mobile)
  await fillCaptcha(desktop.page)
  await advanceMinute()
  await desktop.page.getByRole('button', { name: '获取验证码' }).click()
  await desktop.page.getByRole('button', { name: /秒后重发/ }).waitFor()
  await desktop.page.getByRole('textbox', { name: '验证码', exact: true }).fill(await codeFor(mobile))
  await desktop.page.getByRole('button', { name: '登录', exact: true }).click()
  await desktop.page.waitForURL('/')

  await phone.page.goto('/me/security')
  await expectAccessible(phone.page)
  await phone.page.getByRole('button', { name: '退出', exact: true }).click()
  await phone.page.getByRole('dialog').getByRole('button', { name: '退出', exact: true }).click()
  await told(phone.page, '该设备已退出')
  await desktop.page.goto('/me/profile')
  await desktop.page.waitForURL(/\/sign-in/)
})

test('a forgotten password is set anew, and the old one no longer opens the account', async () => {
  const mobile = newMobile()
  const { page, context } = await visitor()
  await register(page, mobile, 'the old password')
  await context.clearCookies()
  await advanceMinute()
  await page.goto('/password/recover')
  await page.getByRole('textbox', { name: /手机号/ }).fill(mobile)
  await fillCaptcha(page)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByText(/验证码已发往/).waitFor()
  await expectAccessible(page)
  await page.getByRole('textbox', { name: '验证码', exact: true }).fill(await codeFor(mobile))
  await page.getByLabel('新密码', { exact: true }).fill('the new password')
  await page.getByRole('button', { name: '设置新密码' }).click()
  await page.waitForURL('/sign-in')
  await signIn(page, mobile, 'the new password')
})

test('an identity is confirmed once and then only shown in part', async () => {
  const { page } = await visitor()
  await register(page, newMobile(), 'a good password')
  await page.goto('/me/identity')
  await page.getByRole('textbox', { name: '真实姓名' }).fill('李小明')
  await page.getByRole('textbox', { name: '身份证号码' }).fill('340102199003070024')
  await page.getByRole('button', { name: '提交认证' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交认证' }).click()
  await page.getByRole('alert').waitFor() // the check digit is wrong
  await page.getByRole('textbox', { name: '身份证号码' }).fill(newIdNumber())
  await page.getByRole('button', { name: '提交认证' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: '提交认证' }).click()
  await page.getByText('已完成实名认证').waitFor()
  expect(await page.getByRole('textbox', { name: '真实姓名' }).inputValue()).toContain('*')
  await expectAccessible(page)
})

test('the pages speak English as well, and keep the choice', async () => {
  const { page } = await visitor()
  await page.goto('/me')
  await page.getByRole('main').getByRole('button', { name: 'English' }).click()
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).waitFor()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  await expectAccessible(page)
})

/** A new code may be asked for after a minute. */
const advanceMinute = () => advanceClock(61)
