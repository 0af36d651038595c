import type { QueryClient } from '@tanstack/vue-query'
import type { Router, RouteRecordRaw, RouterHistory } from 'vue-router'
import type { Boot, Lang } from './boot.ts'
import type { AppI18n } from './i18n.ts'
import { nextTick } from 'vue'
import { createRouter } from 'vue-router'
import { pagesOf, tabsOf } from './collected.ts'
import { loadMessages, modulesOfPage } from './i18n.ts'
import { sessionQuery } from './session.ts'

export interface RouterParts {
  boot: Boot
  history: RouterHistory
  i18n: AppI18n
  queryClient: QueryClient
}

export function createAppRouter({ boot, history, i18n, queryClient }: RouterParts): Router {
  const router = createRouter({
    history,
    routes: routesOf(boot),
    async scrollBehavior(to, from, saved) {
      if (to.path === from.path && !saved && !to.hash) return false // a filter changed
      await nextTick()
      if (saved) return saved
      if (to.hash) return { el: to.hash, top: 72 }
      return { top: 0 }
    },
  })

  router.beforeEach(async (to) => {
    // Pages for members are never rendered on the server, which knows nobody.
    if (import.meta.env.SSR || to.meta.who !== 'member') return true
    const session = await queryClient.ensureQueryData(sessionQuery()).catch(() => undefined)
    if (session?.signedIn === false && to.name !== 'sign-in') return { name: 'sign-in', query: { next: to.fullPath }, replace: true }
    return true
  })
  router.beforeResolve(to => loadMessages(i18n, i18n.global.locale.value as Lang, modulesOfPage(boot, to.meta.module)))
  return router
}

/** All pages of the modules that are on. The first tab is the start page unless a module claims `/`. */
function routesOf(boot: Boot): RouteRecordRaw[] {
  const routes = pagesOf(boot).flatMap(pages => pages.routes)
  const firstTab = tabsOf(boot)[0]
  if (firstTab && !routes.some(route => route.path === '/')) routes.push({ path: '/', redirect: { name: firstTab.route } })
  if (boot.mode === 'demo') routes.push({ path: '/dev/style', name: 'style-guide', component: () => import('./StyleGuidePage.vue'), meta: { sitemap: false, wide: true } })
  routes.push({ path: '/:path(.*)*', name: 'not-found', component: () => import('./NotFoundPage.vue'), meta: { title: 'shell.notFound.title' } })
  return routes
}
