import type { ListPage } from '../../../../console/api.ts'
import type { BannedPhoto, ConsolePhoto, PhotoVerdict } from '../../photos/console-contract.ts'
import { api } from '../../../../console/api.ts'

export const keys = { photos: 'console-meet-photos', banned: 'console-meet-banned-photos' } as const

type Query = Record<string, string | number>
const base = '/console/social'
export const listPhotos = (query: Query) => api<ListPage<ConsolePhoto>>(`${base}/photos`, { query })
export const judgePhoto = (id: number, body: PhotoVerdict) => api<{ id: number, state: string }>(`${base}/photos/${id}/state`, { method: 'PUT', body })
export const approvePhotos = (ids: number[]) => api<{ approved: number, skipped: number }>(`${base}/photo-approvals`, { method: 'POST', body: { ids } })
export const listBannedPhotos = (query: Query) => api<ListPage<BannedPhoto>>(`${base}/banned-photos`, { query })
export const releasePhoto = (id: string, reason: string) => api<null>(`${base}/banned-photos/${id}`, { method: 'DELETE', body: { reason } })
