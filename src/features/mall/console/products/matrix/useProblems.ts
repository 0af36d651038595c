import type { ComputedRef } from 'vue'
import type { SkuDraft } from '../editor/draft.ts'
import type { SkuProblems } from './cells.ts'
import { computed, toRaw } from 'vue'
import { problemsOf, problemsOfSku, twiceCoded } from './cells.ts'

/** What is wrong with the SKUs, by key. Of a thousand only the one in which somebody types is looked at again. */
export function useProblems(skus: () => readonly SkuDraft[]): ComputedRef<Map<string, SkuProblems>> {
  const kept = new WeakMap<SkuDraft, ComputedRef<SkuProblems | undefined>>()
  function ofSku(sku: SkuDraft) {
    const raw = toRaw(sku)
    const problems = kept.get(raw) ?? computed(() => problemsOfSku(sku))
    kept.set(raw, problems)
    return problems.value
  }
  const twice = computed(() => twiceCoded(skus()))
  return computed(() => problemsOf(skus(), ofSku, twice.value))
}
