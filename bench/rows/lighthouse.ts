import type { Row, Setting } from '../setting.ts'
import { existsSync } from 'node:fs'
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { median } from '../measure.ts'
import { startSite } from '../processes.ts'

const BAR = 95
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const

/** Lighthouse's phone profile on the public pages; the middle of three runs of each. */
export async function lighthouseRows(setting: Setting): Promise<Row[]> {
  const site = await startSite(await setting.dataDir('small'))
  const chromePath = existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : await (await import('@sparticuz/chromium')).default.executablePath()
  const chrome = await launch({ chromePath, chromeFlags: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'] })
  const rows: Row[] = []
  try {
    const { data } = await (await fetch(`${site.url}/api/v1/stays/houses/featured`)).json() as { data: { id: number }[] }
    const { data: { items: [product] } } = await (await fetch(`${site.url}/api/v1/mall/products?limit=1`)).json() as { data: { items: { id: number }[] } }
    for (const [work, path] of [
      ['home page', '/'],
      ['list of homes', '/stays'],
      ['page of a home', `/stays/${data[0]!.id}`],
      ['home page of the mall', '/mall'],
      ['list of products', '/mall/products'],
      ['page of a product', `/mall/products/${product!.id}`],
      ['people to meet', '/meet'],
    ] as const) {
      const runs: number[][] = []
      for (let i = 0; i < Math.max(1, setting.rounds); i++) {
        const result = await lighthouse(site.url + path, { port: chrome.port, output: 'json', logLevel: 'error', onlyCategories: [...CATEGORIES] })
        runs.push(CATEGORIES.map(name => Math.round((result!.lhr.categories[name]!.score ?? 0) * 100)))
      }
      const scores = CATEGORIES.map((_, i) => median(runs.map(run => run[i]!)))
      rows.push({ work: `Lighthouse, phone: ${work}`, measured: CATEGORIES.map((name, i) => `${name} ${scores[i]}`).join(', '), base: '—', ratio: null, bar: `≥ ${BAR} in all`, met: scores.every(score => score >= BAR) })
    }
  } finally {
    chrome.kill()
    await site.stop()
  }
  return rows
}
