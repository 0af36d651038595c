import type { Parts } from '../../../kit/module.ts'
import { dayOf } from '../../../kit/dates.ts'
import { addCategoryViews } from './store-looks.ts'

const FLUSH_MS = 5_000

export interface ViewCounter {
  /** A product of this first-level category was looked at now. */
  add: (categoryId: number) => void
  /** Writes down what was counted since the last time. */
  flush: () => Promise<void>
}

/**
 * Counts views of products by category and day, in memory; written down together some seconds later, and when the site stops. A process
 * that is killed loses those seconds: it is a curve for the console, not money.
 */
export function countViews(parts: Parts, flushMs = FLUSH_MS): ViewCounter {
  let counts = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined

  async function flush() {
    clearTimeout(timer)
    timer = undefined
    const written = counts
    counts = new Map()
    if (written.size === 0) return
    const views = [...written].map(([key, views]) => {
      const [day, categoryId] = key.split(' ')
      return { day: day!, categoryId: Number(categoryId), views }
    })
    await addCategoryViews(parts.db.sql, views).catch((error: unknown) => {
      parts.log.warn({ err: error }, 'views of products could not be written down; they are not counted')
    })
  }

  return {
    add(categoryId) {
      const key = `${dayOf(parts.clock.now())} ${categoryId}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
      timer ??= setTimeout(() => void flush(), flushMs).unref()
    },
    flush,
  }
}
