import type { BrowserContextOptions, Page } from 'playwright-core'
import type { RouteRecordRaw } from 'vue-router'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { DESKTOP, expectAccessible, expectReadable, PHONE, withBrowser } from './browser.ts'
import { withConsole } from './console.ts'
import { DEMO_PASSWORD } from './people.ts'

// Every page there is, as the modules declare them. Those with an id in their address are found by the links to them.

const { visitor } = withBrowser()
const { openConsole } = withConsole(visitor)
const ROOT = join(import.meta.dirname, '../..')
const SLOW = 240_000

interface Declared { routes: RouteRecordRaw[] }
const declaredIn = async (pattern: string) => (await Promise.all(globSync(pattern, { cwd: ROOT }).sort().map(async file => (await import(join(ROOT, file)) as { default: Declared }).default))).flatMap(({ routes }) => routes)
const pages = await declaredIn('src/{core,features}/*/web/pages.ts')
const consolePages = await declaredIn('src/{core,features}/*/console/pages.ts')
const { resolve } = createRouter({ history: createMemoryHistory(), routes: pages })

const isHosting = (name: unknown) => /^hosting|^house-/.test(String(name))

/** Who looks at which pages: what they see of them differs. */
const VISITORS: { who: string, account?: string, sees: (page: RouteRecordRaw) => boolean }[] = [
  { who: 'nobody', sees: ({ meta }) => meta?.who !== 'member' },
  { who: 'a guest', account: '13800000001', sees: ({ meta, name }) => (meta?.who === 'member' && !isHosting(name)) || meta?.tabRoot === true || name === 'house' },
  { who: 'a host', account: '13800000002', sees: ({ name }) => isHosting(name) || name === 'house' || name === 'booking' },
]
const NOBODY = '00000000-0000-4000-8000-000000000000'
/** Reached by a button, or not at all on the demo site: with an id of nobody's a page says that the thing is not there. */
const NOT_LINKED: Record<string, string> = { 'book': '/stays/1/book', 'address-edit': '/me/addresses/1', 'meet-person': `/meet/people/${NOBODY}`, 'meet-chat': `/meet/chats/${NOBODY}` }

type Theme = 'light' | 'dark'
/** A language, with a size and a theme each: both languages together pass every size in every theme. */
interface Way { options: BrowserContextOptions, phone: Theme, desktop: Theme }
const CHINESE: Way = { options: PHONE, phone: 'light', desktop: 'dark' }
const ENGLISH: Way = { options: { ...PHONE, locale: 'en-US' }, phone: 'dark', desktop: 'light' }

/** Nothing is wider than the window, and all can be used by everybody. */
async function expectWellMade(page: Page, { phone, desktop }: Way) {
  await page.getByRole('heading').first().waitFor({ state: 'attached' })
  await page.getByText(/^(?:正在加载|Loading)…/).first().waitFor({ state: 'hidden' })
  await show(page, DESKTOP, desktop)
  await expectReadable(page)
  await show(page, PHONE, phone)
  await expectAccessible(page)
}

/** Makes the window so large and so bright, and waits until it is painted. */
async function show(page: Page, { viewport }: BrowserContextOptions, colorScheme: Theme) {
  await page.setViewportSize(viewport!)
  await page.emulateMedia({ colorScheme })
  await page.waitForFunction(scheme => matchMedia(`(prefers-color-scheme: ${scheme})`).matches, colorScheme)
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(beyond, `${page.url()} is wider than ${viewport!.width} px`).toBe(0)
}

/** Opens the pages somebody may see, those without an id first, and follows links to the others. @returns the names of those nobody links to */
async function walk(page: Page, way: Way, sees: (page: RouteRecordRaw) => boolean): Promise<string[]> {
  const wanted = new Map(pages.filter(sees).map(route => [String(route.name), route.path.includes(':') ? undefined : route.path]))
  const left = new Set(wanted.keys())
  for (;;) {
    const next = [...left].find(name => wanted.get(name)) ?? [...left].find(name => NOT_LINKED[name])
    if (!next) return [...left]
    left.delete(next)
    await page.goto(wanted.get(next) ?? NOT_LINKED[next]!)
    await expectWellMade(page, way)
    for (const href of await page.getByRole('link').evaluateAll(links => links.map(link => link.getAttribute('href') ?? ''))) {
      const name = href.startsWith('/') ? String(resolve(href).name) : ''
      if (wanted.has(name) && !wanted.get(name)) wanted.set(name, href)
    }
  }
}

test.each(VISITORS)('every page that $who sees is well made, large and small, by day and by night, in both languages', async ({ account, sees }) => {
  await Promise.all([CHINESE, ENGLISH].map(async (way) => {
    const { page, context } = await visitor(way.options)
    if (account) expect((await context.request.post('/api/v1/sessions', { data: { account, password: DEMO_PASSWORD } })).status()).toBe(201)
    expect(await walk(page, way, sees)).toEqual([])
  }))
}, SLOW)

test('every page of the console is well made in English', async () => {
  const page = await openConsole('/console', ENGLISH.options)
  for (const path of ['/', ...consolePages.map(({ path }) => path), '/nothing/here']) {
    await page.goto(`/console${path.replace(':id', 'new')}`)
    await expectWellMade(page, ENGLISH)
  }
}, SLOW)
