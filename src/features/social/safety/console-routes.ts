import type { App } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import { staffOf } from '../../../kit/http/callers.ts'
import { appealForStaff, appealsForStaff, decideOnAppeal } from './console-appeals.ts'
import { AppealDecision, AppealList, AppealQuery, ByNumber, ConsoleAppeal, ConsoleReport, ReportDecisionBody, ReportList, ReportQuery } from './console-contract.ts'
import { decideOnReport, reportForStaff, reportsForStaff } from './console-reports.ts'

const base = '/api/v1/console/social'
const config = { who: { staff: 'social.reports' } }

export function addConsoleSafetyRoutes(app: App, parts: Parts) {
  app.get(`${base}/reports`, { config, schema: { summary: 'Reports, the weightiest first', querystring: ReportQuery, response: { 200: ReportList } } }, request => reportsForStaff(parts, request.query))
  app.get(`${base}/reports/:id`, { config, schema: { summary: 'A report with what the reporter saw', params: ByNumber, response: { 200: ConsoleReport } } }, request => reportForStaff(parts, request.params.id, request.lang))
  app.put(`${base}/reports/:id/decision`, { config, schema: { summary: 'Decide a report', params: ByNumber, body: ReportDecisionBody, response: { 200: ConsoleReport } } }, request => decideOnReport(parts, staffOf(request), request.params.id, request.body, request.lang))

  app.get(`${base}/appeals`, { config, schema: { summary: 'What people say against bans', querystring: AppealQuery, response: { 200: AppealList } } }, request => appealsForStaff(parts, request.query))
  app.get(`${base}/appeals/:id`, { config, schema: { summary: 'An appeal', params: ByNumber, response: { 200: ConsoleAppeal } } }, request => appealForStaff(parts, request.params.id))
  app.put(`${base}/appeals/:id/decision`, { config, schema: { summary: 'Lift the ban, or say why it stays', params: ByNumber, body: AppealDecision, response: { 200: ConsoleAppeal } } }, request => decideOnAppeal(parts, staffOf(request), request.params.id, request.body))
}
