import type { Buffer } from 'node:buffer'
import type { Cache } from '../../kit/cache.ts'
import type { Encoding } from './staticFiles.ts'
import { Buffer as NodeBuffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import { etagOf } from './staticFiles.ts'

/** A page ready to be sent, in every form browsers read. */
export interface ReadyPage {
  status: number
  location?: string
  etag: string
  bodies: Record<Encoding, Buffer>
}

const MAX_BYTES = 64 * 1024 * 1024
/** Most of the gain of 11 at a hundredth of the time. */
const BROTLI_QUALITY = 5
const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify(gzip)

/**
 * Rendered pages. The site's cache holds only a ticket per page, with its tags and its end; the pages themselves are
 * heavy and stay here, bounded by bytes. A ticket that was dropped takes its page with it: the next one has another id.
 */
export function pageStore(cache: Pick<Cache, 'remember'>) {
  const pages = new LRUCache<string, ReadyPage | Promise<ReadyPage>>({ maxSize: MAX_BYTES })

  function pageOf({ id }: { id: string }, make: () => Promise<ReadyPage>): ReadyPage | Promise<ReadyPage> {
    const known = pages.get(id)
    if (known) return known
    const making = make().then((made) => {
      pages.set(id, made, { size: sizeOf(made) })
      return made
    }, (error: unknown) => {
      pages.delete(id)
      throw error
    })
    pages.set(id, making, { size: 1 })
    return making
  }

  /** A page that is ready comes at once, without a promise: this is the way of nearly all requests. */
  return function get(key: string, keep: { seconds: number, tags: string[] }, make: () => Promise<ReadyPage>): ReadyPage | Promise<ReadyPage> {
    const ticket = cache.remember(`page:${key}`, keep, async () => ({ id: randomUUID() }))
    return ticket instanceof Promise ? ticket.then(one => pageOf(one, make)) : pageOf(ticket, make)
  }
}

const sizeOf = ({ bodies }: ReadyPage) => Object.values(bodies).reduce((sum, body) => sum + body.length, 1)

/** Compresses a document once for all who will ask for it. */
export async function readyPage(status: number, html: string, location?: string): Promise<ReadyPage> {
  const identity = NodeBuffer.from(html)
  const [br, gz] = await Promise.all([
    compressBrotli(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
    compressGzip(identity),
  ])
  return { status, location, etag: etagOf(identity), bodies: { identity, br, gzip: gz } }
}
