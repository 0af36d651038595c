// `npm test`: types, lint, dead code, unit and integration tests on a real PostgreSQL, then the browser walks.
// Every step runs, whatever the one before said; the last line counts.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { startDebianPostgres } from './debian-postgres.ts'

const root = resolve(import.meta.dirname, '..')
let passed = 0
let failed = 0

function run(title: string, command: string, args: string[], env: NodeJS.ProcessEnv = {}): boolean {
  const begun = Date.now()
  process.stdout.write(`\n── ${title}\n`)
  const { status } = spawnSync(join(root, 'node_modules', '.bin', command), args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  process.stdout.write(`── ${title}: ${status === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - begun) / 1000).toFixed(0)} s\n`)
  return status === 0
}

function check(title: string, command: string, args: string[]) {
  if (run(title, command, args)) passed++
  else failed++
}

/** Runs vitest and adds its counts; a run that ends without counting has failed. */
function suite(title: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  const report = join(tmpdir(), `linli-test-${process.pid}.json`)
  const ok = run(title, 'vitest', ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], env)
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number, numFailedTests: number }
    passed += counts.numPassedTests
    failed += counts.numFailedTests || (ok ? 0 : 1)
  } catch {
    failed++
  }
  rmSync(report, { force: true })
}

check('types of the server', 'tsc', ['--noEmit'])
check('types of the pages', 'vue-tsc', ['--noEmit', '-p', 'tsconfig.web.json'])
check('lint', 'eslint', ['.', '--max-warnings=0', '--cache', '--cache-location', 'node_modules/.cache/eslint/'])
check('dead code', 'knip', [])
suite('unit and integration tests', [])

const debian = await startDebianPostgres()
if (debian) {
  suite(`races once more on PostgreSQL ${debian.version}`, ['race', 'booking'], { DATABASE_URL: debian.url })
  debian.stop()
} else {
  process.stdout.write('\n── no PostgreSQL 15 of Debian on this machine (apt-get install postgresql-15): its run is left out\n')
}

suite('browser walks', ['--config', 'vitest.e2e.config.ts'])

process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)
