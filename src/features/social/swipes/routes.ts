import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { memberOf } from '../../../kit/http/callers.ts'
import { ById, ListQuery } from '../atoms.ts'
import { Fans, NewSwipe, Quota, Rewound, Swiped } from './contract.ts'
import { readFans } from './fans.ts'
import { readMyQuota } from './quotas.ts'
import { rewind } from './rewind.ts'
import { swipe } from './swipe.ts'

const base = '/api/v1/social'
const member = { who: 'member' } as const
/** Per member: a thumb makes no more than two a second for long. */
const swiping = { who: 'member', limit: { points: 300, seconds: 120, by: 'member' } } as const

export function addSwipeRoutes(app: App, parts: Parts) {
  app.put(`${base}/swipes/:id`, { config: swiping, schema: { summary: 'Pass, like or super-like somebody', params: ById, body: NewSwipe, response: { 200: Swiped } } }, request => swipe(parts, memberOf(request).accountId, request.params.id, request.body.kind))
  app.delete(`${base}/swipes/last`, { config: swiping, schema: { summary: 'Take back my last swipe', response: { 200: Rewound } } }, request => rewind(parts, memberOf(request).accountId, request.lang))
  app.get(`${base}/quota`, { config: member, schema: { summary: 'What I may still do today', response: { 200: Quota } } }, request => readMyQuota(parts, memberOf(request).accountId))
  app.get(`${base}/likes`, { config: member, schema: { summary: 'Who likes me: for members the people, for others how many', querystring: ListQuery, response: { 200: Fans } } }, request => readFans(parts, memberOf(request).accountId, request.query, request.lang))
}
