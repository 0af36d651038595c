import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findServer, stopServer } from '../src/kit/postgres/server.ts'

const root = resolve(import.meta.dirname, '..')
const dataDir = mkdtempSync(join(tmpdir(), 'linli-stop-'))
const cluster = join(dataDir, 'postgres')
const PASSWORD = 'linli-demo-2026'
let port: number
let site: ChildProcess

beforeAll(async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as { port: number }).port
  server.close()
  await start()
}, 120_000)

afterAll(async () => {
  await stop('SIGKILL')
  const left = findServer(cluster)
  if (left) await stopServer(left)
  rmSync(dataDir, { recursive: true, force: true })
}, 90_000)

/** `linli serve`, heard until it says a line like this. */
async function start(until = /console\s+http/) {
  site = spawn(process.execPath, [join(root, 'src/main.ts'), 'serve'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LINLI_DATA: dataDir, LINLI_LIMITS: 'off', LOG_LEVEL: 'silent', PORT: String(port), TZ: 'UTC' },
  })
  const lines = createInterface({ input: site.stdout! })
  for await (const line of lines) if (until.test(line)) return void site.stdout!.resume()
  throw new Error('the site ended')
}

async function stop(signal: NodeJS.Signals): Promise<number | null> {
  if (site.exitCode !== null || site.signalCode) return site.exitCode
  site.kill(signal)
  const [code] = await once(site, 'exit') as [number | null]
  return code
}

const api = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}/api/v1/${path}`, init)
const signIn = (account = '13800000001') => api('sessions', { method: 'POST', headers: { 'content-type': 'application/json', 'connection': 'close' }, body: JSON.stringify({ account, password: PASSWORD }) })

/** The demo's guest changes their name. */
async function rename(name: string) {
  const cookies = (await signIn()).headers.getSetCookie().map(cookie => cookie.split(';')[0]!)
  const headers = { 'cookie': cookies.join('; '), 'x-csrftoken': cookies.find(pair => pair.startsWith('csrf_token='))!.slice(11), 'content-type': 'application/json' }
  const changed = await api('users/me', { method: 'PATCH', headers, body: JSON.stringify({ name }) })
  expect(changed.status).toBe(200)
  return { name: async () => ((await (await api('users/me', { headers })).json()) as { data: { name: string } }).data.name }
}

/** What is left of a site in its data directory: no process, no lock. */
const leftovers = () => [findServer(cluster)?.pid, ...readdirSync(dataDir).filter(name => name.includes('lock'))].filter(Boolean)

test('a site that is told to stop finishes the requests under way, leaves nothing behind, and has its data at the next start', async () => {
  const guest = await rename('停之前')
  // One that has sent only half of itself when the signal comes, and many whose passwords are being compared.
  const body = JSON.stringify({ account: '13800000001', password: PASSWORD })
  const halved = request({ port, host: '127.0.0.1', path: '/api/v1/sessions', method: 'POST', headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } })
  const answered = once(halved, 'response')
  await new Promise(sent => halved.write(body.slice(0, 10), sent))
  const underWay = Array.from({ length: 20 }, (_, i) => signIn(`139000000${10 + i}`)) // nobody's, but a password is compared all the same
  await Promise.race(underWay)

  const ended = stop('SIGTERM')
  halved.end(body.slice(10))
  const [[late], ...others] = await Promise.all([answered, ...underWay])
  expect([late.statusCode, ...others.map(({ status }) => status)]).toEqual([201, ...underWay.map(() => 422)])
  late.resume()
  expect([await ended, leftovers()]).toEqual([0, []])

  await start()
  expect(await guest.name()).toBe('停之前')
}, 90_000)

test('a site that is killed takes over what it left behind and has everything it acknowledged', async () => {
  const guest = await rename('杀之前')
  await stop('SIGKILL')
  expect(leftovers()).toHaveLength(2)
  await start()
  expect(await guest.name()).toBe('杀之前')
  expect([await stop('SIGINT'), leftovers()]).toEqual([0, []])
}, 90_000)

test('a site that is told to stop while it starts leaves no process behind', async () => {
  await start(/PostgreSQL .* is running/)
  expect([await stop('SIGTERM'), leftovers()]).toEqual([0, []])
}, 90_000)
