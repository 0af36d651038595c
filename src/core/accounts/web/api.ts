import type { QueryClient } from '@tanstack/vue-query'
import type { CodePurpose, NewVerificationCode } from '../../codes/contract.ts'
import type { ConfirmationSent, Departure, EmailActivated, EmailSent, EmailWish, Export, Identity, Left, Me, NewSession, NewUser, Proof, Recovery, SessionItem, SignedIn, UsernameCount } from '../contract.ts'
import { api } from '../../../web/api.ts'

export type { CodePurpose, Departure, Identity, Me, Proof, SessionItem }

export const meKey = ['me'] as const
export const identityKey = ['identity'] as const
export const sessionsKey = ['sessions'] as const
export const departureKey = ['departure'] as const

export const loadMe = () => api<Me>('/users/me')
export const loadSessions = () => api<{ items: SessionItem[] }>('/sessions')
/** Null for somebody who has not confirmed their identity yet. */
export const loadIdentity = () => api<Identity>('/users/me/identity').catch((error) => {
  if (error.status === 404) return null
  throw error
})

export const sendCode = (body: NewVerificationCode) => api<{ retryAfterSeconds: number }>('/verification-codes', { body })
export const signIn = (body: NewSession) => api<SignedIn>('/sessions', { body })
export const register = (body: NewUser) => api<SignedIn>('/users', { body })
export const startRecovery = (body: { account: string, captchaId: string, captchaText: string }) => api<Recovery>('/password-recoveries', { body })
export const endRecovery = (token: string, body: { code: string, newPassword: string }) => api(`/password-recoveries/${token}`, { method: 'PUT', body })
export const countUsername = (name: string) => api<UsernameCount>(`/usernames/${encodeURIComponent(name)}/count`)

export const requestEmail = (body: EmailWish) => api<EmailSent>('/users/me/email', { method: 'PUT', body })
export const activateEmail = (token: string) => api<EmailActivated>('/email-activations', { body: { token } })

export const loadDeparture = () => api<Departure>('/users/me/departure')
export const sendConfirmation = () => api<ConfirmationSent>('/users/me/confirmations', { method: 'POST' })
export const exportAll = (body: Proof) => api<Export>('/users/me/exports', { body })
export const leave = (body: Proof) => api<Left>('/users/me', { method: 'DELETE', body })

/** After the profile changed: everything that shows the person. */
export async function meChanged(queryClient: QueryClient) {
  await Promise.all([queryClient.invalidateQueries({ queryKey: meKey }), queryClient.invalidateQueries({ queryKey: ['session'] })])
}
