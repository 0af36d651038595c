import type { Static } from 'typebox'
import { Type } from 'typebox'
import { PageOf, PageQuery } from '../../kit/pagination.ts'

const Instant = Type.String({ format: 'date-time' })
const Name = Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{1,39}$', description: 'lower-case letters, digits, . _ -' })
const Password = Type.String({ minLength: 12, maxLength: 100 })
/** A blank reason is none. */
const Reason = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', description: 'goes into the audit log' })
const Code = Type.String({ pattern: '^\\d{6}$', description: 'TOTP, RFC 6238' })

export const StaffSignIn = Type.Object({ name: Type.String({ minLength: 1, maxLength: 40 }), password: Type.String({ minLength: 1, maxLength: 100 }), code: Code })
export type StaffSignIn = Static<typeof StaffSignIn>

export const StaffSession = Type.Object({
  staff: Type.Object({ id: Type.Integer(), name: Type.String(), permissions: Type.Array(Type.String()) }),
})
export type StaffSession = Static<typeof StaffSession>

export const NewStaffPassword = Type.Object({ currentPassword: Type.String({ maxLength: 100 }), newPassword: Password, code: Code })
export type NewStaffPassword = Static<typeof NewStaffPassword>

export const StaffMember = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  status: Type.Union([Type.Literal('active'), Type.Literal('disabled')]),
  roles: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String() })),
  lastSeenAt: Type.Union([Instant, Type.Null()]),
  createdAt: Instant,
})
export type StaffMember = Static<typeof StaffMember>

export const NewStaff = Type.Object({ name: Name, roleIds: Type.Array(Type.Integer(), { minItems: 1, maxItems: 20, uniqueItems: true }) })
export type NewStaff = Static<typeof NewStaff>

export const StaffChange = Type.Object({
  status: Type.Optional(Type.Union([Type.Literal('active'), Type.Literal('disabled')])),
  roleIds: Type.Optional(Type.Array(Type.Integer(), { minItems: 1, maxItems: 20, uniqueItems: true })),
  reason: Reason,
})
export type StaffChange = Static<typeof StaffChange>

/** With why something is done that nothing else explains. */
export const ForReason = Type.Object({ reason: Reason })

/** Shown once, when they are made; only what opens nothing is kept. */
export const StaffCredentials = Type.Object({ id: Type.Integer(), name: Type.String(), password: Type.String(), otpauthUrl: Type.String({ description: 'for an authenticator app' }) })
export type StaffCredentials = Static<typeof StaffCredentials>

export const Role = Type.Object({ id: Type.Integer(), name: Type.String(), permissions: Type.Array(Type.String()), staffCount: Type.Integer() })
export type Role = Static<typeof Role>
export const RoleFields = Type.Object({ name: Type.String({ minLength: 1, maxLength: 40 }), permissions: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 200, uniqueItems: true }) })
export type RoleFields = Static<typeof RoleFields>

export const AuditEntry = Type.Object({
  id: Type.Integer(),
  staffName: Type.String(),
  action: Type.String(),
  target: Type.String(),
  reason: Type.Union([Type.String(), Type.Null()]),
  before: Type.Unknown(),
  after: Type.Unknown(),
  at: Instant,
})
export type AuditEntry = Static<typeof AuditEntry>
export const AuditQuery = Type.Object({
  ...PageQuery.properties,
  staffId: Type.Optional(Type.Integer({ minimum: 1 })),
  action: Type.Optional(Type.String({ maxLength: 60 })),
  target: Type.Optional(Type.String({ maxLength: 100 })),
})
export type AuditQuery = Static<typeof AuditQuery>
export const AuditList = PageOf(AuditEntry)
