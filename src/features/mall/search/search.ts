import type { Parts } from '../../../kit/module.ts'
import type { ReadFilter } from '../catalogue/filter.ts'
import type { Kept } from '../catalogue/kept.ts'
import type { SearchQuery, SearchResult } from './contract.ts'
import type { Searcher, SearchLog } from './log.ts'
import type { Attempt, Question } from './question.ts'
import type { Hits, Search } from './store-search.ts'
import { createHash } from 'node:crypto'
import { COUNT_LIMIT } from '../../../kit/pagination.ts'
import { catalogueTag, productsTag } from '../catalogue/cached.ts'
import { facetsOf } from '../catalogue/facets.ts'
import { readFilter } from '../catalogue/filter.ts'
import { kept } from '../catalogue/kept.ts'
import { toCard } from '../catalogue/store-cards.ts'
import { MAX_QUERY } from './contract.ts'
import { cutterOf } from './cutter.ts'
import { questionOf } from './question.ts'
import { findFew, findMany, isHit, MANY } from './store-search.ts'
import { textOfPinyin } from './store-suggestions.ts'
import { keysOf } from './suggestions.ts'
import { normalise } from './text.ts'

const SECONDS = 60
const MANY_SECONDS = 60
/** Most people look at the first pages of what everybody looks for; those are kept. */
const PAGES_KEPT = 3
const USUAL = { sort: 'relevance', page: 1, limit: 20 } as const

/** Keys of the cache are told in a log for debugging, the words of people are not. */
const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url')

type Wish = Pick<Search, 'sort'> & { page: number, limit: number }
interface Answer extends Kept { found: number }

/** Products on the shelf that have the words, or else part of them. What was looked for without a filter is counted. */
export async function searchProducts(parts: Parts, log: SearchLog, { q, ...query }: SearchQuery, searcher: Searcher): Promise<Kept> {
  const { sort = USUAL.sort, page = USUAL.page, limit = USUAL.limit } = query
  const { sort: _, ...wanted } = query
  const read = await readFilter(parts, wanted)
  const typed = [...normalise(q)].slice(0, MAX_QUERY).join('').replace(/\s+/g, ' ').trim() // normalised it can be longer
  const make = () => answer(parts, typed, read, { sort: sort as Search['sort'], page, limit })
  const plain = isPlain(query)
  const found = await (plain && page <= PAGES_KEPT && limit === USUAL.limit
    ? parts.cache.remember(`mall:search:${sort}:${page}:${hashOf(typed)}`, { seconds: SECONDS, tags: [productsTag, catalogueTag] }, make)
    : make())
  if (plain && page === 1) log.note(q, found.found, searcher)
  return found
}

const isPlain = ({ categoryId, brandId = [], attr = [], inStock, priceMin, priceMax }: Omit<SearchQuery, 'q'>) =>
  categoryId === undefined && brandId.length + attr.length === 0 && !inStock && priceMin === undefined && priceMax === undefined

async function answer(parts: Parts, typed: string, read: ReadFilter, wish: Wish): Promise<Answer> {
  const question = questionOf(typed, await cutterOf(parts.db.sql))
  const found = question && await firstToFind(parts, question, typed, read, wish)
  const { page, limit } = wish
  const { hits, facets, similar, words } = found ?? { ...nothing, words: question?.words ?? [] }
  const result: SearchResult = {
    items: hits.rows.map(toCard),
    page,
    limit,
    total: hits.total > COUNT_LIMIT ? null : hits.total,
    hasMore: hits.hasMore,
    facets,
    breadcrumb: read.breadcrumb,
    similar,
    words,
  }
  return { ...kept(result), found: similar ? 0 : hits.total }
}

type Found = Pick<SearchResult, 'facets' | 'similar' | 'words'> & { hits: Hits }

const nothing: Omit<Found, 'words'> = {
  hits: { rows: [], total: 0, hasMore: false },
  facets: { brands: [], categories: [], attributes: [], price: null, capped: false },
  similar: false,
}

/** What has all that was asked for; else what is written like it in pinyin; else what has part of it. */
async function firstToFind(parts: Parts, question: Question, typed: string, read: ReadFilter, wish: Wish): Promise<Found | undefined> {
  const [whole, part] = [question.attempts.filter(({ covered }) => covered.length === 0), question.attempts.filter(({ covered }) => covered.length > 0)]
  const attempt = (question: Question, attempts: Attempt[]) => tryInTurn(parts, question, attempts, read, wish)
  return await attempt(question, whole)
    ?? await spelled(parts, typed, question => attempt(question, question.attempts.filter(({ covered }) => covered.length === 0)))
    ?? await attempt(question, part)
}

async function spelled(parts: Parts, typed: string, attempt: (question: Question) => Promise<Found | undefined>): Promise<Found | undefined> {
  const keys = keysOf(typed)
  const text = keys.length > 1 ? await textOfPinyin(parts.db.sql, keys) : undefined
  const question = text === undefined ? undefined : questionOf(text, await cutterOf(parts.db.sql))
  return question && attempt(question)
}

async function tryInTurn(parts: Parts, { rank, words }: Question, attempts: Attempt[], read: ReadFilter, { sort, page, limit }: Wish): Promise<Found | undefined> {
  for (const attempt of attempts) {
    const [hits, { facets }] = await Promise.all([
      find(parts, { attempt, rank, filter: read.filter, sort, limit, offset: (page - 1) * limit }),
      facetsOf(parts, read, { among: isHit(attempt), key: hashOf(attempt.match) }),
    ])
    if (hits.total > 0) return { hits, facets, similar: attempt.covered.length > 0, words }
  }
}

/** Whether there are many hits is remembered for a minute: then it need not be found out to find the first few. */
async function find(parts: Parts, search: Search): Promise<Hits> {
  const { attempt, filter } = search
  let few: Hits | undefined
  const known = await parts.cache.remember(`mall:many:${hashOf(JSON.stringify([attempt.match, filter]))}`, { seconds: MANY_SECONDS, tags: [] }, async () => {
    few = await findFew(parts.db.sql, search)
    return { many: few.total > MANY }
  })
  return known.many ? findMany(parts.db.sql, search) : few ?? findFew(parts.db.sql, search)
}
