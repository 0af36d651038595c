// `npm run bench`: each row is a ratio whose base is measured in the same run (design.md §6). `-- --quick` takes smaller data
// and shorter loads, to see that it works, and keeps nothing; `-- search booking` takes only the rows named so.
import type { Row, Setting, Size } from './setting.ts'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { linli } from './processes.ts'
import { bookingRows } from './rows/booking.ts'
import { checkoutRows } from './rows/checkout.ts'
import { lighthouseRows } from './rows/lighthouse.ts'
import { mallRows } from './rows/mall.ts'
import { pageRows } from './rows/pages.ts'
import { searchRows } from './rows/search.ts'
import { socialRows } from './rows/social.ts'
import { startRows } from './rows/start.ts'

const { values, positionals } = parseArgs({ options: { quick: { type: 'boolean' } }, allowPositionals: true })
const folder = resolve(process.env.BENCH_DATA ?? '/tmp/linli-bench')
const quick = values.quick ?? false
/** What `linli demo` is asked for. */
const sizes: Record<Size, string[]> = {
  'large': stays(quick ? [10_000, 100_000] : [100_000, 1_000_000]),
  'small': stays(quick ? [1000, 10_000] : [10_000, 100_000]),
  'dense': [...stays(quick ? [500, 30_000] : [16_000, 1_000_000]), '--dense'],
  'mall-large': ['--products', quick ? '10000' : '100000'],
  'mall-small': ['--products', quick ? '1000' : '10000'],
  'social-large': ['--profiles', quick ? '20000' : '1000000', '--swipes', quick ? '800000' : '40000000'],
  'social-small': ['--profiles', quick ? '10000' : '100000', '--swipes', quick ? '400000' : '4000000'],
}
function stays([houses, bookings]: [number, number]): string[] {
  return ['--houses', String(houses), '--bookings', String(bookings)]
}

const made = new Set<string>()
const setting: Setting = {
  seconds: quick ? 3 : 8,
  rounds: quick ? 1 : 3,
  async dataDir(size) {
    const dir = join(folder, `${size}${quick ? '-quick' : ''}`)
    if (!made.has(dir)) {
      rmSync(dir, { recursive: true, force: true })
      mkdirSync(dir, { recursive: true })
      process.stdout.write(`making ${size} data: ${sizes[size].join(' ')} …\n`)
      const begun = Date.now()
      await linli(dir, 'demo', ...sizes[size])
      process.stdout.write(`  done in ${Math.round((Date.now() - begun) / 1000)} s\n`)
      made.add(dir)
    }
    return dir
  },
}

const groups: Record<string, (setting: Setting) => Promise<Row[]>> = { start: startRows, pages: pageRows, search: searchRows, booking: bookingRows, mall: mallRows, checkout: checkoutRows, social: socialRows, lighthouse: lighthouseRows }
const FIGURES = resolve(import.meta.dirname, '../docs/benchmarks.json')
const figures = JSON.parse(readFileSync(FIGURES, 'utf8')) as Record<string, { at: string, rows: Row[] }>
const rows: Row[] = []
for (const [name, run] of Object.entries(groups)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  process.stdout.write(`\n── ${name}\n`)
  const measured = await run(setting)
  for (const row of measured) process.stdout.write(`${row.met ? 'met   ' : 'MISSED'} ${row.work}: ${row.measured}; base ${row.base}; ratio ${row.ratio?.toFixed(2) ?? '—'}; bar ${row.bar}\n`)
  rows.push(...measured)
  figures[name] = { at: new Date().toISOString().slice(0, 10), rows: measured }
}

const table = ['| Work | Measured | Base, same run | Ratio | Bar | Met |', '|---|---|---|---|---|---|', ...rows.map(row =>
  `| ${row.work} | ${row.measured} | ${row.base} | ${row.ratio?.toFixed(2) ?? '—'} | ${row.bar} | ${row.met ? 'yes' : 'no'} |`)].join('\n')
process.stdout.write(`\n${table}\n`)
if (!quick) writeFileSync(FIGURES, `${JSON.stringify(figures, null, 2)}\n`)
