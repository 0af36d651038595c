import type { ListPage } from '../../../../web/useInfinite.ts'
import type { Appeal, BlockedPerson, BlockList, MyReport, MyReportList, NewReport } from '../../safety/contract.ts'
import { useQueryClient } from '@tanstack/vue-query'
import { api } from '../../../../web/api.ts'
import { useInfinite } from '../../../../web/useInfinite.ts'

const PAGE = 20
const keys = { blocks: ['social', 'blocks'] as const, reports: ['social', 'reports'] as const }

/** A list that goes on by its cursor, as lists of pages are. */
async function pageOf<T>(path: string, at: object): Promise<ListPage<T>> {
  const { items, next } = await api<{ items: T[], next: string | null }>(path, { query: { after: 'after' in at ? String(at.after) : undefined, limit: PAGE } })
  return { items, next, page: 1, limit: PAGE, total: null, hasMore: next !== null }
}

export const useBlocks = () => useInfinite<BlockedPerson>(() => keys.blocks, at => pageOf<BlockList['items'][number]>('/social/blocks', at), { server: false })
export const useReports = () => useInfinite<MyReport>(() => keys.reports, at => pageOf<MyReportList['items'][number]>('/social/reports', at), { server: false })

/** What one does for one's own safety. Whoever is gone by it is gone from everything that is shown. */
export function useSafetyActions() {
  const queryClient = useQueryClient()
  const changed = () => queryClient.invalidateQueries({ queryKey: ['social'] })
  return {
    block: (personId: string) => api<null>(`/social/blocks/${personId}`, { method: 'PUT' }),
    unblock: async (personId: string) => {
      await api<null>(`/social/blocks/${personId}`, { method: 'DELETE' })
      await changed()
    },
    report: (given: NewReport) => api<MyReport>('/social/reports', { method: 'POST', body: given }),
    appeal: async (text: string) => {
      await api<Appeal>('/social/appeals', { method: 'POST', body: { text } })
      await changed()
    },
    /** After a block or a report: not before its dialog is closed, as the page below it may go with the person. */
    changed,
  }
}
