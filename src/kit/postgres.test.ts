import type { ChildProcess } from 'node:child_process'
import type { EmbeddedPostgres, PostgresOptions } from './postgres.ts'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { cp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { defaultDataDir, PostgresStartError, startPostgres } from './postgres.ts'
import { findPackage, usableBinaries } from './postgres/binaries.ts'
import { startOf } from './postgres/processes.ts'
import { findServer, readPidFile, stopServer } from './postgres/server.ts'
import { chooseUser, closedFolder, run } from './postgres/user.ts'

const isRoot = process.getuid?.() === 0
const nobody = { uid: 65534, gid: 65534 }
const ordinaryUserCanRunUs = isRoot && !await closedFolder(nobody, import.meta.dirname) && !await closedFolder(nobody, dirname(process.execPath))

const folders: string[] = []
const children: ChildProcess[] = []

afterEach(async () => {
  for (const child of children.splice(0))
    child.kill('SIGKILL')
  for (const folder of folders.splice(0)) {
    for (const dataDir of [
      folder,
      ...readdirSync(folder).map(name => join(folder, name)),
    ]) {
      const left = existsSync(join(dataDir, 'postgres/postmaster.pid')) && findServer(join(dataDir, 'postgres'))
      if (left)
        await stopServer(left)
    }
    rmSync(folder, { recursive: true })
  }
})

function aFolder(mode = 0o700): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'linli-postgres-test-')))
  chmodSync(folder, mode)
  folders.push(folder)
  return folder
}

/** A folder with a database in it, as an earlier start has left it: to create one takes a second. */
function aDataDir(folder = aFolder()): string {
  mkdirSync(folder, { recursive: true })
  for (const name of ['postgres', ...copies]) execFileSync('cp', ['-a', join(used, name), folder])
  return folder
}

let used: string
/** The copy of PostgreSQL that a data directory gets where the installed one is out of reach. */
let copies: string[]
beforeAll(async () => {
  used = realpathSync(mkdtempSync(join(tmpdir(), 'linli-postgres-test-')))
  await (await start(used)).stop()
  copies = readdirSync(used).filter(name => name.startsWith('postgres-'))
})
afterAll(() => rmSync(used, { recursive: true }))

const start = (dataDir: string, more: Partial<PostgresOptions> = {}) => startPostgres({ dataDir, fsync: false, ...more })

async function query(server: EmbeddedPostgres, sql: string): Promise<unknown[][]> {
  const client = new pg.Client(server.connection)
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows
  } finally {
    await client.end()
  }
}

const serverPid = (dataDir: string) => readPidFile(join(dataDir, 'postgres'))!.pid

/** Another process that starts PostgreSQL on `dataDir` and stays until it is killed; `heard` are its lines. */
function anotherLinli(dataDir: string, user = {}) {
  const program = `
    const { startPostgres } = await import(${JSON.stringify(new URL('./postgres.ts', import.meta.url).href)})
    await startPostgres({ dataDir: process.argv[1], fsync: false, log: console.log })
      .then(() => { console.log('started'); setInterval(() => {}, 60_000) }, error => console.log(error.name + ': ' + error.message))`
  const child = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    program,
    dataDir,
  ], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: '/',
    ...user,
  })
  children.push(child)
  const lines = createInterface({ input: child.stdout })
  const heard = async (pattern: RegExp) => {
    for await (const line of lines) {
      if (pattern.test(line))
        return line
    }
    throw new Error(`${pattern} was never printed`)
  }
  const kill = async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { pid: child.pid!, heard, kill }
}

describe('PostgreSQL started by Linli', { timeout: 60_000 }, () => {
  test('a second start finds what was written after the first', async () => {
    const dataDir = aFolder()
    const first = await start(dataDir)
    await query(first, `create table note as select '邻里' as text`)
    await first.stop()

    const second = await start(dataDir)
    expect(await query(second, 'select text from note')).toEqual([
      ['邻里'],
    ])
    await second.stop()
  })

  test('stopping leaves no process, no lock and no socket behind, and may be asked for twice', async () => {
    const dataDir = aDataDir()
    const server = await start(dataDir)
    const pids = [
      serverPid(dataDir),
      ...(await query(server, 'select pid from pg_stat_activity')).flat() as number[],
    ]
    expect(pids.length).toBeGreaterThan(3)
    const idle = new pg.Client(server.connection)
    idle.on('error', () => {}) // its connection is cut
    await idle.connect()
    await idle.query('begin')

    await Promise.all([
      server.stop(),
      server.stop(),
    ])
    expect(pids.filter(pid => startOf(pid))).toEqual([])
    expect(readdirSync(dataDir).sort()).toEqual(['postgres', ...copies, 'postgres.log', 'socket'])
    expect(readdirSync(join(dataDir, 'socket'))).toEqual([])
  })

  test('only a private socket leads to the data, and writes are safe unless a test says otherwise', async () => {
    const dataDir = aFolder()
    const server = await startPostgres({
      dataDir,
      settings: { work_mem: '5MB', listen_addresses: '*' },
    })
    const names = [
      'listen_addresses',
      'fsync',
      'full_page_writes',
      'data_checksums',
      'server_encoding',
      'TimeZone',
      'dynamic_shared_memory_type',
      'work_mem',
    ]
    const shown = await query(server, `select name, setting from unnest('{${names.join()}}'::text[]) with ordinality n (name, at), current_setting(name) setting order by at`)
    expect(Object.fromEntries(shown)).toEqual({
      listen_addresses: '',
      fsync: 'on',
      full_page_writes: 'on',
      data_checksums: 'on',
      server_encoding: 'UTF8',
      TimeZone: 'UTC',
      dynamic_shared_memory_type: 'mmap',
      work_mem: '5MB',
    })
    expect(await query(server, `select current_user, current_database(), upper('é'), 'Z' < 'a'`)).toEqual([
      ['linli', 'linli', 'É', true],
    ])
    for (const folder of [
      server.connection.host,
      join(dataDir, 'postgres'),
    ])
      expect(statSync(folder).mode & 0o777).toBe(0o700)
    await server.stop()
  })

  test('the data directory may have any name', async () => {
    const name = `我的 数据, "邻里" $HOME 'x'`
    if (copies.length > 0) await expect(start(join(aFolder(0o711), name))).rejects.toThrow(/one of the characters.*LINLI_DATA/)
    const dataDir = join(aFolder(0o711), copies.length > 0 ? name.replaceAll(/["$]/g, '') : name)
    const server = await start(dataDir)
    expect(server.connection.host).toBe(join(dataDir, 'socket'))
    expect(await query(server, 'select 1')).toEqual([
      [1],
    ])
    await server.stop()
  })

  test('a path too long for a socket gets a private one elsewhere, also after being taken over', async () => {
    const dataDir = aDataDir(join(aFolder(0o711), '很长的路径'.repeat(8)))
    const other = anotherLinli(dataDir)
    await other.heard(/^started/)
    await other.kill()
    const server = await start(dataDir)
    const { host } = server.connection
    expect(host.startsWith(dataDir)).toBe(false)
    expect(statSync(host).mode & 0o777).toBe(0o700)
    expect(await query(server, 'select 1')).toEqual([
      [1],
    ])
    await server.stop()
    expect(existsSync(host)).toBe(false)
  })

  test('the log keeps to a limit', async () => {
    const dataDir = aDataDir()
    const log = join(dataDir, 'postgres.log')
    writeFileSync(log, 'old')
    truncateSync(log, 11_000_000)
    await (await start(dataDir)).stop()
    expect(statSync(log).size).toBeLessThan(100_000)
    expect(statSync(`${log}.1`).size).toBe(11_000_000)
  })

  test('a setting that PostgreSQL refuses is answered with its reason, and nothing keeps running', async () => {
    const dataDir = aDataDir()
    await expect(start(dataDir, {
      settings: { shared_buffers: 'plenty' },
    })).rejects.toThrow(/did not start: .*shared_buffers.*postgres\.log/)
    expect(existsSync(join(dataDir, 'linli.lock'))).toBe(false)
    await (await start(dataDir)).stop()
  })

  test('data of another major version is refused and left alone', async () => {
    const dataDir = aFolder()
    mkdirSync(join(dataDir, 'postgres'))
    writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '17\n')
    await expect(start(dataDir)).rejects.toThrow(/written by PostgreSQL 17.*brings PostgreSQL 18.*backup/)
    expect(readdirSync(join(dataDir, 'postgres'))).toEqual(['PG_VERSION'])
  })

  test('a folder that is something else is refused and left alone', async () => {
    const dataDir = aFolder()
    mkdirSync(join(dataDir, 'postgres'))
    writeFileSync(join(dataDir, 'postgres/thesis.txt'), '')
    await expect(start(dataDir)).rejects.toThrow(/not a PostgreSQL data directory/)
    expect(readdirSync(join(dataDir, 'postgres'))).toEqual(['thesis.txt'])
  })

  test('a data directory that cannot be made is answered with a sentence', async () => {
    const file = join(aFolder(), 'file')
    writeFileSync(file, '')
    const refusal = start(join(file, 'data'))
    await expect(refusal).rejects.toBeInstanceOf(PostgresStartError)
    await expect(refusal).rejects.toThrow(/could not be started with the data directory .*LINLI_DATA/)
  })

  test('where npm has no PostgreSQL for the system, DATABASE_URL is the way', async () => {
    await expect(findPackage('sunos-sparc')).rejects.toThrow(PostgresStartError)
    await expect(findPackage('sunos-sparc')).rejects.toThrow(/DATABASE_URL/)
  })
})

describe('PostgreSQL after a kill -9', { timeout: 60_000 }, () => {
  test('a server whose Linli was killed is taken over with its data, and stopped in the end', async () => {
    const dataDir = aDataDir()
    const killed = anotherLinli(dataDir)
    await killed.heard(/^started/)
    const pid = serverPid(dataDir)
    await killed.kill()

    const lines: string[] = []
    const server = await start(dataDir, {
      log: line => lines.push(line),
    })
    expect(lines.join()).toContain(`process ${pid}`)
    expect(serverPid(dataDir)).toBe(pid)
    await server.stop()
    expect(startOf(pid)).toBeUndefined()
  })

  test('a killed server starts again with everything it had acknowledged, whoever has its pid now', async () => {
    const dataDir = aDataDir()
    const first = await startPostgres({ dataDir })
    await query(first, 'create table note as select 7 as number')
    const file = join(dataDir, 'postgres/postmaster.pid')
    const left = readFileSync(file, 'utf8')
    process.kill(serverPid(dataDir), 'SIGKILL')
    await first.stop()
    const stranger = spawn('sleep', ['600'], await chooseUser(join(dataDir, 'postgres')))
    children.push(stranger)
    writeFileSync(file, left.replace(/^\d+/, String(stranger.pid)))

    const second = await startPostgres({ dataDir })
    expect(await query(second, 'select number from note')).toEqual([
      [7],
    ])
    await second.stop()
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull()
  })

  test('a server that is killed while Linli runs is started again where clients look for it', async () => {
    for (const dataDir of [aDataDir(), aDataDir(join(aFolder(0o711), 'a-path-too-long-for-a-socket'.repeat(4)))]) {
      const server = await startPostgres({ dataDir })
      await query(server, 'create table note as select 9 as number')
      const pid = serverPid(dataDir)
      process.kill(pid, 'SIGKILL')
      await expect.poll(() => query(server, 'select number from note').catch(() => 'away'), { timeout: 30_000 }).toEqual([
        [9],
      ])
      const next = serverPid(dataDir)
      expect(next).not.toBe(pid)
      await server.stop()
      expect(startOf(next)).toBeUndefined()
    }
  })

  test('a server that was taken over and is killed then is started again, too', async () => {
    const dataDir = aDataDir()
    const killed = anotherLinli(dataDir)
    await killed.heard(/^started/)
    await killed.kill()
    const server = await start(dataDir)
    const pid = serverPid(dataDir)
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => query(server, 'select 1').catch(() => 'away'), { timeout: 30_000 }).toEqual([
      [1],
    ])
    expect(serverPid(dataDir)).not.toBe(pid)
    await server.stop()
  })

  test('one that cannot be started again says why, once, and is started when it can be', async () => {
    const dataDir = aDataDir()
    const lines: string[] = []
    const server = await start(dataDir, { log: line => lines.push(line) })
    const version = join(dataDir, 'postgres/PG_VERSION')
    renameSync(version, join(dataDir, 'PG_VERSION'))
    process.kill(serverPid(dataDir), 'SIGKILL')
    const told = () => lines.filter(line => /has ended|not a PostgreSQL data directory/.test(line)).map(line => /has ended|not a PostgreSQL data directory/.exec(line)![0])
    await expect.poll(told, { timeout: 10_000 }).toEqual(['has ended', 'not a PostgreSQL data directory'])
    renameSync(join(dataDir, 'PG_VERSION'), version)
    await expect.poll(() => query(server, 'select 1').catch(() => 'away'), { timeout: 30_000 }).toEqual([
      [1],
    ])
    expect(told()).toEqual(['has ended', 'not a PostgreSQL data directory'])
    await server.stop()
  })

  test('one that has ended and is told to stop is not started again', async () => {
    const dataDir = aDataDir()
    const server = await start(dataDir)
    process.kill(serverPid(dataDir), 'SIGKILL')
    await server.stop()
    expect(findServer(join(dataDir, 'postgres'))).toBeUndefined()
    expect(existsSync(join(dataDir, 'linli.lock'))).toBe(false)
  })

  test('a server that lost its socket is started anew', async () => {
    const dataDir = aDataDir()
    const killed = anotherLinli(dataDir)
    await killed.heard(/^started/)
    await killed.kill()
    await rm(join(dataDir, 'socket'), { recursive: true })
    const server = await start(dataDir)
    expect(await query(server, 'select 1')).toEqual([
      [1],
    ])
    await server.stop()
  })

  test('a creation that was interrupted does not stand in the way', async () => {
    const dataDir = aFolder()
    const killed = anotherLinli(dataDir)
    await killed.heard(/^Creating/)
    await killed.kill()
    mkdirSync(join(dataDir, 'postgres.new-halved/base'), { recursive: true })

    const server = await start(dataDir)
    expect(await query(server, 'select 1')).toEqual([
      [1],
    ])
    await server.stop()
    expect(readdirSync(dataDir).sort()).toEqual(['postgres', ...copies, 'postgres.log', 'socket'])
  })
})

describe('one data directory, one Linli', { timeout: 60_000 }, () => {
  test('a second Linli is refused with the process of the first', async () => {
    const dataDir = aDataDir()
    const server = await start(dataDir)
    expect(await anotherLinli(dataDir).heard(/Error/)).toMatch(new RegExp(`PostgresStartError: Linli is already running .*process ${process.pid}\\b.*LINLI_DATA`))
    await expect(start(dataDir)).rejects.toThrow(`process ${process.pid}`)
    expect(await query(server, 'select 1')).toEqual([
      [1],
    ])
    await server.stop()
  })

  test('of several that start at one instant after a crash exactly one wins', async () => {
    const dataDir = aDataDir()
    writeFileSync(join(dataDir, 'linli.lock'), JSON.stringify({ pid: 2 ** 22 + 1, started: 'long ago', id: 'dead' }))
    const all = Array.from({ length: 4 }, () => anotherLinli(dataDir))
    const said = await Promise.all(all.map(linli => linli.heard(/^started|Error/)))
    const winner = all[said.indexOf('started')]!
    expect(said.filter(line => line !== 'started')).toEqual(Array.from({ length: 3 }, () => expect.stringContaining(`already running on the data directory ${dataDir} (process ${winner.pid})`)))
  })

  test('a lock is void when its pid belongs to another process by now, or when it is unreadable', async () => {
    const dataDir = aDataDir()
    for (const content of [
      JSON.stringify({ pid: process.pid, started: 'before', id: 'old' }),
      '',
    ]) {
      writeFileSync(join(dataDir, 'linli.lock'), content)
      await (await start(dataDir)).stop()
    }
  })
})

describe('who runs PostgreSQL', { timeout: 60_000 }, () => {
  test('the default data directory is one that the user can use', () => {
    expect(defaultDataDir()).toBe(isRoot
      ? '/var/lib/linli'
      : fileURLToPath(new URL('../../.data', import.meta.url)))
  })

  test('binaries out of reach, or without the links between their libraries, are copied once', async () => {
    const brought = await findPackage(`${process.platform}-${process.arch}`)
    const closed = aFolder()
    const linked = join(brought.folder, 'native/lib')
    await cp(brought.folder, closed, {
      recursive: true,
      verbatimSymlinks: true,
      filter: path => dirname(path) !== linked || !lstatSync(path).isSymbolicLink(),
    })
    const dataDir = aFolder(0o711)
    const user = await chooseUser(join(dataDir, 'postgres'))
    mkdirSync(join(dataDir, `postgres-${brought.version}.partial`)) // an earlier copy was interrupted
    mkdirSync(join(dataDir, 'postgres-17.1.0'))

    const binaries = await usableBinaries({ ...brought, folder: closed }, dataDir, user)
    expect(binaries).toBe(join(dataDir, `postgres-${brought.version}`))
    expect(readdirSync(dataDir)).toEqual([`postgres-${brought.version}`])
    expect(await run(join(binaries, 'bin/initdb'), ['--version'], user)).toMatchObject({ ok: true })
    const { ino } = statSync(binaries)
    expect(await usableBinaries({ ...brought, folder: closed }, dataDir, user)).toBe(binaries)
    expect(statSync(binaries).ino).toBe(ino)
  })

  test.runIf(isRoot)('root hands it to an unprivileged user, who may pass through the data directory but not read it', async () => {
    const dataDir = aFolder(0o700)
    const server = await start(dataDir)
    expect(statSync(`/proc/${serverPid(dataDir)}`).uid).not.toBe(0)
    expect(statSync(join(dataDir, 'postgres')).uid).not.toBe(0)
    expect(statSync(dataDir).mode & 0o777).toBe(0o711)
    await server.stop()
  })

  test.runIf(isRoot)('root is told which folder above the data directory is closed', async () => {
    const home = aFolder(0o700)
    const refusal = start(join(home, 'linli', 'data'))
    await expect(refusal).rejects.toThrow(PostgresStartError)
    await expect(refusal).rejects.toThrow(new RegExp(`may not pass through ${home} to.*LINLI_DATA.*chmod o\\+x '${home}'`))
    expect(statSync(home).mode & 0o777).toBe(0o700)
  })

  test.runIf(ordinaryUserCanRunUs)('an ordinary user runs it as himself', async () => {
    const dataDir = join(aFolder(0o777), 'data')
    await anotherLinli(dataDir, nobody).heard(/^started/)
    expect(statSync(`/proc/${serverPid(dataDir)}`).uid).toBe(nobody.uid)
    expect(statSync(dataDir).uid).toBe(nobody.uid)
  })
})
