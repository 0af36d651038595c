import type { QueryClient } from '@tanstack/vue-query'
import type { Region } from '../../regions/contract.ts'
import type { Address, AddressBook, AddressChanges, AddressFields } from '../contract.ts'
import { api } from '../../../web/api.ts'

export type { Address, AddressFields, Region }

export const addressesKey = ['addresses'] as const
export const loadAddresses = () => api<AddressBook>('/users/me/addresses')
/** The provinces without a parent, then the cities of one, then the districts. */
export const regionsQuery = (parent: string) => ({ queryKey: ['regions', parent], queryFn: () => api<Region[]>('/regions', { query: { parent } }), staleTime: Infinity })

export const addAddress = (body: AddressFields, idempotencyKey: string) => api<Address>('/users/me/addresses', { body, idempotencyKey })
export const changeAddress = (id: number, body: AddressChanges) => api<Address>(`/users/me/addresses/${id}`, { method: 'PATCH', body })
export const removeAddress = (id: number) => api(`/users/me/addresses/${id}`, { method: 'DELETE' })
export const makeDefault = (id: number) => api<Address>(`/users/me/addresses/${id}/default`, { method: 'PUT' })

export const addressesChanged = (queryClient: QueryClient) => queryClient.invalidateQueries({ queryKey: addressesKey })
