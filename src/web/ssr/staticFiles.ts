import type { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

export type Encoding = 'br' | 'gzip' | 'identity'

export interface StaticFile {
  type: string
  cacheControl: string
  etag: string
  bodies: Partial<Record<Encoding, Buffer>> & { identity: Buffer }
}

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}
const HASHED_NAME = /-[\w-]{8}\.\w+$/
const FOREVER = 'public, max-age=31536000, immutable'
const A_DAY = 'public, max-age=86400'
const ASK_FIRST = 'no-cache'

/**
 * The files of a build by their address. Only what was there at the start is ever sent, so no address can lead out of
 * the folder; a file is read when it is first asked for and kept, its compressed forms beside it.
 */
export function staticFiles(folder: string, prefix: string): (path: string) => StaticFile | undefined {
  const names = new Set(readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.name.startsWith('.') && extname(entry.name) in TYPES)
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll('\\', '/'))
    .filter(name => !name.startsWith('.')))
  const read = new Map<string, StaticFile>()

  return (path) => {
    if (!path.startsWith(prefix)) return undefined
    const name = path.slice(prefix.length)
    if (!names.has(name)) return undefined
    const file = read.get(name) ?? readStatic(join(folder, name), name)
    if (file) read.set(name, file)
    return file
  }
}

function readStatic(file: string, name: string): StaticFile | undefined {
  const identity = readIfThere(file)
  if (!identity) return undefined // a new build has taken the folder's place
  return {
    type: TYPES[extname(name)]!,
    cacheControl: HASHED_NAME.test(name) ? FOREVER : name === 'sw.js' || name.endsWith('.html') ? ASK_FIRST : A_DAY,
    etag: etagOf(identity),
    bodies: { identity, br: readIfThere(`${file}.br`), gzip: readIfThere(`${file}.gz`) },
  }
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

export function etagOf(content: Buffer | string): string {
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
}

/** The smallest form the browser reads. */
export function bestEncoding(accepted: string | undefined, bodies: Partial<Record<Encoding, Buffer>>): Encoding {
  if (bodies.br && accepted && /\bbr\b(?!;q=0(?:[,;\s]|$))/.test(accepted)) return 'br'
  if (bodies.gzip && accepted && /\bgzip\b(?!;q=0(?:[,;\s]|$))/.test(accepted)) return 'gzip'
  return 'identity'
}
