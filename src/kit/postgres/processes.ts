import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * When a running process was started, as an opaque text: the same pid with the same text is the same process.
 * `undefined` when it is gone; a zombie is gone too (where nobody reaps, as in a container, it stays forever).
 */
export function startOf(pid: number): string | undefined {
  if (process.platform !== 'linux') {
    const found = ps(pid, 'stat=,lstart=')
    return found === '' || found.startsWith('Z')
      ? undefined
      : found.slice(found.indexOf(' ')).trim()
  }
  const stat = readProc(`${pid}/stat`)
  // The second field is the program's name in brackets, which may itself hold spaces and brackets.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (!state || state === 'Z' || state === 'X')
    return undefined
  // Ticks since boot repeat after a reboot, so the boot belongs to the answer.
  return `${readProc('sys/kernel/random/boot_id').trim()}/${fields[18]}`
}

/** Whether this process is the PostgreSQL that serves the data directory `cluster`. */
export function servesCluster(pid: number, cluster: string): boolean {
  return process.platform === 'linux'
    ? readProc(`${pid}/cmdline`).split('\0').includes(cluster)
    : ps(pid, 'command=').includes('/bin/postgres -D ') // what follows may be garbled where it is not ASCII
}

function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8')
  } catch {
    return ''
  }
}

function ps(pid: number, columns: string): string {
  const { stdout } = spawnSync('ps', [
    '-ww',
    '-o',
    columns,
    '-p',
    String(pid),
  ], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  })
  return stdout.trim()
}
