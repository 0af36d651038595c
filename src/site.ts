import type { AddressInfo } from 'node:net'
import type { Clock } from './kit/clock.ts'
import type { Config } from './kit/config.ts'
import type { Connection } from './kit/db.ts'
import type { App } from './kit/http/app.ts'
import type { SiteParts } from './parts.ts'
import { join } from 'node:path'
import { buildApp } from './app.ts'
import { drawAhead } from './core/media/index.ts'
import { loadDemo } from './demo.ts'
import { movableClock, systemClock } from './kit/clock.ts'
import { readConfig } from './kit/config.ts'
import { createLog } from './kit/log.ts'
import { runningPostgres, startPostgres } from './kit/postgres.ts'
import { allModules, featureNames, modulesThatAreOn } from './modules.ts'
import { createParts, prepareDatabase } from './parts.ts'

export interface Site {
  parts: SiteParts
  app: App
  /** Where it listens, e.g. http://127.0.0.1:8000. */
  url: string
  /** Finishes requests, then jobs and sweeps, then PostgreSQL. */
  stop: () => Promise<void>
}

/** While the site stops a request may still take this long. */
const LONGEST_ANSWER_MS = 10_000

/** The settings of this process. Throws a ConfigError. */
export const readSettings = (env: NodeJS.ProcessEnv): Config => readConfig(env, allModules.flatMap(module => module.settings ?? []), undefined, featureNames)

/** An open, migrated database and the parts around it; for the commands that need no HTTP. */
export interface OpenSite {
  parts: SiteParts
  connection: Connection
  close: () => Promise<void>
}

/**
 * Opens the database (starting PostgreSQL where none is given) and brings it up to date, unless `migrate` is false.
 * With `beside` a PostgreSQL that a running site has started is used as well, and left running.
 */
export async function openSite(config: Config, say: (line: string) => void, options: { migrate?: boolean, beside?: boolean } = {}): Promise<OpenSite> {
  const running = options.beside && !config.databaseUrl ? runningPostgres(config.dataDir) : undefined
  const postgres = config.databaseUrl || running ? undefined : await startPostgres({ dataDir: config.dataDir, log: say })
  const connection: Connection = postgres?.connection ?? running ?? { connectionString: config.databaseUrl! }
  const clock: Clock = config.mode === 'demo' ? movableClock(join(config.dataDir, 'clock')) : systemClock
  const parts = createParts({ config, connection, clock, log: createLog(config.logLevel), modules: modulesThatAreOn(config.modules) })
  const close = () => allInTurn(() => parts.jobs.stop(), () => parts.db.close(), async () => postgres?.stop())
  try {
    if (options.migrate !== false) {
      const applied = await prepareDatabase(parts)
      if (applied.length > 0) say(`database brought up to date (${applied.length} steps)`)
    }
    return { parts, connection, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Starts the whole site. In demo mode an empty database is filled first. */
export async function startSite(config: Config, say: (line: string) => void): Promise<Site> {
  const { parts, close } = await openSite(config, say)
  let app: App | undefined
  let ahead: Promise<void> | undefined
  const stopping = new AbortController()
  const stop = () => {
    stopping.abort()
    // First the picture under way: it may have held up who was just connecting.
    return allInTurn(async () => ahead, async () => app && closeApp(app), close)
  }
  try {
    if (config.mode === 'demo' && await loadDemo(parts)) say('demo site loaded')
    app = await buildApp(parts, { pages: config.role !== 'worker' })
    if (config.role !== 'worker') await app.listen({ host: config.host, port: config.port })
    if (config.role !== 'web') await parts.jobs.work(parts)
    if (config.mode === 'demo' && config.role !== 'worker') {
      ahead = drawAhead(app, parts, stopping.signal).catch((error: unknown) => {
        if (!stopping.signal.aborted) parts.log.warn({ err: error }, 'pictures could not be drawn ahead; they are drawn when somebody looks at them')
      })
    }
    const address = app.server.address() as AddressInfo | null
    return { parts, app, url: address ? `http://${config.host}:${address.port}` : '', stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Finishes the requests under way, but does not wait for ever for a client that doesn't read or write. */
async function closeApp(app: App): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), LONGEST_ANSWER_MS)
  await app.close().finally(() => clearTimeout(cut))
}

/** Takes every step, whatever became of the one before, and then throws the first error: PostgreSQL never stays behind. */
async function allInTurn(...steps: (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = []
  for (const step of steps) await step().catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}
