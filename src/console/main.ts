import { QueryCache, QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import { i18nKey } from '../web/i18n.ts'
import { readTheme } from '../web/theme.ts'
import { signInNeededKey } from '../web/signInNeeded.ts'
import { shouldRetry } from '../web/usePageQuery.ts'
import App from './App.vue'
import { ApiError, speakAsStaff } from './api.ts'
import { createConsoleI18n, firstLang, loadConsoleMessages } from './i18n.ts'
import { createConsoleRouter } from './router.ts'
import { readSite, siteKey } from './site.ts'
import { staffKey } from './staffSession.ts'
import 'element-plus/dist/index.css'
import '../web/theme/tokens.css'
import './theme.css'

async function start() {
  const lang = firstLang()
  document.documentElement.lang = lang
  readTheme()
  speakAsStaff()
  const i18n = createConsoleI18n(lang)
  const [site] = await Promise.all([readSite(), loadConsoleMessages(i18n, lang)])

  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error, query) => { if (query.queryKey[0] !== staffKey[0] && isSignedOut(error)) signInNeeded() } }),
    defaultOptions: { queries: { retry: shouldRetry, staleTime: 10_000 } },
  })
  const router = createConsoleRouter(queryClient)

  function signInNeeded() {
    queryClient.removeQueries({ queryKey: staffKey })
    const here = router.currentRoute.value
    if (!here.meta.bare) void router.push({ path: '/sign-in', query: { next: here.fullPath } })
  }

  createApp(App)
    .provide(i18nKey, i18n)
    .provide(siteKey, site)
    .provide(signInNeededKey, signInNeeded)
    .use(VueQueryPlugin, { queryClient })
    .use(i18n)
    .use(router)
    .mount('#console')
}

function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401
}

void start()
