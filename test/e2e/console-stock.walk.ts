import { expect, test } from 'vitest'
import { told, withBrowser } from './browser.ts'
import { firstRow, withConsole } from './console.ts'

const { visitor } = withBrowser()
const { openConsole } = withConsole(visitor)

test('staff who lost the answer to an adjustment send it again: it counts once; the same again is another', async () => {
  const page = await openConsole('/console/mall/stock')
  await firstRow(page).click()
  const drawer = page.getByRole('dialog')
  const pieces = drawer.getByRole('textbox', { name: '件数' })
  async function fillIn(): Promise<number> {
    await pieces.fill('5')
    await drawer.getByRole('textbox', { name: '原因' }).fill('到货')
    return Number(/(\d+) → \d+/.exec((await drawer.getByText(/\d+ → \d+/).first().textContent())!)![1])
  }
  const add = () => drawer.getByRole('button', { name: '增加库存' }).click()
  const onHand = await fillIn()

  let lost = 0
  await page.route('**/adjustments', async (route) => {
    await route.fetch()
    lost++
    await route.abort('connectionreset')
  }, { times: 1 })
  await add()
  await drawer.getByRole('alert').waitFor()
  await add()
  await told(page, `在库现为 ${onHand + 5} 件`)
  expect(lost).toBe(1)

  await expect.poll(fillIn).toBe(onHand + 5)
  await add()
  await told(page, `在库现为 ${onHand + 10} 件`)
})
