import type { MaybeRefOrGetter } from 'vue'
import type { ListPage } from '../../../../console/api.ts'
import type { ConsoleReport, ConsoleReportItem, ReportDecisionBody } from '../../safety/console-contract.ts'
import { useQuery } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { api } from '../../../../console/api.ts'

export const keys = { reports: 'console-meet-reports', report: 'console-meet-report' } as const

const base = '/console/social/reports'
export const listReports = (query: Record<string, string | number>) => api<ListPage<ConsoleReportItem>>(base, { query })
export const decideReport = (id: number, body: ReportDecisionBody) => api<ConsoleReport>(`${base}/${id}/decision`, { method: 'PUT', body })

export function useReport(id: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => [keys.report, toValue(id)]),
    queryFn: () => api<ConsoleReport>(`${base}/${toValue(id)}`),
    enabled: computed(() => toValue(id) !== undefined),
  })
}
