import type { MaybeRefOrGetter, Ref } from 'vue'
import type { MySettings } from '../../profile/contract.ts'
import { useQueryClient } from '@tanstack/vue-query'
import { toValue, watch } from 'vue'
import { api } from '../../../../web/api.ts'
import { keys } from '../api.ts'

let told = false

/** Tells the server once in which time zone this device is: quotas begin anew at 04:00 there. Where it fails, next time. */
export function useZone(settings: Ref<MySettings | undefined>, enabled: MaybeRefOrGetter<boolean>): void {
  const queryClient = useQueryClient()
  watch([settings, () => toValue(enabled)], ([known, is]) => {
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
    if (!known || !is || told || !zone || zone === known.zone) return
    told = true
    api<MySettings>('/social/settings', { method: 'PATCH', body: { zone } })
      .then(settings => queryClient.setQueryData(keys.settings, settings))
      .catch(() => {}) // the zone kept so far serves as well
  }, { immediate: true })
}
