import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import process from 'node:process'

const root = resolve(import.meta.dirname, '..')

export interface Running {
  url: string
  /** Seconds from the start of the process to its first answer. */
  secondsToAnswer: number
  /** Megabytes the Node process holds now. */
  residentMegabytes: () => number
  stop: () => Promise<void>
}

/** Starts the site on a data directory of the bench and waits for the first page. */
export const startSite = (dataDir: string) => start(['src/main.ts', 'serve'], { LINLI_DATA: dataDir, LINLI_LIMITS: 'off', LOG_LEVEL: 'error' }, '/')

/** Starts the bare server a row is compared with; see bare.ts. */
export const startBare = (work: object) => start(['bench/bare.ts'], { BARE_WORK: JSON.stringify(work) }, '/ready')

/** Runs a command of `linli` to its end. */
export async function linli(dataDir: string, ...args: string[]): Promise<void> {
  const child = spawnNode(['src/main.ts', ...args], { LINLI_DATA: dataDir, LOG_LEVEL: 'error' })
  const code = await exitOf(child)
  if (code !== 0) throw new Error(`linli ${args.join(' ')} ended with ${code}`)
}

async function start(args: string[], env: Record<string, string>, firstPage: string): Promise<Running> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const begun = performance.now()
  const child = spawnNode(args, { ...env, PORT: String(port) })
  const ended = exitOf(child)
  let gone = false
  void ended.then(() => { gone = true })
  for (;;) {
    if (gone) throw new Error(`${args.join(' ')} did not start`)
    const answer = await fetch(url + firstPage).catch(() => undefined)
    if (answer?.status === 200) break
    await new Promise(wait => setTimeout(wait, 20))
  }
  return {
    url,
    secondsToAnswer: (performance.now() - begun) / 1000,
    residentMegabytes: () => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

function spawnNode(args: string[], env: Record<string, string>): ChildProcess {
  const [script, ...rest] = args
  const child = spawn(process.execPath, [join(root, script!), ...rest], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...env } })
  const end = () => child.kill('SIGTERM')
  process.once('exit', end) // a bench that fails leaves nothing running
  child.once('exit', () => process.off('exit', end))
  return child
}

const exitOf = (child: ChildProcess) => new Promise<number | null>(done => child.once('exit', done))

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })
}
