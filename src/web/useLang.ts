import type { ComputedRef } from 'vue'
import type { Lang } from './boot.ts'
import type { AppI18n } from './i18n.ts'
import { useQueryClient } from '@tanstack/vue-query'
import { computed, inject } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useBoot } from './boot.ts'
import { i18nKey, loadMessages, modulesOfPage } from './i18n.ts'

const YEAR_SECONDS = 365 * 24 * 3600

/** The language of the page, and a way to change it on the spot. */
export function useLang(): { lang: ComputedRef<Lang>, setLang: (next: Lang) => Promise<void> } {
  const boot = useBoot()
  const i18n = inject(i18nKey) as AppI18n
  const queryClient = useQueryClient()
  const route = useRoute()
  const router = useRouter()

  async function setLang(next: Lang) {
    document.cookie = `lang=${next}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
    await loadMessages(i18n, next, modulesOfPage(boot, route.meta.module))
    i18n.global.locale.value = next
    document.documentElement.lang = next
    if (route.query.lang) await router.replace({ query: { ...route.query, lang: undefined } })
    // Names of districts, messages and the like come from the server in one language.
    await queryClient.invalidateQueries()
  }

  return { lang: computed(() => i18n.global.locale.value as Lang), setLang }
}
