import type { ComputedRef } from 'vue'
import type { Lang } from '../web/boot.ts'
import type { AppI18n } from '../web/i18n.ts'
import { useQueryClient } from '@tanstack/vue-query'
import { computed, inject } from 'vue'
import { i18nKey } from '../web/i18n.ts'
import { loadConsoleMessages } from './i18n.ts'

const YEAR_SECONDS = 365 * 24 * 3600

/** The language of the console, and a way to change it on the spot; the visitors' site follows. */
export function useConsoleLang(): { lang: ComputedRef<Lang>, setLang: (next: Lang) => Promise<void> } {
  const i18n = inject(i18nKey) as AppI18n
  const queryClient = useQueryClient()

  async function setLang(next: Lang) {
    document.cookie = `lang=${next}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
    await loadConsoleMessages(i18n, next)
    i18n.global.locale.value = next
    document.documentElement.lang = next
    await queryClient.invalidateQueries()
  }

  return { lang: computed(() => i18n.global.locale.value as Lang), setLang }
}
