import type { Static } from 'typebox'
import { Type } from 'typebox'
import { ProductList, ProductQuery } from '../catalogue/contract.ts'

/** As much as somebody types into a search field. */
export const MAX_QUERY = 100
/** As much of it as is kept: hot words, history, misses. */
export const MAX_WORD = 40

export const SearchSort = Type.Enum(['relevance', 'new', 'price-asc', 'price-desc', 'sales', 'score'], { default: 'relevance' })

/** Filters and paging as in the list of goods. A query without a letter or digit finds nothing. */
export const SearchQuery = Type.Object({
  ...ProductQuery.properties,
  q: Type.String({ minLength: 1, maxLength: MAX_QUERY }),
  sort: Type.Optional(SearchSort),
})
export type SearchQuery = Static<typeof SearchQuery>

export const SearchResult = Type.Object({
  ...ProductList.properties,
  similar: Type.Boolean({ description: 'true: nothing has all that was asked for; these have part of it, most first' }),
  words: Type.Array(Type.String(), { description: 'what was looked for, as it was cut; for marking it in titles' }),
})
export type SearchResult = Static<typeof SearchResult>

export const SuggestionQuery = Type.Object({ q: Type.String({ minLength: 1, maxLength: MAX_QUERY }) })

export const Suggestion = Type.Object({
  text: Type.String(),
  kind: Type.Enum(['history', 'brand', 'category', 'word'], { description: 'history: what the caller has looked for before' }),
})
export type Suggestion = Static<typeof Suggestion>
/** At most ten, best first. */
export const Suggestions = Type.Array(Suggestion)

/** At most ten, most wanted first. */
export const HotWords = Type.Array(Type.String())

/** The caller's own, newest first, at most 20. */
export const SearchHistory = Type.Array(Type.String())
/** Forgets one word, or all of them. */
export const HistoryDeletion = Type.Object({ word: Type.Optional(Type.String({ minLength: 1, maxLength: MAX_WORD })) })
