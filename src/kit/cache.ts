import type { Log } from './log.ts'
import { LRUCache } from 'lru-cache'

/**
 * Values kept for a while under a key (X-28: written data drops its entries, and every entry has an end anyway).
 * The shape fits a shared cache as well: values are plain data, entries are dropped by tag on every node.
 */
export interface Cache {
  /**
   * The value under the key, or what `load` gives, kept for the time said. The tags may depend on the value (whose names it
   * shows). A cache that fails never fails the caller.
   */
  remember: <T extends NonNullable<unknown>>(key: string, keep: Keep<T>, load: () => Promise<T>) => T | Promise<T>
  /** Drops every entry with one of these tags; call it after the commit that changed the data. */
  forget: (...tags: string[]) => void
}

interface Keep<T> { seconds: number, tags: string[] | ((value: T) => string[]) }

interface Entry { value: NonNullable<unknown>, tags: string[] }

/** The cache of a single node: in memory, bounded. `now` in ms is for tests only. */
export function memoryCache(log: Log, options: { maxEntries?: number } = {}): Cache {
  const entries = new LRUCache<string, Entry>({ max: options.maxEntries ?? 5000, dispose: (entry, key) => untag(key, entry.tags) })
  const keysOf = new Map<string, Set<string>>()
  const loading = new Map<string, Promise<NonNullable<unknown>>>()
  // Counts the drops: a value read before a drop and ready after it is old already and is not kept (B-52).
  let drops = 0

  function untag(key: string, tags: string[]) {
    for (const tag of tags) {
      const keys = keysOf.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) keysOf.delete(tag)
    }
  }

  return {
    remember<T extends NonNullable<unknown>>(key: string, keep: Keep<T>, load: () => Promise<T>): T | Promise<T> {
      const hit = entries.get(key)
      if (hit) return hit.value as T
      const underWay = loading.get(key)
      if (underWay) return underWay as Promise<T>
      const dropsBefore = drops
      const promise = load().then((value) => {
        if (drops === dropsBefore) {
          const tags = typeof keep.tags === 'function' ? keep.tags(value) : keep.tags
          entries.set(key, { value, tags }, { ttl: keep.seconds * 1000 })
          for (const tag of tags) keysOf.set(tag, (keysOf.get(tag) ?? new Set()).add(key))
          log.debug({ key }, 'cache: kept')
        }
        return value
      }).finally(() => { if (loading.get(key) === promise) loading.delete(key) })
      loading.set(key, promise)
      return promise
    },
    forget(...tags) {
      drops++
      loading.clear() // what is being read now may be old: nobody new should wait for it
      for (const tag of tags) for (const key of [...keysOf.get(tag) ?? []]) entries.delete(key)
    },
  }
}
