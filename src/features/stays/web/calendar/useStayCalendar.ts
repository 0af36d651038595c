import type { MaybeRefOrGetter } from 'vue'
import type { StayRules } from './range.ts'
import { computed, ref, toValue } from 'vue'
import { addDays, useToday } from '../../../../web/dates.ts'
import { useCalendar } from '../api.ts'
import { addMonths, monthOf } from './months.ts'
import { nightsOf } from './range.ts'

/** The free nights of a home as far as they are shown, and what a stay there must obey. */
export function useStayCalendar(house: MaybeRefOrGetter<{ id: number, windowDays: number, minNights: number, maxNights: number }>, options: { months: number }) {
  const today = useToday()
  const months = ref(options.months)
  const last = computed(() => addDays(today.value, toValue(house).windowDays))
  const query = useCalendar(toValue(house).id, () => ({ from: today.value, to: earlier(addMonths(monthOf(today.value), months.value), addDays(last.value, 1)) }))
  const rules = computed<StayRules>(() => ({
    minNights: query.data.value?.minNights ?? toValue(house).minNights,
    maxNights: query.data.value?.maxNights ?? toValue(house).maxNights,
    night: nightsOf(query.data.value?.days ?? []),
  }))
  return { rules, months, last, today, query }
}

const earlier = (a: string, b: string) => a < b ? a : b
