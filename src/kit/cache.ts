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

/** A value that is being read, and the tags dropped meanwhile: what depends on one of them is old before it is ready (B-52). */
interface Load { promise: Promise<NonNullable<unknown>>, tags: string[] | null, dropped: Set<string> }

/** The cache of a single node: in memory, bounded. `now` in ms is for tests only. */
export function memoryCache(log: Log, { maxEntries = 5000, now = () => performance.now() } = {}): Cache {
  const entries = new LRUCache<string, Entry>({ max: maxEntries, perf: { now }, dispose: (entry, key) => untag(key, entry.tags) })
  const keysOf = new Map<string, Set<string>>()
  const loads = new Set<Load>()
  /** Of the loads those that a newcomer may wait for. */
  const fresh = new Map<string, Load>()

  function untag(key: string, tags: string[]) {
    for (const tag of tags) {
      const keys = keysOf.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) keysOf.delete(tag)
    }
  }

  function store(key: string, value: NonNullable<unknown>, tags: string[], seconds: number) {
    entries.set(key, { value, tags }, { ttl: seconds * 1000 })
    for (const tag of tags) {
      const keys = keysOf.get(tag)
      if (keys) keys.add(key)
      else keysOf.set(tag, new Set([key]))
    }
    log.debug({ key }, 'cache: kept')
  }

  return {
    remember<T extends NonNullable<unknown>>(key: string, keep: Keep<T>, read: () => Promise<T>): T | Promise<T> {
      const hit = entries.get(key)
      if (hit) {
        log.debug({ key }, 'cache: hit')
        return hit.value as T
      }
      const underWay = fresh.get(key)
      if (underWay) return underWay.promise as Promise<T>
      const dropped = new Set<string>()
      const promise = read().then((value) => {
        const tags = typeof keep.tags === 'function' ? keep.tags(value) : keep.tags
        if (!tags.some(tag => dropped.has(tag))) store(key, value, tags, keep.seconds)
        return value
      }).finally(() => {
        loads.delete(load)
        if (fresh.get(key) === load) fresh.delete(key)
      })
      const load: Load = { promise, tags: typeof keep.tags === 'function' ? null : keep.tags, dropped }
      loads.add(load)
      fresh.set(key, load)
      return promise
    },
    forget(...tags) {
      for (const load of loads) for (const tag of tags) load.dropped.add(tag)
      // Nobody new waits for what may be old. Of some the tags are known only when the value is.
      for (const [key, load] of fresh) if (!load.tags || load.tags.some(tag => load.dropped.has(tag))) fresh.delete(key)
      for (const tag of tags) for (const key of [...keysOf.get(tag) ?? []]) entries.delete(key)
    },
  }
}
