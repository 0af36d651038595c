import type { BrowserContextOptions, Page } from 'playwright-core'
import type { Visitor } from './browser.ts'
import { DESKTOP, expectAccessible } from './browser.ts'
import { ownerCredentials, signInStaff } from './people.ts'

/** The console for the walks of a file: the demo's owner comes in once, every page shares that session. */
export function withConsole(visitor: (options?: BrowserContextOptions) => Promise<Visitor>) {
  let ownerState: BrowserContextOptions['storageState']

  async function openConsole(path: string, options: BrowserContextOptions = DESKTOP): Promise<Page> {
    ownerState ??= await signInOnce()
    const { page } = await visitor({ ...options, storageState: ownerState })
    await page.goto(path)
    return page
  }

  async function signInOnce() {
    const { page, context } = await visitor(DESKTOP)
    await page.goto('/console')
    await signInStaff(page, await ownerCredentials())
    await page.getByRole('heading', { name: 'demo-admin' }).waitFor()
    return context.storageState()
  }

  return { openConsole }
}

/** Gives a reason in the dialog of this name and carries the act out by the button of this name; without one nothing is done. */
export async function giveReason(page: Page, title: string | RegExp, reason: string, action: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: title })
  await dialog.getByRole('button', { name: action, exact: true }).click()
  await dialog.getByText('请填写原因').waitFor()
  await expectAccessible(page)
  await dialog.getByRole('textbox', { name: '原因' }).fill(reason)
  await dialog.getByRole('button', { name: action, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Chooses an option of a filter above a list. */
export async function filterBy(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click({ force: true }) // its words lie above it
  await page.getByRole('option', { name: option }).click()
}

/** The value beside a term in the open drawer. */
export const fact = (page: Page, term: string) => page.getByRole('dialog').locator(`dt:text-is("${term}") + dd`)

/** The control in the table's first row of data that opens it. */
export const firstRow = (page: Page) => page.getByRole('row').nth(1).getByRole('button').first()

/** How many rows the list says it has. */
export const total = (page: Page, n: number) => page.getByRole('status').filter({ hasText: n > 200 ? '共 200 条以上' : `共 ${n} 条` }).first()
