import type { ApiError } from '../../../../web/api.ts'
import type { Lang } from '../../../../web/boot.ts'
import type { LevelTerms, Membership, Opened, Plan, Plans } from '../../membership/contract.ts'
import { useQuery } from '@tanstack/vue-query'
import { useI18n } from 'vue-i18n'
import { api } from '../../../../web/api.ts'
import { attempts } from '../../../../web/attempts.ts'

export const usePlans = () => useQuery<Plans, ApiError>({ queryKey: ['social', 'plans'], queryFn: () => api('/social/plans') })
export const useMembership = () => useQuery<Membership, ApiError>({ queryKey: ['social', 'membership'], queryFn: () => api('/social/membership'), staleTime: 0 })

/** Orders a plan at the price that is shown, or pays for an order that waits; the cashier is another page. */
export function useCashier() {
  const keyOf = attempts()
  const go = ({ payUrl }: Opened) => location.assign(payUrl)
  return {
    buy: async ({ id, price }: Plan) => {
      const body = { planId: id, price }
      go(await api<Opened>('/social/memberships', { body, idempotencyKey: keyOf(body) }))
    },
    pay: async (no: string) => go(await api<Opened>(`/social/memberships/${no}/payments`, { method: 'POST' })),
  }
}

/** What a level is called in the language of the page; one that is gone by its number. */
export function useLevelName() {
  const { locale } = useI18n()
  return (levels: readonly LevelTerms[] | undefined, level: number) => levels?.find(one => one.level === level)?.name[locale.value as Lang] ?? String(level)
}
