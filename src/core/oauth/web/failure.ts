import type { ComputedRef } from 'vue'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'

const REASONS = ['canceled', 'expired', 'failed', 'suspended', 'leaving', 'linked_elsewhere']

/** Why the other site brought somebody back without signing them in, in words; it stands in the address as `?oauth=`. */
export function useOAuthFailure(): ComputedRef<string | undefined> {
  const { t } = useI18n()
  const route = useRoute()
  return computed(() => REASONS.includes(String(route.query.oauth)) ? t(`oauth.failure.${String(route.query.oauth)}`) : undefined)
}
