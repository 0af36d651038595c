import type { AdChange, ChannelGroupChange, ConsoleAd, ConsoleAdSlot, ConsoleChannelGroup, GroupChannels, NewAd } from '../../shopfront/contract.ts'
import type { Category } from '../../catalogue/contract.ts'
import { useQuery } from '@tanstack/vue-query'
import { api } from '../../../../console/api.ts'

const base = '/console/mall/shopfront'

// — channels —

export const useChannelGroups = () => useQuery({ queryKey: ['console-channel-groups'], queryFn: () => api<ConsoleChannelGroup[]>(`${base}/channel-groups`) })
/** What visitors see of the tree: for staff without the permission to change it. */
export const useVisibleCategories = () => useQuery({ queryKey: ['console-categories', 'visible'], queryFn: () => api<Category[]>('/mall/categories') })
export const addGroup = (name: string) => api(`${base}/channel-groups`, { body: { name } })
export const renameGroup = (id: number, body: ChannelGroupChange) => api(`${base}/channel-groups/${id}`, { method: 'PATCH', body })
export const setChannels = (id: number, body: GroupChannels) => api(`${base}/channel-groups/${id}/channels`, { method: 'PUT', body })
export const orderGroups = (ids: number[]) => api(`${base}/channel-groups/order`, { method: 'PUT', body: { ids } })
export const deleteGroup = (id: number) => api(`${base}/channel-groups/${id}`, { method: 'DELETE' })

// — advertisements —

export const useAdSlots = () => useQuery({ queryKey: ['console-ad-slots'], queryFn: () => api<ConsoleAdSlot[]>(`${base}/ad-slots`) })
export const renameSlot = (key: string, name: string) => api(`${base}/ad-slots/${key}`, { method: 'PATCH', body: { name } })
export const orderAds = (key: string, ids: number[]) => api(`${base}/ad-slots/${key}/order`, { method: 'PUT', body: { ids } })
export const addAd = (body: NewAd) => api<ConsoleAd>(`${base}/ads`, { body })
export const changeAd = (id: number, body: AdChange) => api<ConsoleAd>(`${base}/ads/${id}`, { method: 'PUT', body })
export const deleteAd = (id: number) => api(`${base}/ads/${id}`, { method: 'DELETE' })
export function setAdPicture(id: number, file: File): Promise<ConsoleAd> {
  const body = new FormData()
  body.append('image', file)
  return api(`${base}/ads/${id}/picture`, { method: 'PUT', body })
}
