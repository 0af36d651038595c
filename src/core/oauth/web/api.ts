import type { SignedIn } from '../../accounts/contract.ts'
import type { Authorization, BindingList, NewBinding, ProviderList } from '../contract.ts'
import { api } from '../../../web/api.ts'

export const providersQuery = { queryKey: ['oauth', 'providers'], queryFn: () => api<ProviderList>('/oauth/providers'), staleTime: Infinity }
export const bindingsQuery = { queryKey: ['oauth', 'bindings'], queryFn: () => api<BindingList>('/oauth/bindings') }

export const bind = (body: NewBinding) => api<SignedIn>('/oauth/bindings', { body })
export const unlink = (provider: string) => api(`/oauth/bindings/${provider}`, { method: 'DELETE' })

/** Sends the browser to the other site; it comes back to `next`, a path of this one. */
export async function goToProvider(provider: string, next: string): Promise<void> {
  const { url } = await api<Authorization>(`/oauth/${provider}/authorization`, { query: { next } })
  location.assign(url)
}
