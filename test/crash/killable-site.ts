import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { expect } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const LONGEST_START_MS = 120_000

export interface Person { cookie: string, csrf: string }
export interface CallOptions { as?: Person, method?: string, body?: object, key?: string }
export interface Told { status: number, data: any, error?: string, cookies: string[] }

/** A demo site in a process of its own, on a data directory of its own. */
export interface KillableSite {
  dataDir: string
  start: () => Promise<void>
  /** kill -9: whoever waits for an answer gets none. */
  kill: () => Promise<void>
  /** Ends it in good order and leaves nothing behind. */
  close: () => Promise<void>
  /** Rejects where the connection breaks: the client was told nothing. */
  call: (path: string, options?: CallOptions) => Promise<Told>
  signIn: (account: string) => Promise<Person>
  /** Posts a form as a browser or the payment provider does. */
  post: (path: string, form: Record<string, string>) => Promise<{ status: number, text: string, location: string | null }>
  /** Answers 500: of a bug, not of the kill. */
  faults: string[]
}

export async function killableSite(): Promise<KillableSite> {
  const dataDir = mkdtempSync(join(tmpdir(), 'linli-crash-'))
  const url = `http://127.0.0.1:${await freePort()}`
  const faults: string[] = []
  let child: ChildProcess | undefined

  async function start() {
    child = spawn(process.execPath, [join(root, 'src/main.ts'), 'serve'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, LINLI_DATA: dataDir, LINLI_LIMITS: 'off', LOG_LEVEL: 'silent', PORT: new URL(url).port, TZ: 'UTC' },
    })
    for (const begun = Date.now(); ;) {
      if (Date.now() - begun > LONGEST_START_MS || child.exitCode !== null) throw new Error('the site did not start')
      const answer = await fetch(`${url}/readyz`).catch(() => undefined)
      if (answer?.ok) return
      await new Promise(wait => setTimeout(wait, 50))
    }
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM') {
    if (!child || child.exitCode !== null || child.signalCode) return
    const exit = once(child, 'exit')
    child.kill(signal)
    await exit
  }

  async function call(path: string, { as, method, body, key }: CallOptions = {}): Promise<Told> {
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method: method ?? (body ? 'POST' : 'GET'),
      headers: {
        ...body ? { 'content-type': 'application/json' } : {},
        ...as ? { 'cookie': as.cookie, 'x-csrftoken': as.csrf } : {},
        ...key ? { 'idempotency-key': key } : {},
      },
      ...body ? { body: JSON.stringify(body) } : {},
    })
    const { data, error } = await answer.json() as { data: any, error?: string }
    if (answer.status === 500) faults.push(`${method ?? 'POST'} ${path}`)
    return { status: answer.status, data, error, cookies: answer.headers.getSetCookie() }
  }

  return {
    dataDir,
    faults,
    start,
    kill: () => end('SIGKILL'),
    async close() {
      await end('SIGTERM')
      rmSync(dataDir, { recursive: true, force: true })
    },
    call,
    async signIn(account) {
      const { status, cookies } = await call('sessions', { body: { account, password: 'linli-demo-2026' } })
      expect(status).toBe(201)
      const pairs = cookies.map(cookie => cookie.split(';')[0]!)
      return { cookie: pairs.join('; '), csrf: pairs.find(pair => pair.startsWith('csrf_token='))!.slice('csrf_token='.length) }
    },
    async post(path, form) {
      const answer = await fetch(url + path, { method: 'POST', redirect: 'manual', body: new URLSearchParams(form) })
      return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') }
    },
  }
}

/** The simulated cashier takes the money, and tells the site unless it shall not. @returns the way back, or null where nothing was paid */
export async function payAt({ post }: KillableSite, payUrl: string, action: 'pay' | 'pay_silently' = 'pay'): Promise<URL | null> {
  const { status, location } = await post('/dev/alipay/cashier', { order: new URL(payUrl).search.slice(1), action })
  return status === 303 && location ? new URL(location) : null
}

/** What clients do while the site is killed under them, and what they were told. */
export interface Load {
  /** Makes what there is to be had. */
  prepare: () => Promise<void>
  /** After every start, before the clients go on. */
  begin: () => Promise<void>
  /** Each does its work again and again; a broken connection may end it anywhere. */
  clients: (() => Promise<void>)[]
  /** How many things were acknowledged so far. */
  acknowledged: () => number
}

/** Lets all clients go on until the work is over. Between two broken connections each takes a breath. */
export async function goOn(clients: Load['clients'], work: { over: boolean }): Promise<void> {
  await Promise.all(clients.map(async (client) => {
    while (!work.over) await client().catch(() => new Promise(wait => setTimeout(wait, 10)))
  }))
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}
