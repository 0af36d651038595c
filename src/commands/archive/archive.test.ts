import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import sharp from 'sharp'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { openTestApp, withApp } from '../../../test/app.ts'
import { mediaFolder, savePicture } from '../../core/media/index.ts'
import { addOwner } from '../../core/staff/index.ts'
import { systemClock } from '../../kit/clock.ts'
import { createParts } from '../../parts.ts'
import { writeArchive } from '../backup.ts'
import { readArchive } from '../restore.ts'

const site = withApp()
const folder = mkdtempSync(join(tmpdir(), 'linli-archive-'))
const secret = 'fingerprint'
const file = join(folder, 'site.tar')

beforeAll(async () => {
  await addOwner(site.parts, 'boss')
  await savePicture(site.parts, await sharp({ create: { width: 400, height: 300, channels: 3, background: '#336633' } }).png().toBuffer())
  await site.parts.db.tx(tx => sql`insert into site_fact values ('greeting', ${'你好\t\\N'})`.execute(tx))
  await writeArchive(file, site.connection as pg.ClientConfig, { media: mediaFolder(site.parts.config.dataDir), secret, now: site.clock.now() })
})

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** A database without a single table, and the parts of a site on it. */
async function emptyTarget() {
  const other = await openTestApp()
  closers.push(other.close)
  const admin = new pg.Client(other.connection as pg.ClientConfig)
  await admin.connect()
  await admin.query('drop schema jobs cascade; drop schema public cascade; create schema public')
  await admin.end()
  /** As a new process would: each `linli restore` starts from nothing. */
  const newParts = () => {
    const parts = createParts({ config: other.parts.config, connection: other.connection, clock: systemClock, log: other.parts.log, modules: other.parts.modules })
    closers.push(async () => {
      await parts.jobs.stop()
      await parts.db.close()
    })
    return parts
  }
  return { parts: newParts(), newParts, connection: other.connection as pg.ClientConfig, media: join(mkdtempSync(join(folder, 'target-')), 'media') }
}

test('a site comes back from its archive: people, texts of any kind, pictures, and new numbers behind the old ones', async () => {
  const { parts, connection, media } = await emptyTarget()
  const { pictures } = await readArchive(file, parts, connection, { media, secret })
  expect(pictures).toBe(2)
  expect(await parts.db.sql.selectFrom('site_fact').selectAll().execute()).toEqual([{ name: 'greeting', value: '你好\t\\N' }])
  const [old] = await parts.db.sql.selectFrom('staff').select(['id', 'name']).execute()
  expect(old!.name).toBe('boss')
  expect((await addOwner(parts, 'second')).id).toBeGreaterThan(old!.id)
})

test('a target that is not empty is refused and stays as it is', async () => {
  const other = await openTestApp()
  closers.push(other.close)
  await addOwner(other.parts, 'somebody')
  await expect(readArchive(file, other.parts, other.connection as pg.ClientConfig, { media: join(folder, 'no'), secret })).rejects.toThrow('not empty')
  expect(await other.parts.db.sql.selectFrom('staff').select('name').execute()).toEqual([{ name: 'somebody' }])
})

test('an archive cut short restores nothing, and the whole one can be restored afterwards', async () => {
  const { newParts, connection, media } = await emptyTarget()
  const whole = readFileSync(file)
  for (const length of [100, 6000, Math.floor(whole.length * 0.9), whole.length - 1500]) {
    const short = join(folder, `short-${length}.tar`)
    writeFileSync(short, whole.subarray(0, length))
    await expect(readArchive(short, newParts(), connection, { media, secret }), `${length} of ${whole.length}`).rejects.toThrow('not a whole archive')
  }
  expect((await readArchive(file, newParts(), connection, { media, secret })).pictures).toBe(2)
})

test('an archive of a site with another secret is refused: its identities could never be opened', async () => {
  const { parts, connection, media } = await emptyTarget()
  await expect(readArchive(file, parts, connection, { media, secret: 'another' })).rejects.toThrow('SECRET_KEY')
})

test('a file that is there already is not overwritten', async () => {
  await expect(writeArchive(file, site.connection as pg.ClientConfig, { media: folder, secret, now: site.clock.now() })).rejects.toThrow('already there')
})
