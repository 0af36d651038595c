import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'

const BIN = '/usr/lib/postgresql/15/bin'

/**
 * A throw-away PostgreSQL 15 (the oldest supported) from Debian's package on a unix socket, or undefined where it is not
 * installed.
 */
export async function startDebianPostgres(): Promise<{ version: string, url: string, stop: () => void } | undefined> {
  if (!existsSync(join(BIN, 'initdb'))) return
  const folder = mkdtempSync('/tmp/linli-pg15-')
  const asRoot = process.getuid?.() === 0
  if (asRoot) {
    const [uid, gid] = ['-u', '-g'].map(flag => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' })))
    chownSync(folder, uid!, gid!)
  }
  const run = (program: string, ...args: string[]) => execFileSync(asRoot ? 'setpriv' : join(BIN, program), [
    ...asRoot ? ['--reuid=postgres', '--regid=postgres', '--clear-groups', join(BIN, program)] : [],
    ...args,
  ], { cwd: '/', stdio: 'ignore' })
  run('initdb', '-D', join(folder, 'data'), '-U', 'linli', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8')
  run('pg_ctl', '-D', join(folder, 'data'), '-w', '-l', join(folder, 'log'), '-o', `-c listen_addresses='' -c unix_socket_directories=${folder} -c max_connections=400 -c fsync=off`, 'start')
  const psql = execFileSync(join(BIN, 'psql'), ['-h', folder, '-U', 'linli', 'postgres', '-Atc', 'create database linli', '-c', 'show server_version'], { encoding: 'utf8', env: { USER: userInfo().username } })
  return {
    version: psql.trim().split('\n').at(-1)!,
    url: `postgresql://linli@localhost/linli?host=${encodeURIComponent(folder)}`,
    stop() {
      run('pg_ctl', '-D', join(folder, 'data'), '-m', 'immediate', 'stop')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
