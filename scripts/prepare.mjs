// Runs before `npm start`, `npm test` and the like, on whatever Node ≥ 20 the machine has: installs the packages where
// they are missing or other than the lock file says, then builds the pages where they are stale.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, 'node_modules', '.installed-from')
const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  step('installing packages (npm ci; about a minute)', npm('ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'))
  writeFileSync(stamp, lock)
}

const node = findNode()
step('building the pages if they changed', [node, join(root, 'scripts', 'build.ts'), '--if-stale'], { quiet: true })

function step(title, [command, ...args], { quiet = false } = {}) {
  const begun = Date.now()
  if (!quiet) process.stdout.write(`${title} …\n`)
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) {
    process.stderr.write(`${title}: failed\n`)
    process.exit(status ?? 1)
  }
  if (!quiet) process.stdout.write(`  done in ${((Date.now() - begun) / 1000).toFixed(0)} s\n`)
}

/** npm as it was called, or the one on the path. */
function npm(...args) {
  const cli = process.env.npm_execpath
  return cli ? [process.execPath, cli, ...args] : ['npm', ...args]
}

/** The Node that npm installed with the packages, else this one when it is new enough. */
function findNode() {
  const installed = join(root, 'node_modules', '.bin', 'node')
  if (existsSync(installed)) return installed
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  process.stderr.write(`Linli runs on Node 24. npm could not install it here (package "node"); install Node 24 or newer and try again. This is ${process.version}.\n`)
  process.exit(1)
}
