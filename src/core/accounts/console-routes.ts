import type { App } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import { staffOf } from '../../kit/http/callers.ts'
import { PageQuery } from '../../kit/pagination.ts'
import { ByUser, ConsoleUser, IdentityList, SessionsEnd, UserChange, UserList, UserQuery, UserStatistics } from './console-contract.ts'
import { identitiesForStaff } from './console-identities.ts'
import { userStatistics } from './console-statistics.ts'
import { changeUserStatus, endUserSessions, userForStaff, usersForStaff } from './console-users.ts'
import { EndedSessions } from './contract.ts'

/** What staff may be allowed to do with people: look, change their standing, see confirmed identities. */
export const consolePermissions = ['accounts.read', 'accounts.manage', 'accounts.identities'] as const

const read = { who: { staff: 'accounts.read' } }
const manage = { who: { staff: 'accounts.manage' } }

export function consoleRoutes(app: App, parts: Parts) {
  app.get('/api/v1/console/users', {
    config: read,
    schema: { summary: 'People, the newest first', querystring: UserQuery, response: { 200: UserList } },
  }, async req => usersForStaff(parts, req.query))

  app.get('/api/v1/console/users/:id', {
    config: read,
    schema: { summary: 'Somebody, and where they are signed in', params: ByUser, response: { 200: ConsoleUser } },
  }, async req => userForStaff(parts, req.params.id))

  app.patch('/api/v1/console/users/:id', {
    config: manage,
    schema: { summary: 'Suspends or restores somebody', params: ByUser, body: UserChange, response: { 200: ConsoleUser } },
  }, async req => changeUserStatus(parts, staffOf(req), req.params.id, req.body))

  app.delete('/api/v1/console/users/:id/sessions', {
    config: manage,
    schema: { summary: 'Signs somebody out everywhere', params: ByUser, body: SessionsEnd, response: { 200: EndedSessions } },
  }, async req => endUserSessions(parts, staffOf(req), req.params.id, req.body.reason))

  app.get('/api/v1/console/identities', {
    config: { who: { staff: 'accounts.identities' } },
    schema: { summary: 'Confirmed identities, masked', querystring: PageQuery, response: { 200: IdentityList } },
  }, async req => identitiesForStaff(parts, req.query, req.lang))

  app.get('/api/v1/console/statistics', {
    config: read,
    schema: { summary: 'How many people there are, by day', response: { 200: UserStatistics } },
  }, async () => userStatistics(parts))
}
