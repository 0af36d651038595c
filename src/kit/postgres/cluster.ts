import type { RunAs } from './user.ts'
import { mkdtemp, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PostgresStartError } from './start-error.ts'
import { own, run } from './user.ts'

/** The database role of the app and its database have one name. */
export const ROLE = 'linli'

/** The major version that wrote the data directory `cluster`; `undefined` when there is none yet. */
export async function versionOf(cluster: string): Promise<string | undefined> {
  const names = await readdir(cluster).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT')
      throw error
    return [] as string[]
  })
  if (names.length === 0)
    return undefined
  if (!names.includes('PG_VERSION'))
    throw new PostgresStartError(`${cluster} holds files, but it is not a PostgreSQL data directory. Move it away and start again, or choose another data directory by LINLI_DATA.`)
  return (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim()
}

/**
 * Makes the data directory `cluster` of PostgreSQL, whole or not at all: initdb works in a folder beside it, which
 * gets its name when it is done. What an interrupted one left behind is removed.
 */
export async function createCluster(cluster: string, binaries: string, user: RunAs, fsync: boolean): Promise<void> {
  const dataDir = join(cluster, '..')
  for (const name of await readdir(dataDir)) {
    if (name.startsWith('postgres.new-'))
      await rm(join(dataDir, name), { recursive: true, force: true, maxRetries: 10 })
  }
  const fresh = await mkdtemp(join(dataDir, 'postgres.new-'))
  await own(fresh, user)
  const { ok, output } = await run(join(binaries, 'bin/initdb'), [
    `--pgdata=${fresh}`,
    `--username=${ROLE}`,
    '--encoding=UTF8',
    // The same order and case rules on every machine and after every upgrade of its C library: an index stays valid.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    // No password: the only way in is a socket in a folder of mode 700, so whoever reaches it could read the files
    // and any password stored beside them as well. TCP is off, and refused should somebody turn it on.
    '--auth-local=trust',
    '--auth-host=reject',
    '--no-instructions',
    ...(fsync
      ? []
      : ['--no-sync']),
  ], user)
  if (!ok) {
    await rm(fresh, { recursive: true, force: true })
    throw new PostgresStartError(`The database could not be created in ${dataDir}: ${lastLines(output)}. Put that right and start again; nothing was left behind.`)
  }
  await rename(fresh, cluster)
  // Else a power cut could bring the old name back, with data that was acknowledged in it.
  const folder = await open(dataDir, 'r')
  await folder.sync().finally(() => folder.close())
}

/** The end of what a program printed, in one line. */
export function lastLines(output: string): string {
  return output.trim().split('\n').slice(-8).map(line => line.trim()).join(' / ')
}
