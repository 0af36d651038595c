import type { Parts } from '../kit/module.ts'
import { access, constants, mkdir, statfs } from 'node:fs/promises'
import process from 'node:process'
import { sql } from 'kysely'
import { describeSettings, givenSettings } from '../kit/config.ts'
import { allModules } from '../modules.ts'
import { openSite, readSettings } from '../site.ts'
import { version } from '../version.ts'

const SECRET_NAMES = /KEY|SECRET|TOKEN|PASSWORD|_URL$/
const LOW_DISK_BYTES = 2e9

/** `linli doctor`: what is set, what is missing, and what each part answers. Ends with 1 when something is wrong. */
export async function run() {
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const config = readSettings(process.env) // throws with every problem named
  say(`Linli ${version}, Node ${process.version}, mode ${config.mode}, modules ${config.modules.join(', ')}\n\nSettings`)
  const given = givenSettings(process.env)
  for (const { name, description, fallback } of describeSettings(allModules.flatMap(module => module.settings ?? []))) {
    const value = given[name]
    say(`  ${name.padEnd(28)} ${value ? (SECRET_NAMES.test(name) ? 'set' : value) : `not set${fallback === undefined ? '' : ` (${String(fallback)})`}`}${description ? `  — ${description}` : ''}`)
  }

  say('\nChecks')
  let wrong = 0
  const check = async (name: string, ask: () => Promise<string>) => {
    try {
      say(`  ok     ${name}: ${await ask()}`)
    } catch (error) {
      wrong++
      say(`  WRONG  ${name}: ${(error as Error).message}`)
    }
  }
  await check('data directory', async () => {
    await mkdir(config.dataDir, { recursive: true, mode: 0o711 })
    await access(config.dataDir, constants.W_OK)
    const { bavail, bsize } = await statfs(config.dataDir)
    if (bavail * bsize < LOW_DISK_BYTES) throw new Error(`only ${(bavail * bsize / 1e9).toFixed(1)} GB are free on the disk of ${config.dataDir}`)
    return `${config.dataDir}, ${(bavail * bsize / 1e9).toFixed(0)} GB free`
  })
  const site = await openSite(config, () => {}, { beside: true })
  try {
    await check('database', () => databaseAnswer(site.parts))
    for (const module of site.parts.modules) {
      for (const [name, ask] of Object.entries(module.checks ?? {})) await check(`${module.name}: ${name}`, () => ask(site.parts))
    }
  } finally {
    await site.close()
  }
  if (wrong > 0) process.exitCode = 1
}

async function databaseAnswer(parts: Parts): Promise<string> {
  const { rows: [row] } = await sql<{ version: string, size: string }>`select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size`.execute(parts.db.sql)
  return `PostgreSQL ${row!.version}, ${row!.size}, up to date`
}
