import type { Server } from './server.ts'
import { startOf } from './processes.ts'

const WATCH_MS = 1000
const LONGEST_WAIT_MS = 60_000
/** A server that ends sooner than this after its start has the same trouble still. */
const STEADY_MS = 60_000

export interface Kept {
  /** The one that runs now, or ran last. */
  server: () => Server
  /** Starts no more; a start under way is waited for. */
  leave: () => Promise<void>
}

/**
 * Starts a server again that ends by itself: at once, and where it does not start or stay, after waits that grow to a
 * minute. Its end is told once, and each reason why it does not start once.
 */
export function keepRunning(first: Server, startAgain: (socketDir: string) => Promise<Server>, log: (line: string) => void): Kept {
  let server = first
  let upSince = Date.now()
  let tries = 0
  let nextTry = 0
  let told = ''
  let starting: Promise<void> | undefined

  async function start(): Promise<void> {
    if (tries === 0) log(`PostgreSQL (process ${server.pid}) has ended; starting it again.`)
    nextTry = Date.now() + Math.min(WATCH_MS * 2 ** tries++, LONGEST_WAIT_MS)
    try {
      server = await startAgain(server.socketDir)
      upSince = Date.now()
    } catch (error) {
      const { message } = error as Error
      const reason = message.replaceAll(/\d+/g, '') // of PostgreSQL's words the times and process numbers
      if (reason !== told) log(message)
      told = reason
    }
  }

  const watch = setInterval(() => {
    if (starting) return
    const isUp = startOf(server.pid) === server.started
    if (isUp && tries > 0 && Date.now() - upSince > STEADY_MS) [tries, told] = [0, '']
    if (!isUp && Date.now() >= nextTry) starting = start().finally(() => starting = undefined)
  }, WATCH_MS).unref()

  return {
    server: () => server,
    async leave() {
      clearInterval(watch)
      await starting
    },
  }
}
