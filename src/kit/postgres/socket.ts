import type { RunAs } from './user.ts'
import { Buffer } from 'node:buffer'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { SOCKET_FILE } from './server.ts'
import { PostgresStartError } from './start-error.ts'
import { closedFolder, own } from './user.ts'

/** The kernel takes 107 bytes on Linux and 103 on macOS. */
const SOCKET_PATH_BYTES = 100
const PREFIX = 'linli-'

/**
 * Makes an empty private folder for the socket: in the data directory, or where that path is too long for a socket,
 * a folder of its own under the temporary directory. With `last` it gets that path again, where clients look for it.
 */
export async function makeSocketDir(dataDir: string, user: RunAs, last?: string): Promise<string> {
  const inside = join(dataDir, 'socket')
  await rm(inside, { recursive: true, force: true })
  const known = fits(inside) ? inside : last
  if (known) {
    await mkdir(known, { mode: 0o700 })
    await own(known, user)
    return known
  }
  for (const base of [
    tmpdir(),
    '/tmp',
  ]) {
    if (!fits(join(base, `${PREFIX}XXXXXX`)) || await closedFolder(user, base))
      continue
    const outside = await mkdtemp(join(base, PREFIX)) // mode 700
    await own(outside, user)
    return outside
  }
  throw new PostgresStartError(`The path of the data directory is too long for a socket (${inside}), and there is no temporary directory for it either. Set LINLI_DATA to a shorter path.`)
}

/** Removes the folder under the temporary directory again, if that is what it is. */
export async function removeSocketDir(dir: string): Promise<void> {
  if (/^linli-\w{6}$/.test(basename(dir)))
    await rm(dir, { recursive: true, force: true })
}

function fits(dir: string): boolean {
  return Buffer.byteLength(join(dir, SOCKET_FILE)) <= SOCKET_PATH_BYTES
}
