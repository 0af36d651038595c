import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'

const DEBIAN_CHROMIUM = '/usr/bin/chromium'
/** Nothing is asked of other machines, and root may run it. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

export const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 780 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', hasTouch: true, isMobile: true }
export const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' }

/** The machine's Chromium, or the one that npm brought. */
export async function launchBrowser(): Promise<Browser> {
  if (existsSync(DEBIAN_CHROMIUM)) return chromium.launch({ executablePath: DEBIAN_CHROMIUM, args: FLAGS })
  const { default: bundled } = await import('@sparticuz/chromium')
  return chromium.launch({ executablePath: await bundled.executablePath(), args: [...bundled.args, ...FLAGS] })
}

export interface Visitor { page: Page, context: BrowserContext }

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
    page.on('pageerror', error => problems.push(`${page.url()}: ${error.message}`))
    page.on('console', (message) => {
      // A refusal that the page handles (401, 404, 409 …) is reported by the browser as well; the walks look at what is shown.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) problems.push(`${page.url()}: ${message.text()}`)
    })
    return { page, context }
  }
  return { visitor }
}

/** No serious or critical violation of the accessibility rules on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  const grave = violations.filter(violation => ['serious', 'critical'].includes(violation.impact ?? ''))
  expect(grave.map(violation => `${page.url()} ${violation.id}: ${violation.nodes.slice(0, 3).map(node => node.html).join(' | ')}`)).toEqual([])
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

/** Moves the site's time forward. */
export async function advanceClock(seconds: number): Promise<void> {
  const answer = await fetch(`${inject('siteUrl')}/api/v1/dev/clock`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ advanceSeconds: seconds }) })
  expect(answer.status).toBe(200)
}
