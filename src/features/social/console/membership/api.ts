import type { MaybeRefOrGetter } from 'vue'
import type { ApiError, ListPage } from '../../../../console/api.ts'
import type { ConsoleLevel, ConsoleLevels, ConsoleMembership, ConsoleMembershipItem, LevelChange, MembershipRefund, NewPlan, PlanChange } from '../../membership/console-contract.ts'
import { useQuery } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { useI18n } from 'vue-i18n'
import { api } from '../../../../console/api.ts'

/** Names of what is loaded, for finding it again after a change. */
export const keys = { orders: 'console-memberships' } as const

const base = '/console/social'
export const listMemberships = (query: Record<string, string | number>) => api<ListPage<ConsoleMembershipItem>>(`${base}/memberships`, { query })
export const refundMembership = (no: string, body: MembershipRefund) => api<ConsoleMembership>(`${base}/memberships/${no}/refunds`, { body })
export const changeLevel = (level: number, body: LevelChange) => api<ConsoleLevels>(`${base}/levels/${level}`, { method: 'PATCH', body })
export const addPlan = (body: NewPlan) => api<ConsoleLevels>(`${base}/plans`, { body })
export const changePlan = (id: number, body: PlanChange) => api<ConsoleLevels>(`${base}/plans/${id}`, { method: 'PATCH', body })

export const useLevels = () => useQuery<ConsoleLevels, ApiError>({ queryKey: ['console-membership-levels'], queryFn: () => api(`${base}/levels`) })

export function useMembershipOrder(no: MaybeRefOrGetter<string | undefined>) {
  return useQuery<ConsoleMembership, ApiError>({
    queryKey: computed(() => ['console-membership', toValue(no)]),
    queryFn: () => api(`${base}/memberships/${toValue(no)}`),
    enabled: computed(() => toValue(no) !== undefined),
  })
}

/** What levels are called in the language of the console. */
export function useLevelWords() {
  const { locale } = useI18n()
  const { data } = useLevels()
  const wordOf = ({ nameZh, nameEn }: Pick<ConsoleLevel, 'nameZh' | 'nameEn'>) => locale.value === 'en' ? nameEn : nameZh
  return {
    levels: computed(() => data.value?.levels ?? []),
    wordOf,
    nameOf: (level: number) => {
      const found = data.value?.levels.find(one => one.level === level)
      return found ? wordOf(found) : String(level)
    },
  }
}
