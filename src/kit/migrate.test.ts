import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDatabase } from '../../test/app.ts'
import type { Db } from './db.ts'
import { openDb } from './db.ts'
import { migrate } from './migrate.ts'

let db: Db
let cleanUp: () => Promise<void>
let folder: string
/** The template's own migrations are already there under their modules; these tests use a module of their own on top. */
let known: { module: string, folder: URL }[]

beforeEach(async () => {
  const { connection, drop } = await createDatabase()
  db = openDb(connection, { readers: 2, writers: 4 })
  await sql`delete from migration`.execute(db.sql)
  folder = mkdtempSync(join(tmpdir(), 'linli-migrations-'))
  known = [{ module: 'garden', folder: pathToFileURL(`${folder}/`) }]
  cleanUp = async () => {
    await db.close()
    await drop()
  }
})
afterEach(() => cleanUp())

const put = (name: string, text: string) => writeFileSync(join(folder, name), text)

test('pending files run in order, once', async () => {
  put('0002_b.sql', 'insert into garden_bed values (1);')
  put('0001_a.sql', 'create table garden_bed (id int);')
  expect(await migrate(db, known)).toEqual(['garden/0001_a.sql', 'garden/0002_b.sql'])
  expect(await migrate(db, known)).toEqual([])
  expect((await sql`select * from garden_bed`.execute(db.sql)).rows).toHaveLength(1)
})

test('when one file fails nothing of the run stays', async () => {
  put('0001_a.sql', 'create table garden_bed (id int);')
  put('0002_b.sql', 'insert into nowhere values (1);')
  await expect(migrate(db, known)).rejects.toThrow('garden/0002_b.sql failed, nothing was changed')
  expect((await sql`select to_regclass('garden_bed') as found`.execute(db.sql)).rows).toEqual([{ found: null }])
})

test('a file that was edited after it ran is refused', async () => {
  put('0001_a.sql', 'create table garden_bed (id int);')
  await migrate(db, known)
  put('0001_a.sql', 'create table garden_bed (id bigint);')
  await expect(migrate(db, known)).rejects.toThrow('was changed after it ran')
})

test('a database that a newer Linli has migrated is refused', async () => {
  put('0001_a.sql', 'create table garden_bed (id int);')
  await migrate(db, known)
  await expect(migrate(db, [])).rejects.toThrow('made by a newer one')
})

test('of several processes that start at once one migrates and the others find it done', async () => {
  put('0001_a.sql', 'create table garden_bed (id int);')
  const applied = await Promise.all([migrate(db, known), migrate(db, known), migrate(db, known)])
  expect(applied.flat()).toEqual(['garden/0001_a.sql'])
})
