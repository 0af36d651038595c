import type { App } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { staffOf } from '../../kit/http/callers.ts'
import { pageOf } from '../../kit/pagination.ts'
import { AuditList, AuditQuery, ForReason, NewStaff, NewStaffPassword, Role, RoleFields, StaffChange, StaffCredentials, StaffMember, StaffSession, StaffSignIn } from './contract.ts'
import { addRole, addStaff, changeRole, changeStaff, removeRole, resetCredentials } from './people.ts'
import { allPermissions, changeStaffPassword, signInStaff, signOutStaff, STAFF_COOKIE, STAFF_CSRF_COOKIE, staffCsrf } from './sign-in.ts'
import { listAudit, listRoles, listStaff } from './store.ts'

const ById = Type.Object({ id: Type.Integer({ minimum: 1 }) })
const Done = Type.Null()
const manage = { who: { staff: 'staff.manage' } }

export function addStaffRoutes(app: App, parts: Parts) {
  const secure = parts.config.publicUrl.startsWith('https:')
  const cookie = { path: '/', sameSite: 'strict', secure } as const

  app.post('/api/v1/console/session', {
    config: { who: 'anyone', limit: { points: 20, seconds: 600 } },
    schema: { summary: 'Sign in to the console', body: StaffSignIn, response: { 201: Done } },
  }, async (request, reply) => {
    const token = await signInStaff(parts, request.body, { address: request.ip, userAgent: String(request.headers['user-agent'] ?? '').slice(0, 300) })
    reply.setCookie(STAFF_COOKIE, token, { ...cookie, httpOnly: true }).setCookie(STAFF_CSRF_COOKIE, staffCsrf(parts, token), cookie)
    reply.code(201)
    return null
  })

  app.get('/api/v1/console/session', { config: { who: 'staff' }, schema: { summary: 'Who I am in the console', response: { 200: StaffSession } } }, async (request) => {
    const { staffId, name, permissions } = staffOf(request)
    return { staff: { id: staffId, name, permissions: [...permissions] } }
  })

  app.delete('/api/v1/console/session', { config: { who: 'staff' }, schema: { summary: 'Sign out of the console', response: { 200: Done } } }, async (request, reply) => {
    await signOutStaff(parts, request.cookies[STAFF_COOKIE]!)
    return forgetCookies(reply)
  })

  app.put('/api/v1/console/session/password', { config: { who: 'staff' }, schema: { summary: 'Change my password; ends my sessions', body: NewStaffPassword, response: { 200: Done } } }, async (request, reply) => {
    await changeStaffPassword(parts, staffOf(request), request.body, request.ip)
    return forgetCookies(reply)
  })

  app.get('/api/v1/console/staff', { config: manage, schema: { response: { 200: Type.Array(StaffMember) } } }, () => listStaff(parts.db.sql))
  app.post('/api/v1/console/staff', { config: manage, schema: { body: NewStaff, response: { 201: StaffCredentials } } }, async (request, reply) => {
    reply.code(201)
    return addStaff(parts, staffOf(request), request.body)
  })
  app.patch('/api/v1/console/staff/:id', { config: manage, schema: { params: ById, body: StaffChange, response: { 200: Done } } }, async (request) => {
    await changeStaff(parts, staffOf(request), request.params.id, request.body)
    return null
  })
  app.post('/api/v1/console/staff/:id/credentials', { config: manage, schema: { params: ById, body: ForReason, response: { 201: StaffCredentials } } }, async (request, reply) => {
    reply.code(201)
    return resetCredentials(parts, staffOf(request), request.params.id, request.body.reason)
  })

  app.get('/api/v1/console/permissions', { config: manage, schema: { response: { 200: Type.Array(Type.String()) } } }, async () => allPermissions(parts))
  app.get('/api/v1/console/roles', { config: manage, schema: { response: { 200: Type.Array(Role) } } }, () => listRoles(parts.db.sql))
  app.post('/api/v1/console/roles', { config: manage, schema: { body: RoleFields, response: { 201: Type.Object({ id: Type.Integer() }) } } }, async (request, reply) => {
    reply.code(201)
    return addRole(parts, staffOf(request), request.body)
  })
  app.put('/api/v1/console/roles/:id', { config: manage, schema: { params: ById, body: RoleFields, response: { 200: Done } } }, async (request) => {
    await changeRole(parts, staffOf(request), request.params.id, request.body)
    return null
  })
  app.delete('/api/v1/console/roles/:id', { config: manage, schema: { params: ById, body: ForReason, response: { 200: Done } } }, async (request) => {
    await removeRole(parts, staffOf(request), request.params.id, request.body.reason)
    return null
  })

  app.get('/api/v1/console/audit', { config: { who: { staff: 'staff.audit' } }, schema: { querystring: AuditQuery, response: { 200: AuditList } } }, async (request) => {
    const query = { page: 1, limit: 20, ...request.query }
    const { rows, count } = await listAudit(parts.db.sql, query)
    return pageOf(rows, count, query)
  })
}

function forgetCookies(reply: FastifyReply) {
  reply.clearCookie(STAFF_COOKIE, { path: '/' }).clearCookie(STAFF_CSRF_COOKIE, { path: '/' })
  return null
}
