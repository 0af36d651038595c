// `npm run bench`: each row is a ratio whose base is measured in the same run (design.md §6). `-- --quick` takes smaller data
// and shorter loads, to see that it works; `-- search booking` takes only the rows named so.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { linli } from './processes.ts'
import { bookingRows } from './rows/booking.ts'
import { lighthouseRows } from './rows/lighthouse.ts'
import { pageRows } from './rows/pages.ts'
import { searchRows } from './rows/search.ts'
import { startRows } from './rows/start.ts'

export interface Row { work: string, measured: string, base: string, ratio: number | null, bar: string, met: boolean }
export interface Setting {
  /** A site with many homes and bookings; made once. */
  dataDir: (size: 'large' | 'small' | 'dense') => Promise<string>
  seconds: number
  rounds: number
}

const { values, positionals } = parseArgs({ options: { quick: { type: 'boolean' } }, allowPositionals: true })
const folder = resolve(process.env.BENCH_DATA ?? '/tmp/linli-bench')
const quick = values.quick ?? false
const sizes = quick
  ? { large: [10_000, 100_000], small: [1000, 10_000], dense: [500, 30_000] }
  : { large: [100_000, 1_000_000], small: [10_000, 100_000], dense: [16_000, 1_000_000] }

const made = new Set<string>()
const setting: Setting = {
  seconds: quick ? 3 : 8,
  rounds: quick ? 1 : 3,
  async dataDir(size) {
    const dir = join(folder, `${size}${quick ? '-quick' : ''}`)
    if (!made.has(dir)) {
      rmSync(dir, { recursive: true, force: true })
      mkdirSync(dir, { recursive: true })
      const [houses, bookings] = sizes[size]
      process.stdout.write(`making ${houses} homes and ${bookings} bookings (${size}) …\n`)
      const begun = Date.now()
      await linli(dir, 'demo', '--houses', String(houses), '--bookings', String(bookings), ...size === 'dense' ? ['--dense'] : [])
      process.stdout.write(`  done in ${Math.round((Date.now() - begun) / 1000)} s\n`)
      made.add(dir)
    }
    return dir
  },
}

const groups: Record<string, (setting: Setting) => Promise<Row[]>> = { start: startRows, pages: pageRows, search: searchRows, booking: bookingRows, lighthouse: lighthouseRows }
const rows: Row[] = []
for (const [name, run] of Object.entries(groups)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  process.stdout.write(`\n── ${name}\n`)
  for (const row of await run(setting)) {
    rows.push(row)
    process.stdout.write(`${row.met ? 'met   ' : 'MISSED'} ${row.work}: ${row.measured}; base ${row.base}; ratio ${row.ratio?.toFixed(2) ?? '—'}; bar ${row.bar}\n`)
  }
}

const table = ['| Work | Measured | Base, same run | Ratio | Bar | Met |', '|---|---|---|---|---|---|', ...rows.map(row =>
  `| ${row.work} | ${row.measured} | ${row.base} | ${row.ratio?.toFixed(2) ?? '—'} | ${row.bar} | ${row.met ? 'yes' : 'no'} |`)].join('\n')
process.stdout.write(`\n${table}\n`)
writeFileSync(resolve(import.meta.dirname, '../docs/benchmarks.json'), `${JSON.stringify({ at: new Date().toISOString().slice(0, 10), quick, rows }, null, 2)}\n`)
