import type { ComputedRef, WritableComputedRef } from 'vue'
import type { Period } from '../../statistics/console-contract.ts'
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { todayOf, useSite } from '../../../../console/site.ts'
import { addDays, daysBetween, isPlainDate } from '../../../../web/dates.ts'

export const SPANS = ['1', '7', '30', '90'] as const
export type Span = typeof SPANS[number] | 'own'

const USUAL: Span = '30'
export const MOST_DAYS = 366

/** Which days are told of; they stand in the address, so a view can be sent: `?days=7`, or `?from=…&to=…` for days of one's own. */
export function usePeriod(): { today: string, span: WritableComputedRef<Span>, period: ComputedRef<Period>, setOwn: (period: Period) => void } {
  const route = useRoute()
  const router = useRouter()
  const here = route.name
  const today = todayOf(useSite())
  const lastDays = (n: number): Period => ({ from: addDays(today, 1 - n), to: today })

  const own = computed((): Period | undefined => {
    const { from, to } = route.query
    if (typeof from !== 'string' || typeof to !== 'string' || !isPlainDate(from) || !isPlainDate(to)) return undefined
    return from >= '2000-01-01' && from <= to && to <= today && daysBetween(from, to) < MOST_DAYS ? { from, to } : undefined
  })
  const asked = computed((): Span => own.value ? 'own' : SPANS.find(span => span === route.query.days) ?? USUAL)
  const goTo = (query: Record<string, string>) => { if (route.name === here) void router.replace({ query }) }

  return {
    today,
    span: computed({
      get: () => asked.value,
      set: span => goTo(span === 'own' ? { ...lastDays(Number(asked.value === 'own' ? USUAL : asked.value)) } : span === USUAL ? {} : { days: span }),
    }),
    period: computed(() => own.value ?? lastDays(Number(asked.value))),
    setOwn: ({ from, to }) => goTo({ from, to }),
  }
}
