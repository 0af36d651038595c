import type { SiteParts } from '../parts.ts'
import type { Table } from './archive/tables.ts'
import { createReadStream } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import process from 'node:process'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import tar from 'tar-stream'
import { Value } from 'typebox/value'
import { mediaFolder, storeFile } from '../core/media/index.ts'
import { MigrationError } from '../kit/migrate.ts'
import { prepareDatabase } from '../parts.ts'
import { openSite, readSettings } from '../site.ts'
import { ArchiveError, Manifest, secretFingerprint } from './archive/manifest.ts'
import { advanceSequences, listTables, writeTable } from './archive/tables.ts'

/** `linli restore FILE`: fills an empty database and an empty media folder from an archive. */
export async function run([file]: string[]) {
  if (!file) throw new ArchiveError('linli restore FILE.tar: name the archive')
  const config = readSettings(process.env)
  const site = await openSite(config, line => process.stdout.write(`${line}\n`), { migrate: false })
  try {
    const { tables, pictures } = await readArchive(file, site.parts, site.connection, { media: mediaFolder(config.dataDir), secret: secretFingerprint(config) })
    process.stdout.write(`restored ${tables} tables and ${pictures} pictures from ${file}\n`)
  } finally {
    await site.close()
  }
}

const PICTURE_FILE = /^media\/([0-9a-f]{2}\/[0-9a-f]{32}-\d{1,4}\.webp)$/

/** Restores an archive and brings the database up to date with this version; a failure leaves the target as empty as it was. */
export async function readArchive(file: string, parts: SiteParts, connection: pg.ClientConfig, into: { media: string, secret: string }): Promise<{ tables: number, pictures: number }> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await refuseFullTarget(client, into.media)
    try {
      return await fill(file, parts, client, into)
    } catch (error) {
      await client.query('rollback')
      await client.query('drop schema if exists jobs cascade; drop schema public cascade; create schema public')
      await rm(into.media, { recursive: true, force: true })
      if (error instanceof ArchiveError || error instanceof MigrationError || error instanceof pg.DatabaseError) throw error
      throw new ArchiveError(`${file} is not a whole archive of Linli: nothing was restored.`, { cause: error })
    }
  } finally {
    await client.end()
  }
}

async function fill(file: string, parts: SiteParts, client: pg.Client, into: { media: string, secret: string }): Promise<{ tables: number, pictures: number }> {
  const broken = () => new ArchiveError(`${file} is not a whole archive of Linli: nothing was restored.`)
  const left = new Map<string, Table>()
  let begun = false
  let tables = 0
  let pictures = 0
  const extract = tar.extract()
  const read = pipeline(createReadStream(file), extract).catch(() => { throw broken() })
  read.catch(() => {}) // told below, when the entries end
  for await (const entry of extract) {
    const { name } = entry.header
    if (name === 'manifest.json' && !begun) {
      begun = true
      for (const table of await prepareTables(parts, client, await buffer(entry), into.secret)) left.set(`tables/${table.name}.gz`, table)
      await client.query('begin')
      await client.query(`truncate ${[...left.values()].map(table => table.name).join(', ')}`)
    } else if (left.has(name)) {
      await writeTable(client, left.get(name)!, entry.pipe(createGunzip()))
      left.delete(name)
      tables++
    } else if (begun && PICTURE_FILE.test(name)) {
      await storeFile(into.media, PICTURE_FILE.exec(name)![1]!, await buffer(entry))
      pictures++
    } else {
      throw broken()
    }
  }
  await read
  if (!begun || left.size > 0) throw broken()
  await advanceSequences(client)
  await client.query('commit')
  await prepareDatabase(parts)
  return { tables, pictures }
}

async function refuseFullTarget(client: pg.Client, media: string) {
  const { rows } = await client.query(`select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and n.nspname in ('public', 'jobs') limit 1`)
  const files = await readdir(media).catch(() => [])
  if (rows.length > 0 || files.length > 0) throw new ArchiveError('The target is not empty: restore into an empty database and a new data directory (LINLI_DATA), so that nothing is mixed or lost.')
}

/** Makes the tables as they were when the archive was written. */
async function prepareTables(parts: SiteParts, client: pg.Client, json: Buffer, secret: string): Promise<Table[]> {
  let manifest: unknown
  try {
    manifest = JSON.parse(json.toString())
  } catch {
    manifest = undefined
  }
  if (!Value.Check(Manifest, manifest)) throw new ArchiveError('This is not an archive that this version of Linli can read.')
  if (manifest.secret !== secret) throw new ArchiveError('The archive was written with another SECRET_KEY. Set the one of that site (in demo mode: put its secret.key into the data directory); without it identities could not be opened.')
  await prepareDatabase(parts, (module, name) => manifest.migrations.some(step => step.module === module && step.name === name))
  const here = new Map((await listTables(client)).map(table => [table.name, table]))
  const unknown = manifest.tables.find(table => !here.has(table.name))
  if (unknown) throw new ArchiveError(`The archive has the table ${unknown.name}, which this version of Linli does not know: it was written by a newer one.`)
  return manifest.tables
}
