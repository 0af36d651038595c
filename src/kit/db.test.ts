import type { Tx } from './db.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase } from '../../test/app.ts'
import { afterCommit, DatabaseAway, isDatabaseAway, openDb, pgCode } from './db.ts'

let db: ReturnType<typeof openDb>
let other: typeof db
let cleanUp: () => Promise<void>

beforeAll(async () => {
  const { connection, drop } = await createDatabase()
  db = openDb(connection, { readers: 1, writers: 2 })
  other = openDb(connection, { readers: 1, writers: 2 })
  cleanUp = async () => {
    await Promise.all([db.close(), other.close()])
    await drop()
  }
  await sql.raw('create table jar (id bigint primary key, coins bigint not null, day date, at timestamptz); insert into jar values (1, 9007199254740991, \'2027-03-01\', \'2027-03-01T06:00:00Z\'), (2, 0, null, null)').execute(db.sql)
})
afterAll(() => cleanUp())

const coinsOf = async (id: number) => (await sql<{ coins: number }>`select coins from jar where id = ${id}`.execute(db.sql)).rows[0]!.coins
const setCoins = (tx: Tx, id: number, coins: number) => sql`update jar set coins = ${coins} where id = ${id}`.execute(tx)

test('bigints and counts are numbers, days are texts, instants are dates', async () => {
  const { rows } = await sql`select coins, day, at, count(*) over () as n from jar where id = ${1}`.execute(db.sql)
  expect(rows).toEqual([{ coins: Number.MAX_SAFE_INTEGER, day: '2027-03-01', at: new Date('2027-03-01T06:00:00Z'), n: 1 }])
})

test('what is to be done after the commit is done once then, and not at all after a rollback', async () => {
  await db.tx(tx => setCoins(tx, 2, 0))
  const seen: number[] = []
  let look: Promise<void> = Promise.resolve()
  let tries = 0
  await db.tx(async (tx) => {
    afterCommit(tx, () => { look = coinsOf(2).then((coins) => { seen.push(coins) }) })
    await setCoins(tx, 2, 7)
    if (++tries < 2) await sql.raw('do $$ begin raise exception \'sorry\' using errcode = \'40P01\'; end $$').execute(tx)
  })
  await look
  expect([tries, seen]).toEqual([2, [7]])
  await expect(db.tx(async (tx) => {
    afterCommit(tx, () => { seen.push(0) })
    throw new Error('no')
  })).rejects.toThrow('no')
  expect(seen).toEqual([7])
  expect(() => afterCommit(db.sql as Tx, () => {})).toThrow('outside of a transaction')
})

test('work that PostgreSQL breaks off for another\'s sake is done again, and counts once', async () => {
  await db.tx(tx => setCoins(tx, 2, 0))
  let tries = 0
  await db.tx(async (tx) => {
    tries++
    await sql`update jar set coins = coins + 1 where id = ${2}`.execute(tx)
    if (tries < 3) await sql.raw('do $$ begin raise exception \'sorry\' using errcode = \'40P01\'; end $$').execute(tx)
  })
  expect([tries, await coinsOf(2)]).toEqual([3, 1])
})

test('after three tries the deadlock is told', async () => {
  let tries = 0
  const work = db.tx(async (tx) => {
    tries++
    await sql.raw('do $$ begin raise exception \'sorry\' using errcode = \'40001\'; end $$').execute(tx)
  })
  await expect(work).rejects.toSatisfy(error => pgCode(error) === '40001')
  expect(tries).toBe(3)
})

test('a refusal inside a transaction is not tried again and leaves nothing behind', async () => {
  await db.tx(tx => setCoins(tx, 2, 5))
  let tries = 0
  await expect(db.tx(async (tx) => {
    tries++
    await setCoins(tx, 2, 6)
    throw new Error('no')
  })).rejects.toThrow('no')
  expect([tries, await coinsOf(2)]).toEqual([1, 5])
})

test('a transaction that goes on after an error it ignored is not taken for committed', async () => {
  await db.tx(tx => setCoins(tx, 2, 7))
  const work = db.tx(async (tx) => {
    await setCoins(tx, 2, 8)
    await sql.raw('select 1 / 0').execute(tx).catch(() => {})
  })
  await expect(work).rejects.toThrow('rolled back instead of committed')
  expect(await coinsOf(2)).toBe(7)
})

test('a statement that was prepared before a migration still answers after it, alone and in a transaction', async () => {
  await sql.raw('create table shelf (id bigint, label text); insert into shelf values (1, \'a\')').execute(db.sql)
  const read = async (from: Tx | typeof db.sql) => (await sql`select * from shelf where id = ${1}`.execute(from)).rows
  for (let use = 0; use < 3; use++) {
    await read(db.sql)
    await Promise.all([1, 2, 3, 4].map(() => db.tx(read)))
  }
  await sql.raw('alter table shelf add column width int not null default 3').execute(other.sql)
  expect(await read(db.sql)).toEqual([{ id: 1, label: 'a', width: 3 }])
  expect(await Promise.all([1, 2, 3, 4].map(() => db.tx(read)))).toEqual(Array.from({ length: 4 }, () => [{ id: 1, label: 'a', width: 3 }]))
})

test('statements used again are prepared, those used once are not', async () => {
  const prepared = async (what: string) => (await sql<{ n: number }>`select count(*) as n from pg_prepared_statements where statement like ${`%${what}%`}`.execute(db.sql)).rows[0]!.n
  for (let i = 0; i < 3; i++) await sql`select coins as hot from jar where id = ${i}`.execute(db.sql)
  await sql`select coins as cold from jar where id = ${1}`.execute(db.sql)
  expect([await prepared('as hot from'), await prepared('as cold from')]).toEqual([1, 0])
})

test('thousands of different statements leave at most some hundred plans', async () => {
  for (let i = 0; i < 1200; i++) {
    const odd = sql`select ${1}::int as ${sql.raw(`c${i}`)}`
    await odd.execute(other.sql)
    await odd.execute(other.sql)
  }
  expect((await sql<{ n: number }>`select count(*) as n from pg_prepared_statements`.execute(other.sql)).rows[0]!.n).toBeLessThanOrEqual(400)
})

test('of two nodes that want to do the same at the same time one does it, and later the other may', async () => {
  let ran = 0
  let finish = () => {}
  const first = db.alone('tidy', () => new Promise<void>((resolve) => {
    ran++
    finish = resolve
  }))
  await expect.poll(() => ran).toBe(1)
  const work = async () => { ran++ }
  expect([await other.alone('tidy', work), await db.alone('tidy', work), await other.alone('dust', work)]).toEqual([false, false, true])
  finish()
  expect(await first).toBe(true)
  expect([await other.alone('tidy', work), ran]).toEqual([true, 3])
})

test('work that fails lets go of its name', async () => {
  await expect(db.alone('tidy', async () => { throw new Error('broom') })).rejects.toThrow('broom')
  expect(await other.alone('tidy', async () => {})).toBe(true)
})

test('what a node did alone is free as soon as its connection is gone', async () => {
  let finish = () => {}
  let began = false
  const lost = db.alone('tidy', () => new Promise<void>((resolve) => {
    began = true
    finish = resolve
  }))
  await expect.poll(() => began).toBe(true)
  await sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'`.execute(other.sql)
  await expect.poll(() => other.alone('tidy', async () => {})).toBe(true)
  finish()
  await lost
  expect(await db.alone('tidy', async () => {})).toBe(true)
})

test('a database that can\'t be reached is known by its kind, whatever the way it is away', async () => {
  for (const connection of [
    { host: '/nowhere', port: 5432, user: 'linli', database: 'linli' },
    { host: '127.0.0.1', port: 1, user: 'linli', database: 'linli' },
    { connectionString: 'postgres://linli@localhost:1/linli' },
    { connectionString: 'postgres://linli@no-such-host.invalid/linli' },
  ]) {
    const away = openDb(connection)
    const errors = await Promise.all([
      sql`select 1`.execute(away.sql).catch(error => error),
      away.tx(tx => sql`select 1`.execute(tx)).catch(error => error),
    ])
    await away.close()
    expect(errors.map(error => [error instanceof DatabaseAway, isDatabaseAway(error)])).toEqual([[true, true], [true, true]])
  }
})

test('a missing file and a provider that can\'t be reached are not the database', () => {
  const systemError = (code: string, syscall: string) => Object.assign(new Error(code), { code, syscall })
  expect([systemError('ENOENT', 'open'), systemError('ECONNREFUSED', 'connect'), new Error('oops'), null].map(isDatabaseAway)).toEqual([false, false, false, false])
})

test('a connection that is lost between two statements breaks its transaction and nothing else', async () => {
  const broken = db.tx(async (tx) => {
    const { rows: [own] } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await sql`select pg_terminate_backend(${own!.pid})`.execute(other.sql)
    await expect.poll(async () => (await sql`select from pg_stat_activity where pid = ${own!.pid}`.execute(other.sql)).rows.length).toBe(0)
    await setCoins(tx, 2, 99)
  })
  await expect(broken).rejects.toSatisfy(isDatabaseAway)
  await db.tx(tx => setCoins(tx, 2, 3))
  expect(await coinsOf(2)).toBe(3)
})
