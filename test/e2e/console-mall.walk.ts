import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { advanceClock, choose, expectAccessible, PATIENT, told, withBrowser } from './browser.ts'
import { firstRow, total, withConsole } from './console.ts'
import { newMobile, register } from './people.ts'
import { addAddress, payAtCashier } from './shopping.ts'

const { visitor } = withBrowser()
const { openConsole } = withConsole(visitor)

const COLOURS = ['桂花', '茉莉', '白桃', '原味']
const SIZES = ['50 克', '100 克', '150 克', '200 克', '250 克', '500 克']

async function addSpec(page: Page, name: string, options: readonly string[]): Promise<void> {
  await page.getByRole('textbox', { name: '规格名称' }).last().fill(name)
  await page.getByRole('button', { name: '添加规格' }).click()
  const field = page.getByRole('textbox', { name: new RegExp(`^为 ${name} 添加选项`) })
  for (const option of options) {
    await field.fill(option)
    await field.press('Enter')
  }
}

/** Writes a value into a column of all SKUs. */
async function fillAll(page: Page, column: string, value: string): Promise<void> {
  const fill = page.getByRole('group', { name: '批量填写' })
  await fill.getByRole('combobox', { name: '列' }).selectOption({ label: column })
  await fill.getByRole('textbox', { name: '值' }).fill(value)
  await fill.getByRole('button', { name: '填入' }).click()
  await told(page, '已填写 24 行')
}

test('staff make a product with 24 variants and put it on the shelf; people find it, and see a new price at once', async () => {
  const page = await openConsole('/console/mall/products')
  await page.getByRole('row').nth(1).waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: '新增商品' }).click()
  await page.getByRole('textbox', { name: '标题', exact: true }).fill('云栖 冷泡乌龙茶')
  for (const level of ['第一级分类', '第二级分类', '第三级分类']) await page.getByRole('combobox', { name: level }).selectOption({ index: 1 })
  await addSpec(page, '口味', COLOURS)
  await addSpec(page, '净含量', SIZES)
  await page.getByText('24 个 SKU').first().waitFor()
  await fillAll(page, '售价', '199')
  await fillAll(page, '库存', '30')
  await expectAccessible(page)
  await page.getByRole('button', { name: '保存为草稿' }).click()
  await told(page, '已保存')
  await page.getByRole('button', { name: '上架', exact: true }).click()
  await page.getByRole('link', { name: '在网站上查看' }).waitFor()
  const path = (await page.getByRole('link', { name: '在网站上查看' }).getAttribute('href'))!

  const { page: shopper } = await visitor()
  await shopper.goto('/mall/search?q=冷泡乌龙')
  await shopper.getByRole('link', { name: /云栖 冷泡乌龙茶/ }).first().click()
  await shopper.waitForURL(url => url.pathname === path)
  await shopper.getByText('¥199').first().waitFor()

  await fillAll(page, '售价', '188')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await told(page, '已保存')
  await shopper.reload()
  await shopper.getByText('¥188').first().waitFor()
})

/** Buys two of a thing and pays. @returns the order's number */
async function buyTwo(page: Page): Promise<string> {
  await page.goto('/sign-in')
  await register(page, newMobile(), 'a good password')
  await page.goto('/mall/search?q=保温杯')
  await page.getByRole('article').first().getByRole('link').click()
  await page.getByRole('button', { name: '立即购买' }).first().click()
  const sheet = page.getByRole('dialog', { name: '选择规格' })
  await sheet.getByRole('button', { name: '数量 +1' }).click()
  await sheet.getByRole('button', { name: '立即购买' }).click()
  await addAddress(page)
  await page.getByRole('button', { name: '提交订单并支付' }).click()
  await payAtCashier(page)
  await page.getByRole('link', { name: '查看订单' }).click()
  await page.getByText('待发货').first().waitFor()
  return new URL(page.url()).pathname.split('/').at(-1)!
}

async function ship(page: Page, no: string): Promise<void> {
  await page.goto(`/console/mall/orders?q=${no}`)
  await total(page, 1).waitFor()
  await expectAccessible(page)
  await firstRow(page).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('button', { name: '发货（2 件）' }).click()
  await drawer.getByText('请填写快递公司').waitFor()
  await drawer.getByRole('combobox', { name: '快递公司' }).fill('顺丰速运')
  await drawer.getByRole('textbox', { name: '运单号' }).fill('SF1234567890123')
  await expectAccessible(page)
  await drawer.getByRole('button', { name: '发货（2 件）' }).click()
  await told(page, `${no} 已发货`)
}

async function review(page: Page): Promise<void> {
  await page.getByRole('button', { name: '写评价' }).first().click()
  const sheet = page.getByRole('dialog', { name: '写评价' })
  await choose(sheet.getByRole('radio', { name: '5 星' }))
  await sheet.getByRole('textbox', { name: '评价' }).fill('保温一整天，做工很好。')
  const photo = await sharp({ create: { width: 600, height: 600, channels: 3, background: '#7c8f6a' } }).jpeg().toBuffer()
  await sheet.locator('input[type=file]').setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo })
  await sheet.getByRole('button', { name: '移除第 1 张图片' }).waitFor()
  await expectAccessible(page)
  await sheet.getByRole('button', { name: '发表评价' }).click()
  await told(page, '感谢你的评价')
}

async function giveOneBack(page: Page): Promise<void> {
  await page.getByRole('button', { name: '申请售后' }).click()
  const sheet = page.getByRole('dialog', { name: '申请售后' })
  await choose(sheet.getByRole('radio', { name: '退货退款' }))
  await choose(sheet.getByRole('radio', { name: '不想要了' }))
  await sheet.getByText('可退').waitFor()
  await expectAccessible(page)
  await sheet.getByRole('button', { name: '提交申请' }).click()
  await told(page, '申请已提交')
}

async function giveBackOne(page: Page, no: string): Promise<void> {
  await page.goto(`/console/mall/orders?q=${no}`)
  await total(page, 1).waitFor()
  await firstRow(page).click()
  await page.getByRole('dialog').getByRole('button', { name: /^退款：/ }).click()
  const dialog = page.getByRole('dialog', { name: '主动退款' })
  await dialog.getByText(/^所选商品实付/).waitFor()
  await dialog.getByRole('button', { name: /^退款 ¥/ }).click()
  await dialog.getByText('请填写原因').waitFor()
  await dialog.getByRole('textbox', { name: '原因' }).fill('杯盖有裂纹')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: /^退款 ¥/ }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('dialog').getByText('商家退款').waitFor()
  await page.getByText('已退 1 件').waitFor()
}

test('staff give the money for one of two sent pieces back without being asked; the buyer reads why, and that it is there', async () => {
  const { page } = await visitor()
  const no = await buyTwo(page)
  const console = await openConsole('/console')
  await ship(console, no)
  await giveBackOne(console, no)

  await page.reload()
  await page.getByText('商家退款').waitFor()
  await page.getByText('原因：杯盖有裂纹').waitFor()
  await page.getByText(/^已退 ¥/).first().waitFor()
  await expectAccessible(page)
  await advanceClock(120)
  await expect.poll(async () => {
    await page.reload()
    await page.getByText('商家退款').waitFor()
    return page.getByRole('article').getByText('已退款', { exact: true }).isVisible()
  }, PATIENT).toBe(true)
}, 240_000)

test('an order is sent, received and reviewed; one of two pieces comes back, and its money goes back', async () => {
  const { page } = await visitor()
  const no = await buyTwo(page)
  const console = await openConsole('/console')
  await ship(console, no)

  await page.reload()
  await page.getByText('SF1234567890123').first().waitFor()
  await page.getByRole('button', { name: '确认收货' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '确认收货' }).click()
  await told(page, '已确认收货')
  await review(page)
  await giveOneBack(page)

  await console.goto(`/console/mall/returns?q=${no}`)
  await total(console, 1).waitFor()
  await expectAccessible(console)
  await firstRow(console).click()
  await console.getByRole('button', { name: '同意退货' }).click()
  const approve = console.getByRole('dialog', { name: '同意退货' })
  await approve.getByRole('textbox', { name: '退货地址' }).fill('合肥市蜀山区望江西路 1 号 邻里仓 0551-65550000')
  await expectAccessible(console)
  await approve.getByRole('button', { name: '同意退货' }).click()
  await approve.waitFor({ state: 'hidden' })

  await page.reload()
  await page.getByRole('button', { name: '填写退货运单' }).click()
  const parcel = page.getByRole('dialog', { name: '填写退货运单' })
  await parcel.getByRole('textbox', { name: '快递公司' }).fill('中通快递')
  await parcel.getByRole('textbox', { name: '运单号' }).fill('ZT99887766')
  await expectAccessible(page)
  await parcel.getByRole('button', { name: '提交' }).click()
  await told(page, '已提交，等待商家收货')

  await console.reload()
  await console.getByRole('button', { name: '确认收货并退款' }).click()
  const receive = console.getByRole('dialog', { name: '确认收到退货' })
  await expectAccessible(console)
  await receive.getByRole('button', { name: '确认收货并退款' }).click()
  await receive.waitFor({ state: 'hidden' })
  await advanceClock(120)
  await expect.poll(async () => {
    await page.reload()
    await page.getByText('退货退款').first().waitFor()
    return page.getByText('已退款').first().isVisible()
  }, PATIENT).toBe(true)
  await page.getByText(/^已退 ¥/).first().waitFor()
  await expectAccessible(page)
}, 240_000)
