import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { memberOf } from '../../../kit/http/callers.ts'
import { Ranking, RankingQuery } from './contract.ts'
import { readRanking } from './ranking.ts'

export function addRankingRoutes(app: App, parts: Parts) {
  app.get('/api/v1/social/ranking', {
    config: { who: 'member', limit: { points: 60, seconds: 60, by: 'member' } },
    schema: { summary: 'The most liked of those who want to be seen so, and my own place', querystring: RankingQuery, response: { 200: Ranking } },
  }, request => readRanking(parts, memberOf(request).accountId, request.query.period ?? 'week', request.lang))
}
