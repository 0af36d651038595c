import type { NewStaff, NewStaffPassword, Role, RoleFields, StaffChange, StaffCredentials, StaffMember, StaffSignIn } from '../contract.ts'
import { useQuery } from '@tanstack/vue-query'
import { api } from '../../../console/api.ts'

/** Names of what is loaded, for finding it again after a change. */
export const keys = { staff: ['console-staff'], roles: ['console-roles'], permissions: ['console-permissions'] } as const

export const listStaff = () => api<StaffMember[]>('/console/staff')
export const listRoles = () => api<Role[]>('/console/roles')
export const useRoles = () => useQuery({ queryKey: keys.roles, queryFn: listRoles })
/** All there are, e.g. 'stays.houses'. */
export const usePermissions = () => useQuery({ queryKey: keys.permissions, queryFn: () => api<string[]>('/console/permissions') })

export const signIn = (body: StaffSignIn) => api('/console/session', { body })
export const changePassword = (body: NewStaffPassword) => api('/console/session/password', { method: 'PUT', body })

export const addStaff = (body: NewStaff) => api<StaffCredentials>('/console/staff', { body })
export const changeStaff = (id: number, body: StaffChange) => api(`/console/staff/${id}`, { method: 'PATCH', body })
export const renewCredentials = (id: number, reason: string) => api<StaffCredentials>(`/console/staff/${id}/credentials`, { body: { reason } })

export const saveRole = (id: number | null, body: RoleFields) => id === null ? api('/console/roles', { body }) : api(`/console/roles/${id}`, { method: 'PUT', body })
export const removeRole = (id: number, reason: string) => api(`/console/roles/${id}`, { method: 'DELETE', body: { reason } })
