import type { Page } from 'playwright-core'
import { expectAccessible, told } from './browser.ts'

/** Adds an address from a pasted text while ordering. */
export async function addAddress(page: Page): Promise<void> {
  await page.getByRole('button', { name: /添加收货地址/ }).click()
  const sheet = page.getByRole('dialog', { name: '新增地址' })
  await sheet.getByText('粘贴地址，自动识别').first().click()
  await sheet.getByRole('textbox', { name: /粘贴地址/ }).fill('程一诺 13900001234 安徽省合肥市蜀山区望江西路 666 号')
  await sheet.getByRole('button', { name: '识别' }).click()
  await expectAccessible(page)
  await sheet.getByRole('button', { name: '保存' }).click()
  await told(page, '地址已保存')
}

/** Pays at the simulated cashier, which has just opened. */
export async function payAtCashier(page: Page): Promise<void> {
  await page.getByRole('heading', { name: '支付宝模拟收银台' }).waitFor()
  await page.getByRole('button', { name: /确认支付/ }).click()
  await page.getByText('支付已完成').first().waitFor()
}
