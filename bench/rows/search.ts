import type { Load } from '../measure.ts'
import type { Row, Setting } from '../setting.ts'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pageStatement } from '../../src/features/stays/store-search.ts'
import { measureStay } from '../../src/features/stays/rules.ts'
import { addDays, dayOf } from '../../src/kit/dates.ts'
import { runningPostgres } from '../../src/kit/postgres.ts'
import { load, paired } from '../measure.ts'
import { startBare, startSite } from '../processes.ts'

const PGBENCH = ['/usr/lib/postgresql/18/bin/pgbench', '/usr/lib/postgresql/17/bin/pgbench', '/usr/lib/postgresql/15/bin/pgbench'].find(existsSync)
const LIMIT = 10
const SEARCHES = 200

interface Measured { site: Load, bare: Load, ratio: number, pgbench: number | null }

/** District and dates, newest first: the search of the home page. */
export async function searchRows(setting: Setting): Promise<Row[]> {
  const large = await measure(setting, await setting.dataDir('large'))
  const rows: Row[] = [
    { work: 'search by district and dates, large', measured: `${large.site.perSecond.toFixed(0)} req/s, p99 ${large.site.p99} ms`, base: `bare Fastify + driver + same SQL: ${large.bare.perSecond.toFixed(0)} req/s`, ratio: large.ratio, bar: '≥ 0.8, p99 ≤ 20 ms', met: large.ratio >= 0.8 && large.site.p99 <= 20 },
  ]
  if (large.pgbench) rows.push({ work: 'the same next to pgbench', measured: `${large.site.perSecond.toFixed(0)} req/s`, base: `pgbench, same SQL: ${large.pgbench.toFixed(0)} tps`, ratio: large.site.perSecond / large.pgbench, bar: '≥ 0.4', met: large.site.perSecond / large.pgbench >= 0.4 })
  const small = await measure(setting, await setting.dataDir('small'))
  const growth = small.site.perSecond / large.site.perSecond
  rows.push({ work: 'search, cost of ten times the data', measured: `${large.site.perSecond.toFixed(0)} req/s`, base: `a tenth of the data: ${small.site.perSecond.toFixed(0)} req/s`, ratio: growth, bar: '≤ 1.2', met: growth <= 1.2 })
  const dense = await measure(setting, await setting.dataDir('dense'))
  rows.push({ work: 'search at 80 % occupancy', measured: `${dense.site.perSecond.toFixed(0)} req/s, p99 ${dense.site.p99} ms`, base: `bare Fastify + driver + same SQL: ${dense.bare.perSecond.toFixed(0)} req/s`, ratio: dense.ratio, bar: '≥ 0.8, p99 ≤ 20 ms', met: dense.ratio >= 0.8 && dense.site.p99 <= 20 })
  return rows
}

async function measure(setting: Setting, dataDir: string): Promise<Measured> {
  const site = await startSite(dataDir)
  const { data: areas } = await (await fetch(`${site.url}/api/v1/stays/areas`)).json() as { data: { id: number }[] }
  const searches = Array.from({ length: SEARCHES }, (_, i) => {
    const checkIn = addDays(dayOf(new Date()), 3 + (i * 37) % 230)
    return { areaId: areas[i % areas.length]!.id, checkIn, checkOut: addDays(checkIn, 1 + i % 5), guests: 1 + i % 3 }
  })
  const connection = runningPostgres(dataDir)!
  const statements = searches.map(({ areaId, checkIn, checkOut, guests }) =>
    pageStatement({ areaId, guests, sort: 'new', now: new Date(), stay: { checkIn, checkOut, ...measureStay({ checkIn, checkOut }, new Date()) } }, { limit: LIMIT + 1, offset: 0 }))
  const { text } = statements[0]!
  const bare = await startBare({ query: { connection, text, params: statements.filter(statement => statement.text === text).map(statement => statement.values) } })
  const requests = searches.map(search => ({ path: `/api/v1/stays/houses?${new URLSearchParams({ ...Object.fromEntries(Object.entries(search).map(([name, value]) => [name, String(value)])), sort: 'new', limit: String(LIMIT) })}` }))
  for (const { path } of requests) await fetch(site.url + path) // what a running site remembers anyway
  const { a, b, ratio } = await paired(setting.rounds, () => load({ url: site.url, requests }, setting.seconds), () => load({ url: `${bare.url}/work` }, setting.seconds))
  await bare.stop()
  const pgbench = PGBENCH ? runPgbench(PGBENCH, connection, statements, setting.seconds) : null
  await site.stop()
  return { site: a, bare: b, ratio, pgbench }
}

/** pgbench takes no more scripts. */
const MAX_SCRIPTS = 128

/** Transactions a second of these searches in random turn, prepared, by 4 clients. */
function runPgbench(program: string, connection: { host: string, port: number, user: string, database: string }, statements: { text: string, values: unknown[] }[], seconds: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'linli-pgbench-'))
  const literal = (value: unknown) => value instanceof Date ? `'${value.toISOString()}'` : typeof value === 'number' ? String(value) : `'${String(value)}'`
  const files = statements.slice(0, MAX_SCRIPTS).map(({ text, values }, i) => {
    const file = join(folder, `${i}.sql`)
    writeFileSync(file, `${text.replace(/\$(\d+)/g, (_, n: string) => literal(values[Number(n) - 1])).replaceAll('\n', ' ')};\n`)
    return file
  })
  const told = execFileSync(program, ['-n', '-h', connection.host, '-p', String(connection.port), '-U', connection.user, '-M', 'prepared', '-c', '4', '-j', '2', '-T', String(seconds), ...files.flatMap(file => ['-f', file]), connection.database], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return Number(/tps = ([\d.]+)/.exec(told)?.[1])
}
