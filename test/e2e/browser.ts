import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page, Request } from 'playwright-core'
import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'

const DEBIAN_CHROMIUM = '/usr/bin/chromium'
/** Nothing is asked of other machines, and root may run it. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** Nothing moves: a page is looked at as it will stay. */
const STILL: BrowserContextOptions = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' }
export const PHONE: BrowserContextOptions = { ...STILL, viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true }
export const DESKTOP: BrowserContextOptions = { ...STILL, viewport: { width: 1280, height: 800 } }

/** For what the site does by itself; a busy machine takes its time. */
export const PATIENT = { timeout: 20_000, interval: 250 }

/** The machine's Chromium, or the one that npm brought. */
export async function launchBrowser(): Promise<Browser> {
  if (existsSync(DEBIAN_CHROMIUM)) return chromium.launch({ executablePath: DEBIAN_CHROMIUM, args: FLAGS })
  const { default: bundled } = await import('@sparticuz/chromium')
  return chromium.launch({ executablePath: await bundled.executablePath(), args: [...bundled.args, ...FLAGS] })
}

export interface Visitor { page: Page, context: BrowserContext }

/** What each page has asked for and not yet got. */
const awaited = new WeakMap<Page, Set<Request>>()

/**
 * A browser for the tests of a file. Every visitor has a context of their own; what a page writes to the console as an
 * error, or throws, fails the test.
 */
export function withBrowser() {
  let browser: Browser
  const problems: string[] = []
  const contexts: BrowserContext[] = []
  beforeAll(async () => { browser = await launchBrowser() })
  afterEach(() => {
    const found = problems.splice(0)
    expect(found).toEqual([])
  })
  afterAll(() => browser?.close())

  async function visitor(options: BrowserContextOptions = PHONE): Promise<Visitor> {
    const context = await browser.newContext({ baseURL: inject('siteUrl'), ...options })
    contexts.push(context)
    context.setDefaultTimeout(15_000)
    const page = await context.newPage()
    const open = new Set<Request>()
    awaited.set(page, open)
    page.on('request', request => open.add(request)).on('requestfinished', request => open.delete(request)).on('requestfailed', request => open.delete(request))
    page.on('pageerror', error => problems.push(`${page.url()}: ${error.message}`))
    page.on('console', (message) => {
      // A refusal that the page handles (401, 404, 409 …) is reported by the browser as well; the walks look at what is shown.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) problems.push(`${page.url()}: ${message.text()}`)
    })
    return { page, context }
  }
  return { visitor }
}

/** Waits until the page has all it asked for, every movement has ended and what is new is painted: it is judged as it will stay. */
async function standsStill(page: Page): Promise<void> {
  // A request that a page gave up is not always told to be over: after a while the page is taken as it is.
  await expect.poll(() => awaited.get(page)?.size ?? 0, { timeout: 5000, interval: 50 }).toBe(0).catch(() => {})
  await page.evaluate(async () => {
    await Promise.allSettled(document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY).map(({ finished }) => finished))
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
  })
}

/** No violation of the accessibility rules on the page as it stands, but for minor ones. Legacy means within the page: no page here has frames. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await expectNothingGrave(page, new AxeBuilder({ page }).setLegacyMode().withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']))
}

/** Enough contrast, and room for fingers: what is left to look at when only size and theme have changed. */
export async function expectReadable(page: Page): Promise<void> {
  await expectNothingGrave(page, new AxeBuilder({ page }).setLegacyMode().withRules(['color-contrast', 'target-size']))
}

async function expectNothingGrave(page: Page, axe: AxeBuilder): Promise<void> {
  await standsStill(page)
  const { violations } = await axe.analyze()
  const grave = violations.filter(violation => violation.impact !== 'minor')
  expect(grave.map(violation => `${page.url()} ${violation.id}: ${violation.nodes.slice(0, 3).map(node => `${node.html} ${node.any[0]?.message ?? ''}`).join(' | ')}`)).toEqual([])
}

/** Chooses a radio button, whose own look is drawn over it, as somebody at a keyboard does. */
export async function choose(radio: Locator): Promise<void> {
  await radio.press(' ')
  expect(await radio.isChecked()).toBe(true)
}

/** Waits until the site has said so, as a screen reader hears it too. */
export async function told(page: Page, sentence: string | RegExp): Promise<void> {
  await page.getByRole('status').filter({ hasText: sentence }).first().waitFor()
}

interface Outbox { messages: { to: string, purpose: string, code: string }[], captchas: { id: string, text: string }[], staff?: { name: string, code: string } }

/** What the demo site's outbox shows now. */
export async function readOutbox(): Promise<Outbox> {
  const answer = await fetch(`${inject('siteUrl')}/api/v1/dev/outbox`)
  return (await answer.json() as { data: Outbox }).data
}

/** The site's present, which may run ahead of ours. */
export async function siteNow(): Promise<Date> {
  const answer = await fetch(`${inject('siteUrl')}/api/v1/dev/clock`)
  return new Date((await answer.json() as { data: { now: string } }).data.now)
}

/** Moves the site's time forward. */
export async function advanceClock(seconds: number): Promise<void> {
  const answer = await fetch(`${inject('siteUrl')}/api/v1/dev/clock`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ advanceSeconds: seconds }) })
  expect(answer.status).toBe(200)
}
