import type { Static } from 'typebox'
import { Type } from 'typebox'
import { PageOf, PageQuery } from '../../../kit/pagination.ts'
import { Instant } from '../atoms.ts'

export const SearchWordQuery = Type.Object({
  kind: Type.Optional(Type.Enum(['found', 'missed'], { default: 'missed', description: 'missed: what people want and the shop has not' })),
  ...PageQuery.properties,
})
export type SearchWordQuery = Static<typeof SearchWordQuery>

export const SearchWord = Type.Object({
  word: Type.String(),
  times: Type.Integer({ description: 'by how many it was looked for: a visitor counts once an hour' }),
  found: Type.Integer({ description: 'products, the last time; 2501 stands for more than 2500' }),
  lastAt: Instant,
})
export type SearchWord = Static<typeof SearchWord>

/** Most often first. */
export const SearchWordList = PageOf(SearchWord)
export type SearchWordList = Static<typeof SearchWordList>
