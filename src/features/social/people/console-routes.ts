import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { staffOf } from '../../../kit/http/callers.ts'
import { banMeeter, correctBirthDate, unbanMeeter, warnMeeter } from './console-bans.ts'
import { BanEnd, BirthCorrection, ByMeeter, ConsoleMeeter, MeeterList, MeeterQuery, NewBan, NewWarning } from './console-contract.ts'
import { meeterForStaff, meetersForStaff } from './console-people.ts'

const base = '/api/v1/console/social'
const config = { who: { staff: 'social.people' } }

export function addConsoleMeeterRoutes(app: App, parts: Parts) {
  app.get(`${base}/people`, { config, schema: { summary: 'People who meet people', querystring: MeeterQuery, response: { 200: MeeterList } } }, request => meetersForStaff(parts, request.query, request.lang))
  app.get(`${base}/people/:id`, { config, schema: { summary: 'Somebody, and what there is to judge them by', params: ByMeeter, response: { 200: ConsoleMeeter } } }, request => meeterForStaff(parts, request.params.id, request.lang))
  app.put(`${base}/people/:id/ban`, { config, schema: { summary: 'Hide somebody from everybody, until then or for good', params: ByMeeter, body: NewBan, response: { 200: ConsoleMeeter } } }, request => banMeeter(parts, staffOf(request), request.params.id, request.body, request.lang))
  app.delete(`${base}/people/:id/ban`, { config, schema: { summary: 'Let others see somebody again', params: ByMeeter, body: BanEnd, response: { 200: ConsoleMeeter } } }, request => unbanMeeter(parts, staffOf(request), request.params.id, request.body.reason, request.lang))
  app.put(`${base}/people/:id/warning`, { config, schema: { summary: 'Warn somebody', params: ByMeeter, body: NewWarning, response: { 200: ConsoleMeeter } } }, request => warnMeeter(parts, staffOf(request), request.params.id, request.body.reason, request.lang))
  app.put(`${base}/people/:id/birth-date`, { config, schema: { summary: 'Correct a birth date', params: ByMeeter, body: BirthCorrection, response: { 200: ConsoleMeeter } } }, request => correctBirthDate(parts, staffOf(request), request.params.id, request.body, request.lang))
}
