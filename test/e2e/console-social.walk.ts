import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { choose, expectAccessible, expectReadable, PATIENT, PHONE, told, withBrowser } from './browser.ts'
import { firstRow, withConsole } from './console.ts'
import { newMobile, register } from './people.ts'

const { visitor } = withBrowser()
const { openConsole } = withConsole(visitor)

/** Lhasa, where the demo has nobody: whoever is there finds the other. */
const FAR_AWAY = '540100'

/** A call of the page itself, as its code makes them. @returns the answer's data */
function ask(page: Page, method: string, path: string, body?: object): Promise<any> {
  return page.evaluate(async ({ method, path, body }) => {
    const csrf = /csrf_token=([^;]+)/.exec(document.cookie)?.[1] ?? ''
    const answer = await fetch(`/api/v1${path}`, { method, headers: { 'x-csrftoken': csrf, ...body && { 'content-type': 'application/json' } }, body: body && JSON.stringify(body) })
    const json = await answer.json()
    if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(json)}`)
    return json.data
  }, { method, path, body })
}

/** Sends a portrait of this colour, drawn in the browser. */
async function addPhoto(page: Page, hue: number): Promise<void> {
  await page.evaluate(async (hue) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 600, height: 800 })
    const pen = canvas.getContext('2d')!
    for (let i = 0; i < 40; i++) {
      pen.fillStyle = `hsl(${hue + i * 7} 60% ${20 + i}%)`
      pen.fillRect((i * hue) % 500, (i * 97) % 700, 160, 120)
    }
    const form = new FormData()
    form.append('image', await new Promise<Blob>(done => canvas.toBlob(blob => done(blob!), 'image/jpeg')), 'me.jpg')
    const csrf = /csrf_token=([^;]+)/.exec(document.cookie)?.[1] ?? ''
    const answer = await fetch('/api/v1/social/photos', { method: 'POST', headers: { 'x-csrftoken': csrf }, body: form })
    if (!answer.ok) throw new Error(await answer.text())
  }, hue)
}

/** Somebody new with a complete profile. @returns their page and their id in Meet */
async function newMeeter(name: string, hue: number): Promise<{ page: Page, id: string }> {
  const { page } = await visitor(PHONE)
  await register(page, newMobile(), 'a good password')
  await ask(page, 'PATCH', '/social/profile', { name, birthDate: '1996-04-02', gender: 'female', about: '喜欢徒步和做饭。', tags: ['徒步'] })
  await ask(page, 'PUT', '/social/location', { city: FAR_AWAY })
  for (const n of [1, 2]) await addPhoto(page, hue * n)
  const { id, visible } = await ask(page, 'GET', '/social/profile')
  expect(visible).toBe(true)
  return { page, id }
}

test('a member reports somebody, staff suspend them, they read why and appeal, and staff let them back', async () => {
  const [anna, ben] = [await newMeeter('阿娜', 31), await newMeeter('阿本', 57)]
  await expect.poll(async () => (await ask(anna.page, 'GET', '/social/deck')).items.map((card: { id: string }) => card.id), PATIENT).toContain(ben.id)

  // Anna reports Ben from his page.
  await anna.page.goto(`/meet/people/${ben.id}`)
  await anna.page.getByRole('button', { name: '举报阿本' }).click()
  const dialog = anna.page.getByRole('dialog', { name: '举报阿本' })
  await dialog.getByRole('button', { name: '举报并拉黑' }).click()
  await dialog.getByText('请选择一项').waitFor()
  await choose(dialog.getByRole('radio', { name: '要钱、诈骗' }))
  await dialog.getByRole('textbox', { name: /补充说明/ }).fill('刚聊两句就要我转钱')
  await expectAccessible(anna.page)
  await dialog.getByRole('button', { name: '举报并拉黑' }).click()
  await told(anna.page, '已收到举报')
  await anna.page.goto('/meet/safety')
  await anna.page.getByText('我们正在查看').waitFor()
  await anna.page.getByRole('button', { name: '取消拉黑阿本' }).waitFor()
  await expectAccessible(anna.page)

  // Staff look at the report and suspend him.
  const page = await openConsole('/console/meet/reports')
  await page.getByRole('button', { name: '刚聊两句就要我转钱' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '刚聊两句就要我转钱' }).click()
  const drawer = page.getByRole('dialog', { name: '关于阿本的举报' })
  await drawer.getByText('喜欢徒步和做饭。').waitFor()
  await expectAccessible(page)
  await drawer.getByRole('button', { name: '处理', exact: true }).click()
  const decision = page.getByRole('dialog', { name: '处理这份举报' })
  await decision.getByText('停用交友', { exact: true }).click()
  await decision.getByText('30 天', { exact: true }).click()
  await decision.getByRole('textbox', { name: '原因' }).fill('向陌生人要钱')
  await expectAccessible(page)
  await decision.getByRole('button', { name: '确认处理' }).click()
  await told(page, '已处理')
  await drawer.getByText(/已停用，demo-admin/).waitFor()

  // Ben reads why and appeals; nobody finds him meanwhile.
  await ben.page.goto('/inbox')
  await ben.page.getByText(/向陌生人要钱/).waitFor()
  await ben.page.goto('/meet/safety')
  await ben.page.getByText('原因：向陌生人要钱').waitFor()
  await ben.page.getByRole('button', { name: '提交申诉' }).click()
  await ben.page.getByText('请至少写 10 个字').waitFor()
  await expectAccessible(ben.page)
  await ben.page.getByRole('textbox', { name: '请说明情况' }).fill('那只是一个玩笑，我向她道过歉了。')
  await ben.page.getByRole('button', { name: '提交申诉' }).click()
  await ben.page.getByText('申诉正在处理中').waitFor()

  // Staff find the appeal and let him back.
  await page.goto('/console/meet/appeals')
  await page.getByRole('button', { name: /那只是一个玩笑/ }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: /那只是一个玩笑/ }).click()
  const appeal = page.getByRole('dialog', { name: '阿本的申诉' })
  await appeal.getByText('向陌生人要钱').first().waitFor()
  await expectAccessible(page)
  await appeal.getByRole('button', { name: '恢复资料' }).click()
  const answer = page.getByRole('dialog', { name: '恢复这个人的资料' })
  await answer.getByRole('textbox', { name: '原因' }).fill('核实为误会')
  await answer.getByRole('button', { name: '恢复资料' }).click()
  await told(page, '已完成')

  await ben.page.goto('/meet/safety')
  await ben.page.getByText('社区规范').waitFor()
  expect(await ben.page.getByText('您的交友资料已被停用').count()).toBe(0)
  expect((await ask(ben.page, 'GET', '/social/profile')).visible).toBe(true)

  // Anna reads what came of it, and takes her block back.
  await anna.page.goto('/meet/safety')
  await anna.page.getByText('TA 已不能在这里认识别人').waitFor()
  await anna.page.getByRole('button', { name: '取消拉黑阿本' }).click()
  await anna.page.getByRole('dialog').getByRole('button', { name: '取消拉黑' }).click()
  await told(anna.page, '已取消拉黑阿本')
  await anna.page.getByText('没有拉黑任何人').waitFor()
})

test('staff judge photos by keys, ban a picture and let it come back; find people and see the figures', async () => {
  await newMeeter('阿照', 83)
  const page = await openConsole('/console/meet/photos?page=99') // of a list that was longer: the first page is shown
  const mine = page.locator('[data-photo]').filter({ hasText: '阿照' })
  // The oldest come first: newcomers of others may fill a page before these.
  await expect.poll(async () => {
    await page.locator('[data-photo]').first().waitFor()
    const next = page.getByRole('button', { name: '下一页' })
    if (await mine.count() > 0) return true
    if (await next.count() > 0 && await next.isEnabled()) await next.click()
    else await page.goto('/console/meet/photos')
    return false
  }, PATIENT).toBe(true)
  await expectAccessible(page)
  await mine.first().locator('.look').focus()
  await page.keyboard.press('x')
  await page.getByRole('button', { name: '通过所选（1）' }).click()
  await told(page, '已通过 1 张')
  const left = await page.locator('[data-photo]').count()
  await page.locator('[data-photo] .look').first().focus()
  await page.keyboard.press('r')
  const reject = page.getByRole('dialog', { name: '驳回这张照片' })
  await reject.getByRole('checkbox', { name: /禁止这张图片再次上传/ }).check()
  await reject.getByRole('textbox', { name: '原因' }).fill('不是真人照片')
  await expectAccessible(page)
  await reject.getByRole('button', { name: '驳回', exact: true }).click()
  await told(page, '已驳回')
  await expect.poll(() => page.locator('[data-photo]').count(), PATIENT).not.toBe(left + 1)

  await page.getByRole('link', { name: '禁用图片' }).click()
  await page.getByText('不是真人照片').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '解除禁用' }).first().click()
  const release = page.getByRole('dialog', { name: '解除禁用' })
  await release.getByRole('textbox', { name: '原因' }).fill('核实过了')
  await release.getByRole('button', { name: '解除禁用' }).click()
  await told(page, '已完成')

  await page.goto('/console/meet/people?q=阿照')
  await firstRow(page).waitFor()
  await expectAccessible(page)
  await firstRow(page).click()
  const drawer = page.getByRole('dialog', { name: '阿照' })
  await drawer.getByRole('button', { name: '提醒' }).click()
  const warning = page.getByRole('dialog', { name: '提醒阿照' })
  await warning.getByRole('textbox', { name: '原因' }).fill('请用本人照片')
  await warning.getByRole('button', { name: '提醒', exact: true }).click()
  await told(page, '已完成')
  await drawer.getByText('提醒：请用本人照片').waitFor()
  await expectAccessible(page)

  await page.goto('/console/meet/statistics')
  await page.getByRole('link', { name: /待审照片/ }).waitFor()
  await expectAccessible(page)
})

test('every page of it can be read small, by night and in English', async () => {
  for (const options of [{ ...PHONE, colorScheme: 'dark' as const }, { ...PHONE, locale: 'en' }]) {
    for (const path of ['statistics', 'reports', 'appeals', 'photos', 'photos/banned', 'people']) {
      const page = await openConsole(`/console/meet/${path}`, options)
      await page.locator('h1').waitFor()
      await expectReadable(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      await page.close()
    }
  }
})
