import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { Type } from 'typebox'
import { memberOf } from '../../../kit/http/callers.ts'
import { ById } from '../atoms.ts'
import { Match, MatchList, MatchQuery } from './contract.ts'
import { readMatch, readMatches, unmatch } from './matches.ts'

const base = '/api/v1/social/matches'
const config = { who: 'member' } as const

export function addMatchRoutes(app: App, parts: Parts) {
  app.get(base, { config, schema: { summary: 'Whom I am matched with, the latest activity first', querystring: MatchQuery, response: { 200: MatchList } } }, request => readMatches(parts, memberOf(request).accountId, request.query))
  app.get(`${base}/:id`, { config, schema: { summary: 'A match of mine: who it is, and how far both have read', params: ById, response: { 200: Match } } }, request => readMatch(parts, memberOf(request).accountId, request.params.id, request.lang))
  app.delete(`${base}/:id`, { config, schema: { summary: 'Unmatch: both no longer see each other\'s messages', params: ById, response: { 200: Type.Null() } } }, request => unmatch(parts, memberOf(request).accountId, request.params.id))
}
