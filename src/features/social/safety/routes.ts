import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { Type } from 'typebox'
import { memberOf } from '../../../kit/http/callers.ts'
import { ListQuery } from '../atoms.ts'
import { appeal } from './appeals.ts'
import { block, readBlocks, unblock } from './blocks.ts'
import { Appeal, BlockList, ByPerson, MyReport, MyReportList, NewAppeal, NewReport } from './contract.ts'
import { readMyReports, report } from './reports.ts'

const base = '/api/v1/social'
const member = { who: 'member' } as const
/** Per member: who tries ids here learns nothing, and not for long. */
const writing = { who: 'member', limit: { points: 60, seconds: 300, by: 'member' } } as const

export function addSafetyRoutes(app: App, parts: Parts) {
  app.get(`${base}/blocks`, { config: member, schema: { summary: 'Whom I have blocked, the latest first', querystring: ListQuery, response: { 200: BlockList } } }, request => readBlocks(parts, memberOf(request).accountId, request.query))
  app.put(`${base}/blocks/:personId`, { config: writing, schema: { summary: 'Block somebody: neither finds the other any more', params: ByPerson, response: { 200: Type.Null() } } }, request => block(parts, memberOf(request).accountId, request.params.personId))
  app.delete(`${base}/blocks/:personId`, { config: writing, schema: { summary: 'Take my block back; no match comes back', params: ByPerson, response: { 200: Type.Null() } } }, request => unblock(parts, memberOf(request).accountId, request.params.personId))

  app.get(`${base}/reports`, { config: member, schema: { summary: 'What I have reported, and what became of it', querystring: ListQuery, response: { 200: MyReportList } } }, request => readMyReports(parts, memberOf(request).accountId, request.query, request.lang))
  app.post(`${base}/reports`, { config: writing, schema: { summary: 'Report somebody to the staff, and block them', body: NewReport, response: { 201: MyReport } } }, async (request, reply) => {
    const made = await report(parts, memberOf(request).accountId, request.body, request.lang)
    reply.code(201)
    return made
  })

  app.post(`${base}/appeals`, { config: writing, schema: { summary: 'Say something against the ban I am under, once', body: NewAppeal, response: { 201: Appeal } } }, async (request, reply) => {
    const made = await appeal(parts, memberOf(request).accountId, request.body.text)
    reply.code(201)
    return made
  })
}
