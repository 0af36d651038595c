import type { ComputedRef, MaybeRefOrGetter, Ref } from 'vue'
import type { Product, Sku } from '../../catalogue/contract.ts'
import type { Choice } from './matrix.ts'
import { computed, ref, toValue, watch } from 'vue'
import { useRoute } from 'vue-router'
import { firstChoice, skuOf } from './matrix.ts'

const MOST = 99

/** What somebody has chosen of a product, and how many. `?sku=` of the address says what is chosen at first. */
export function useChoice(product: MaybeRefOrGetter<Product>): { choice: Ref<Choice>, sku: ComputedRef<Sku | undefined>, count: Ref<number>, most: ComputedRef<number> } {
  const route = useRoute()
  const choice = ref<Choice>(firstChoice(toValue(product), Number(route.query.sku) || undefined))
  const sku = computed(() => skuOf(toValue(product), choice.value))
  const most = computed(() => sku.value ? Math.max(1, Math.min(sku.value.available, sku.value.perPerson ?? MOST, MOST)) : MOST)
  const count = ref(1)
  watch(most, (limit) => { count.value = Math.min(count.value, limit) })
  return { choice, sku, count, most }
}
