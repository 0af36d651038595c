import type { Tx } from '../../../kit/db.ts'
import type { Parts } from '../../../kit/module.ts'
import type { OwnSearch, WordSearched } from './store-log.ts'
import { LRUCache } from 'lru-cache'
import { networkOf } from '../../../kit/networks.ts'
import { MAX_WORD } from './contract.ts'
import { addHistory, countWords, deleteHistory, deleteOldWords, historyOf, hotWords } from './store-log.ts'
import { runsOf } from './text.ts'

const WRITE_MS = 1000
/** Noted and not yet written; what comes on top of that is not counted. */
const MOST_NOTED = 2000
/** In an hour a visitor's word counts once, and not more words than this. */
const MOST_OF_VISITOR = 50
const VISIT_MS = 3_600_000
const MOST_VISITORS = 5000
const MOST_HISTORY = 20
const MOST_HOT = 10
/** A word is shown to everybody that so many have looked for, lately. */
export const HOT_TIMES = 3
const HOT_DAYS = 30
const HOT_SECONDS = 60
const KEPT_DAYS = 365
const RARE_KEPT_DAYS = 30
const DAY_MS = 86_400_000

export interface Searcher { accountId?: number, address: string }

export interface SearchLog {
  /** Somebody has looked for this and found so many; 0 also where it was only part of it. */
  note: (q: string, found: number, searcher: Searcher) => void
  /** Writes down what was noted since the last time. */
  write: () => Promise<void>
}

/**
 * What people look for is kept in two tables made for it and nowhere else: `search_word`, which says nothing of who, and everybody's
 * own `search_history`. A search only notes it in memory; a second later it is written, many at once, so that reading stays reading.
 * A process that is killed loses that second.
 */
export function searchLog(parts: Parts): SearchLog {
  let words = new Map<string, WordSearched>()
  let own = new Map<string, OwnSearch>()
  let timer: NodeJS.Timeout | undefined
  const visitors = new LRUCache<string, Set<string>>({ max: MOST_VISITORS, ttl: VISIT_MS })

  function count(word: string, found: number, visitor: string) {
    const counted = visitors.get(visitor) ?? new Set()
    if (counted.has(word) || counted.size >= MOST_OF_VISITOR || words.size >= MOST_NOTED) return
    visitors.set(visitor, counted.add(word), { noUpdateTTL: true })
    words.set(word, { word, times: (words.get(word)?.times ?? 0) + 1, found })
  }

  async function write() {
    clearTimeout(timer)
    timer = undefined
    const [written, ownWritten] = [[...words.values()], [...own.values()]]
    words = new Map()
    own = new Map()
    if (written.length + ownWritten.length === 0) return
    await parts.db.tx(async (tx) => {
      if (written.length > 0) await countWords(tx, written, parts.clock.now())
      if (ownWritten.length > 0) await addHistory(tx, ownWritten, MOST_HISTORY)
    }).catch((error: { code?: unknown }) => {
      parts.log.warn({ kind: error.code }, 'searches could not be written down; they are not counted') // the error itself may tell the words
    })
  }

  return {
    note(q, found, { accountId, address }) {
      const word = wordOf(q)
      if (runsOf(word).length === 0) return
      count(word.toLowerCase(), found, accountId === undefined ? networkOf(address) : `m${accountId}`)
      if (accountId !== undefined && own.size < MOST_NOTED) own.set(`${accountId} ${word}`, { accountId, word, at: parts.clock.now() })
      timer ??= setTimeout(() => void write(), WRITE_MS).unref()
    },
    write,
  }
}

/** What somebody typed as it is kept: without spaces too many, not too long. Some letters are longer when they are small. */
function wordOf(q: string): string {
  const word = q.normalize('NFKC').replace(/\s+/g, ' ').trim()
  return [...word].reduce((kept, letter) => (kept + letter).toLowerCase().length > MAX_WORD ? kept : kept + letter, '').trim()
}

/** The caller's own words, newest first. */
export async function readHistory(parts: Parts, log: SearchLog, accountId: number): Promise<string[]> {
  await log.write()
  return historyOf(parts.db.sql, accountId, MOST_HISTORY)
}

export async function forgetHistory(parts: Parts, log: SearchLog, accountId: number, word?: string): Promise<void> {
  await log.write()
  await deleteHistory(parts.db.sql, accountId, word)
}

/** Called when an account is deleted. */
export const forgetSearchesOf = (tx: Tx, accountId: number): Promise<void> => deleteHistory(tx, accountId)

export const readHotWords = async (parts: Parts): Promise<string[]> =>
  parts.cache.remember('mall:hot-words', { seconds: HOT_SECONDS, tags: ['mall:hot-words'] }, () =>
    hotWords(parts.db.sql, { since: daysAgo(parts, HOT_DAYS), leastTimes: HOT_TIMES, most: MOST_HOT }))

/** Sweep: the table of words stays as small as what people want. */
export const forgetOldWords = (parts: Parts): Promise<void> =>
  deleteOldWords(parts.db.sql, { last: daysAgo(parts, KEPT_DAYS), rare: daysAgo(parts, RARE_KEPT_DAYS), rareTimes: HOT_TIMES })

const daysAgo = (parts: Parts, days: number) => new Date(parts.clock.now().getTime() - days * DAY_MS)
