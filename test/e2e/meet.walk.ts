import type { Page } from 'playwright-core'
import type { Meeter, Place } from './meeting.ts'
import { expect, test } from 'vitest'
import { expectAccessible, PATIENT, withBrowser } from './browser.ts'
import { aMeeter, dragByMouse, drawPortrait, likeByName, nameOnTop, PLACES, swipeByTouch, topCard } from './meeting.ts'
import { newMobile, register } from './people.ts'

const { visitor } = withBrowser()
const SLOW = 300_000

const next = (page: Page) => page.getByRole('button', { name: '下一步' }).click()
const question = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor()

/** Completes a profile from the first question to the cards. Leaves once in between and comes back to where it was. */
async function setUp(page: Page, name: string, { province, city }: Place): Promise<void> {
  await page.goto('/meet/setup')
  await question(page, '怎么称呼您？')
  await expectAccessible(page)
  await page.getByRole('textbox', { name: '昵称' }).fill(name)
  await next(page)

  await question(page, '您的生日是？')
  await page.getByRole('textbox', { name: '年' }).fill('2015')
  await page.getByRole('textbox', { name: '月' }).fill('6')
  await page.getByRole('textbox', { name: '日' }).fill('18')
  await page.getByText('年满 18 岁才能加入').waitFor()
  await expectAccessible(page)
  await page.getByRole('textbox', { name: '年' }).fill('1997')
  await page.getByText(/^您 \d\d 岁$/).waitFor()
  await next(page)

  await question(page, '您是？')
  await expectAccessible(page)
  await page.getByText('其他', { exact: true }).click()
  await next(page)
  await question(page, '想认识谁？')

  await page.goto('/meet')
  await page.getByRole('heading', { name: '还差一点就能遇见' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: '继续填写' }).click()
  await question(page, '想认识谁？')
  await expectAccessible(page)
  await page.getByText('女生', { exact: true }).click()
  await page.getByText('男生', { exact: true }).click()
  await next(page)

  await question(page, '放上您的照片')
  await page.locator('input[type=file]').setInputFiles(await Promise.all([1, 2, 3].map(async n => ({ name: `${n}.jpg`, mimeType: 'image/jpeg', buffer: await drawPortrait() }))))
  await page.getByRole('img', { name: '第 3 张照片' }).waitFor()
  const cover = () => page.getByRole('img', { name: '第 1 张照片' }).getAttribute('src')
  const [first, second] = [await cover(), await page.getByRole('img', { name: '第 2 张照片' }).getAttribute('src')]
  await page.getByRole('button', { name: '把第 2 张往前移' }).click()
  await expect.poll(cover).toBe(second)
  await page.getByRole('button', { name: '删除第 3 张照片' }).click()
  await page.getByRole('dialog', { name: '删除这张照片？' }).getByRole('button', { name: '删除' }).click()
  await page.getByRole('img', { name: '第 3 张照片' }).waitFor({ state: 'detached' })
  expect(await page.getByRole('img', { name: '第 2 张照片' }).getAttribute('src')).toBe(first)
  await expectAccessible(page)
  await next(page)

  await question(page, '您在哪座城市？')
  await expectAccessible(page)
  await page.getByRole('button', { name: '自己选城市' }).click()
  await page.getByRole('button', { name: province }).click()
  await page.getByRole('button', { name: city }).click()
  await page.getByText('别人最多只能知道到').waitFor()
  await next(page)

  await question(page, '说说自己')
  await page.getByRole('textbox', { name: /自我介绍/ }).fill('周末爬山，平时写代码。')
  await expectAccessible(page)
  await next(page)
  await question(page, '您喜欢什么？')
  await page.getByRole('button', { name: '徒步' }).click()
  await page.getByRole('textbox', { name: '自己写一个' }).fill('天文')
  await page.getByRole('button', { name: '添加', exact: true }).click()
  await expectAccessible(page)
  await next(page)
  await question(page, '都好了')
  await expectAccessible(page)
  await page.getByRole('link', { name: '开始遇见' }).click()
  await page.waitForURL('/meet')
}

test('somebody registers by phone, says who they are, and meets people by finger, mouse, keys and buttons', async () => {
  const others: Meeter[] = []
  for (const name of ['山风', '海盐', '麦子', '青柠', '北斗', '小满']) others.push(await aMeeter(name, PLACES.lhasa))
  const { page, context } = await visitor()
  await page.goto('/meet')
  await page.getByRole('heading', { name: '认识一个住得不远的人' }).waitFor()
  await expectAccessible(page)
  await register(page, newMobile(), 'a good password')
  await setUp(page, '远客', PLACES.lhasa)
  for (const other of others) await likeByName(other, '远客')

  await topCard(page).waitFor()
  await expectAccessible(page)

  // A finger: a little way springs back, far enough decides, and they like each other.
  const first = await nameOnTop(page)
  await swipeByTouch(page, 40, 4)
  expect(await nameOnTop(page)).toBe(first)
  await swipeByTouch(page, 220, 10)
  const match = page.getByRole('dialog', { name: '你们互相喜欢' })
  await match.getByText(new RegExp(`${first}也在等`)).waitFor()
  await expectAccessible(page)
  await match.getByRole('textbox', { name: '打个招呼' }).fill('你好呀')
  await match.getByRole('button', { name: '发送' }).click()
  await page.waitForURL(/\/meet\/chats\/[0-9a-f-]{36}$/)
  await page.goto('/meet')

  // The mouse passes somebody, who comes back.
  const second = await nameOnTop(page)
  expect(second).not.toBe(first)
  await dragByMouse(page, -220, 10)
  await nameOnTop(page, second)
  await page.getByRole('button', { name: '反悔' }).click()
  await expect.poll(() => nameOnTop(page), PATIENT).toBe(second)

  // Upwards is for members: the card stays.
  await dragByMouse(page, 5, -260)
  const members = page.getByRole('dialog', { name: '会员专享' })
  await members.waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await members.waitFor({ state: 'hidden' })
  expect(await nameOnTop(page)).toBe(second)

  // Keys: a look at the profile, the next photo, a like.
  await page.locator('main').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog', { name: new RegExp(second) })
  await sheet.getByText('你们都喜欢徒步').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'hidden' })
  await page.keyboard.press('ArrowRight')
  await match.getByText(new RegExp(`${second}也在等`)).waitFor()
  await match.getByRole('button', { name: '继续看看' }).click()
  await match.waitFor({ state: 'hidden' })

  // Without a network the card goes all the same; a reload later the server knows.
  const third = await nameOnTop(page)
  await context.setOffline(true)
  await page.keyboard.press('ArrowLeft')
  const fourth = await nameOnTop(page, third)
  await page.getByRole('button', { name: '喜欢', exact: true }).click()
  await nameOnTop(page, fourth)
  await page.getByText('2 个决定等着发送').waitFor()
  await context.setOffline(false)
  await page.reload()
  await match.getByText(new RegExp(`${fourth}也在等`)).waitFor()
  await match.getByRole('button', { name: '继续看看' }).click()
  const seen = [first, second, third, fourth]

  // Buttons, until nobody is left; and back.
  for (let i = 0; i < 2; i++) {
    const name = await nameOnTop(page, seen.at(-1))
    expect(seen).not.toContain(name)
    seen.push(name)
    await page.getByRole('button', { name: '跳过' }).click()
  }
  await page.getByText('附近的人都看过了').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '反悔上一个决定' }).click()
  expect(await nameOnTop(page)).toBe(seen.at(-1))

  // Who likes me, without saying who; somebody's page.
  await page.goto('/meet/likes')
  await page.getByText('1 个人喜欢您').waitFor()
  await expectAccessible(page)
  await page.goto('/meet/profile')
  await page.getByText('别人可以看到您').waitFor()
  await page.getByRole('button', { name: /^自我介绍/ }).click()
  await page.getByRole('textbox', { name: /自我介绍/ }).fill('换了一句话')
  await expectAccessible(page)
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('button', { name: /换了一句话/ }).waitFor()
  await expectAccessible(page)
}, SLOW)

test('whom one meets is set with sliders and switches, and what is refused goes back', async () => {
  await aMeeter('星野', PLACES.sanya)
  const { page } = await visitor()
  await register(page, newMobile(), 'a good password')
  await setUp(page, '晚舟', PLACES.sanya)
  await page.goto('/meet/settings')
  await page.getByText(/约 \d+ 人符合/).waitFor()
  await expectAccessible(page)
  const oldest = page.getByRole('slider', { name: '最大年龄' })
  await oldest.focus()
  for (let i = 0; i < 60; i++) await page.keyboard.press('ArrowLeft')
  expect(await oldest.getAttribute('aria-valuetext')).toBe('18 岁')
  await page.getByText('暂时没有人符合').waitFor()
  await page.getByText('18–18 岁').waitFor()

  await page.getByText('同一座城市', { exact: true }).click()
  await page.getByRole('button', { name: '换一座城市' }).click()
  await page.getByRole('button', { name: '浙江省' }).click()
  await page.getByRole('button', { name: '杭州市' }).click()
  await page.getByRole('dialog', { name: '会员专享' }).waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('switch', { name: /休息一下/ }).check()
  await page.getByRole('switch', { name: /相册只给配对的人看/ }).check()
  await expectAccessible(page) // all is sent
  await expect.poll(async () => {
    await page.reload()
    await page.getByRole('slider').first().waitFor()
    return [await page.getByRole('switch', { name: /休息一下/ }).isChecked(), await page.getByRole('switch', { name: /相册/ }).isChecked(), await page.getByText('18–18 岁').isVisible(), await page.getByText('三亚市').first().isVisible()]
  }, PATIENT).toEqual([true, true, true, true])

  await page.goto('/meet')
  await page.getByText('您正在休息').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '恢复遇见' }).click()
  await page.getByText('附近的人都看过了').waitFor()
  await page.getByRole('button', { name: /放宽到 18–23 岁/ }).waitFor({ state: 'detached' })
}, SLOW)

test('a match the other side completes is shown while one looks at the cards', async () => {
  const [one, other] = [await aMeeter('云起', PLACES.harbin), await aMeeter('月白', PLACES.harbin)]
  const { page } = await visitor()
  await register(page, newMobile(), 'a good password')
  await setUp(page, '归舟', PLACES.harbin)
  const liked = await nameOnTop(page)
  await page.getByRole('button', { name: '喜欢', exact: true }).click()
  await nameOnTop(page, liked)
  await likeByName(liked === one.name ? one : other, '归舟')
  await page.getByRole('dialog', { name: '你们互相喜欢' }).getByText(new RegExp(`${liked}也在等`)).waitFor()
}, SLOW)
