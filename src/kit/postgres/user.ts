import { spawn, spawnSync } from 'node:child_process'
import { chmod, chown, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PostgresStartError } from './start-error.ts'

/** Who runs the processes of PostgreSQL: nothing set = ourselves. Spreads into the options of `spawn`. */
export interface RunAs { uid?: number, gid?: number }

/** Where and with what environment our child processes run: `PG*` variables and a folder they may not enter must not reach them. */
export const SURROUNDINGS = {
  cwd: '/',
  env: { PATH: process.env.PATH, LC_ALL: 'C' },
}

/**
 * PostgreSQL refuses to run as root, so root hands it to an unprivileged user: the owner of the data that is
 * already there, else `postgres`, else `nobody`. (initdb wants a name for its uid, so any free number will not do.)
 */
export async function chooseUser(cluster: string): Promise<RunAs> {
  if (process.getuid?.() !== 0)
    return {}
  const owner = await stat(cluster).catch(() => undefined)
  if (owner && owner.uid !== 0)
    return { uid: owner.uid, gid: owner.gid }
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map(flag => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout || Number.NaN))
    if (uid && gid)
      return { uid, gid }
  }
  throw new PostgresStartError('PostgreSQL refuses to run as root, and this machine has no user "postgres" or "nobody" to run it as. Add one (useradd --system postgres), start Linli as an ordinary user, or set DATABASE_URL to your own PostgreSQL.')
}

export async function own(path: string, user: RunAs): Promise<void> {
  if (user.uid !== undefined && user.gid !== undefined)
    await chown(path, user.uid, user.gid)
}

/** Makes sure that `user` may pass through the data directory, or says which folder above is closed. */
export async function letIn(user: RunAs, dataDir: string): Promise<void> {
  if (user.uid === undefined)
    return
  let closed = await closedFolder(user, dataDir)
  if (closed === dataDir) {
    // It is ours to open, and only to pass through: what lies in it keeps its own mode.
    await chmod(dataDir, (await stat(dataDir)).mode | 0o011)
    closed = await closedFolder(user, dataDir)
  }
  if (closed)
    throw new PostgresStartError(`PostgreSQL refuses to run as root and the user it runs as instead may not pass through ${closed} to the data directory ${dataDir}. Set LINLI_DATA to a folder elsewhere (root's default is /var/lib/linli), or open the way with: chmod o+x '${closed}'`)
}

/** The outermost folder on the way to `path` that `user` may not pass through. */
export async function closedFolder(user: RunAs, path: string): Promise<string | undefined> {
  const way = [path]
  while (way[0] !== '/')
    way.unshift(dirname(way[0]!))
  const { ok, output } = await run('/bin/sh', [
    '-c',
    'for d; do test -x "$d" || { printf %s "$d"; exit 1; }; done',
    'sh',
    ...way,
  ], user)
  return ok ? undefined : output
}

/** Runs a program to its end; `output` is what it printed, or why it could not be run. */
export function run(program: string, args: string[], user: RunAs): Promise<{ ok: boolean, output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...SURROUNDINGS,
      ...user,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => output += text)
    child.stderr.setEncoding('utf8').on('data', (text: string) => output += text)
    child.once('error', error => resolve({ ok: false, output: error.message }))
    child.once('close', code => resolve({ ok: code === 0, output }))
  })
}
