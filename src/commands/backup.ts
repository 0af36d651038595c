import type { Manifest } from './archive/manifest.ts'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import tar from 'tar-stream'
import { mediaFolder } from '../core/media/index.ts'
import { openSite, readSettings } from '../site.ts'
import { version } from '../version.ts'
import { ArchiveError, secretFingerprint } from './archive/manifest.ts'
import { listTables, readTable } from './archive/tables.ts'

/**
 * `linli backup FILE`: database and media in one archive, also of a running site. All tables are read at one instant;
 * pictures are never changed or removed, so those read afterwards are at least those the tables name.
 */
export async function run([file]: string[]) {
  if (!file) throw new ArchiveError('linli backup FILE.tar: name the file to write')
  const config = readSettings(process.env)
  const site = await openSite(config, line => process.stdout.write(`${line}\n`), { migrate: false, beside: true })
  try {
    const { tables, pictures, bytes } = await writeArchive(resolve(file), site.connection, { media: mediaFolder(config.dataDir), secret: secretFingerprint(config), now: site.parts.clock.now() })
    process.stdout.write(`${file}: ${tables} tables, ${pictures} pictures, ${(bytes / 1e6).toFixed(1)} MB\nKeep SECRET_KEY${config.mode === 'demo' ? ` (${join(config.dataDir, 'secret.key')})` : ''} with it, in another place: without it identities can't be opened.\n`)
  } finally {
    await site.close()
  }
}

/** Writes the archive; a file of that name must not be there yet. */
export async function writeArchive(file: string, connection: pg.ClientConfig, from: { media: string, secret: string, now: Date }): Promise<{ tables: number, pictures: number, bytes: number }> {
  const handle = await open(file, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EEXIST' ? new ArchiveError(`${file} is already there; choose another name`) : error
  })
  const spool = await mkdtemp(join(tmpdir(), 'linli-backup-'))
  const client = new pg.Client(connection)
  await client.connect()
  const pack = tar.pack()
  const written = pipeline(pack, handle.createWriteStream())
  written.catch(error => pack.destroy(error))
  try {
    await client.query('begin isolation level repeatable read read only')
    const tables = await listTables(client)
    const { rows: migrations } = await client.query<Manifest['migrations'][number]>('select module, name, checksum from migration')
    const manifest: Manifest = { format: 1, version, createdAt: from.now.toISOString(), secret: from.secret, migrations, tables }
    pack.entry({ name: 'manifest.json' }, JSON.stringify(manifest, null, 2))

    for (const [i, table] of tables.entries()) {
      const spooled = join(spool, String(i)) // an entry's size stands before its bytes
      await pipeline(readTable(client, table), createGzip(), createWriteStream(spooled))
      await addFile(pack, `tables/${table.name}.gz`, spooled)
      await rm(spooled)
    }
    const pictures = (await readdir(from.media, { recursive: true }).catch(() => [])).filter(name => name.endsWith('.webp') && !name.includes('/.'))
    for (const name of pictures) await addFile(pack, `media/${name}`, join(from.media, name))
    pack.finalize()
    await written
    return { tables: tables.length, pictures: pictures.length, bytes: (await stat(file)).size }
  } catch (error) {
    pack.destroy()
    await rm(file, { force: true })
    throw error
  } finally {
    await client.end()
    await rm(spool, { recursive: true, force: true })
  }
}

async function addFile(pack: tar.Pack, name: string, file: string): Promise<void> {
  const { size } = await stat(file)
  await pipeline(createReadStream(file), pack.entry({ name, size }))
}
