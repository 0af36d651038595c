import type { TestProject } from 'vitest/node'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSettings, startSite } from '../../src/site.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the demo site that the walks visit. */
    siteUrl: string
    /** Its data directory, with the keys of the simulated gateway. */
    siteData: string
  }
}

/** A whole demo site as `npm start` runs it, on a data directory and a port of its own. */
export default async function setup(project: TestProject) {
  const dataDir = await mkdtemp(join(tmpdir(), 'linli-e2e-'))
  const port = await freePort()
  const config = readSettings({ LINLI_DATA: dataDir, PORT: String(port), LINLI_LIMITS: 'off', LOG_LEVEL: 'error' })
  const site = await startSite(config, () => {})
  project.provide('siteUrl', site.url)
  project.provide('siteData', dataDir)
  return async () => {
    await site.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
