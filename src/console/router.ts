import type { QueryClient } from '@tanstack/vue-query'
import type { Router } from 'vue-router'
import { createRouter, createWebHistory } from 'vue-router'
import { allPages, menuFor } from './collected.ts'
import { ApiError } from './api.ts'
import { staffQuery } from './staffSession.ts'

export function createConsoleRouter(queryClient: QueryClient): Router {
  const router = createRouter({
    history: createWebHistory('/console/'),
    routes: [
      ...allPages.flatMap(pages => pages.routes),
      { path: '/', name: 'console-start', component: () => import('./StartPage.vue'), meta: { permission: null } },
      { path: '/:path(.*)*', name: 'not-found', component: () => import('./NotFoundPage.vue'), meta: { permission: null } },
    ],
    scrollBehavior: (_, __, saved) => saved ?? { top: 0 },
  })

  router.beforeEach(async (to) => {
    if (to.meta.bare) return true
    try {
      const { staff } = await queryClient.ensureQueryData(staffQuery())
      if (to.name === 'console-start') {
        const first = menuFor(staff.permissions)[0]
        return first ? { name: first.route, replace: true } : true
      }
      const { permission } = to.meta
      return permission === null || (permission !== undefined && staff.permissions.includes(permission)) ? true : { name: 'not-found', params: { path: to.path.slice(1).split('/') }, replace: true }
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return { path: '/sign-in', query: to.path === '/' ? {} : { next: to.fullPath }, replace: true }
      throw error
    }
  })
  return router
}
