import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { SearchWordList, SearchWordQuery } from './console-contract.ts'
import { listWords } from './store-log.ts'

export function addConsoleSearchRoutes(app: App, parts: Parts) {
  app.get('/api/v1/console/mall/search-words', {
    config: { who: { staff: 'mall.statistics' } },
    schema: { summary: 'What people look for, most often first', querystring: SearchWordQuery, response: { 200: SearchWordList } },
  }, request => wordsForStaff(parts, request.query))
}

async function wordsForStaff(parts: Parts, query: SearchWordQuery): Promise<SearchWordList> {
  const found = await listWords(parts.db.sql, query.kind !== 'found', query)
  return { ...found, items: found.items.map(word => ({ ...word, lastAt: word.lastAt.toISOString() })) }
}
