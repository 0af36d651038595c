import type { App as VueApp } from 'vue'
import type { Router, RouterHistory } from 'vue-router'
import type { Boot } from './boot.ts'
import { QueryCache, QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { createApp, createSSRApp } from 'vue'
import App from './App.vue'
import { bootKey } from './boot.ts'
import { createAppI18n, i18nKey } from './i18n.ts'
import { createAppRouter } from './router.ts'
import { goToSignIn, isSignInNeeded, signInNeededKey } from './signInNeeded.ts'
import { shouldRetry } from './usePageQuery.ts'
import './theme/tokens.css'
import './theme/base.css'

export interface Linli {
  app: VueApp
  router: Router
  queryClient: QueryClient
}

/** Builds the visitors' app, the same for the server's render and the browser. */
export function createLinli(boot: Boot, history: RouterHistory): Linli {
  const app = boot.rendered ? createSSRApp(App) : createApp(App)
  const i18n = createAppI18n(boot.lang)
  const queryClient = createQueryClient(error => onQueryError(error))
  const router = createAppRouter({ boot, history, i18n, queryClient })
  const signInNeeded = goToSignIn(router, queryClient)

  function onQueryError(error: unknown) {
    if (isSignInNeeded(error) && router.currentRoute.value.meta.who === 'member') signInNeeded()
  }

  app.provide(bootKey, boot)
  app.provide(i18nKey, i18n)
  app.provide(signInNeededKey, signInNeeded)
  app.use(VueQueryPlugin, { queryClient })
  app.use(i18n)
  app.use(router)
  return { app, router, queryClient }
}

function createQueryClient(onError: (error: unknown) => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    defaultOptions: {
      queries: import.meta.env.SSR
        ? { enabled: false, retry: false, staleTime: Infinity } // the server loads only what usePageQuery and useInfinite ask for
        : { retry: shouldRetry, staleTime: 30_000 },
    },
  })
}
