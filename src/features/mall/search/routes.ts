import type { FastifyReply } from 'fastify'
import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Kept } from '../catalogue/kept.ts'
import { Type } from 'typebox'
import { memberOf } from '../../../kit/http/callers.ts'
import { bytesOf } from '../catalogue/kept.ts'
import { HistoryDeletion, HotWords, SearchHistory, SearchQuery, SearchResult, SuggestionQuery, Suggestions } from './contract.ts'
import { forgetHistory, readHistory, readHotWords, searchLog } from './log.ts'
import { searchProducts } from './search.ts'
import { suggest } from './suggestions.ts'

const base = '/api/v1/mall'
const anyone = { who: 'anyone' } as const
const member = { who: 'member' } as const

const send = (reply: FastifyReply, answer: Kept) => reply.type('application/json; charset=utf-8').send(bytesOf(answer))

export function addSearchRoutes(app: App, parts: Parts) {
  const log = searchLog(parts)
  app.addHook('onClose', () => log.write())

  app.get(`${base}/search`, {
    config: anyone,
    schema: { summary: 'Goods by words', querystring: SearchQuery, response: { 200: SearchResult } },
  }, async (request, reply) => {
    return send(reply, await searchProducts(parts, log, request.query, { accountId: request.member?.accountId, address: request.ip }))
  })

  app.get(`${base}/suggestions`, {
    config: anyone,
    schema: { summary: 'What a search field offers while somebody types: by the beginning of a word, its pinyin or its initials', querystring: SuggestionQuery, response: { 200: Suggestions } },
  }, request => suggest(parts, log, request.query.q, request.member?.accountId))

  app.get(`${base}/search/hot`, { config: anyone, schema: { summary: 'What many people look for', response: { 200: HotWords } } }, () => readHotWords(parts))

  app.get(`${base}/search/history`, { config: member, schema: { summary: 'What I have looked for', response: { 200: SearchHistory } } }, request => readHistory(parts, log, memberOf(request).accountId))

  app.delete(`${base}/search/history`, {
    config: member,
    schema: { summary: 'Forget one word I have looked for, or all', querystring: HistoryDeletion, response: { 200: Type.Null() } },
  }, async (request) => {
    await forgetHistory(parts, log, memberOf(request).accountId, request.query.word)
    return null
  })
}
