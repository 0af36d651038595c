import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { memberOf } from '../../../kit/http/callers.ts'
import { ById } from '../atoms.ts'
import { Audience, AudienceQuery, Deck, DeckQuery, Person } from './contract.ts'
import { readAudience, readDeck, readPerson } from './deck.ts'

const base = '/api/v1/social'
/** Per member: nobody looks at people faster than this; who copies them does (social.md §2.8). */
const looking = { who: 'member', limit: { points: 120, seconds: 300, by: 'member' } } as const

export function addDeckRoutes(app: App, parts: Parts) {
  app.get(`${base}/deck`, { config: looking, schema: { summary: 'The next people to decide about', querystring: DeckQuery, response: { 200: Deck } } }, request => readDeck(parts, memberOf(request).accountId, request.query, request.lang))
  app.get(`${base}/deck/audience`, { config: looking, schema: { summary: 'How many people such settings would find', querystring: AudienceQuery, response: { 200: Audience } } }, request => readAudience(parts, memberOf(request).accountId, request.query))
  app.get(`${base}/people/:id`, { config: looking, schema: { summary: 'Somebody I was shown, who likes me, or with whom I am matched', params: ById, response: { 200: Person } } }, request => readPerson(parts, memberOf(request).accountId, request.params.id, request.lang))
}
