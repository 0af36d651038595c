import type { QueryClient } from '@tanstack/vue-query'
import type { Router } from 'vue-router'
import { createRouter, createWebHistory } from 'vue-router'
import { ApiError } from './api.ts'
import { allPages } from './collected.ts'
import { staffQuery } from './staffSession.ts'

export function createConsoleRouter(queryClient: QueryClient): Router {
  const router = createRouter({
    history: createWebHistory('/console/'),
    routes: [
      ...allPages.flatMap(pages => pages.routes),
      { path: '/', name: 'console-start', component: () => import('./StartPage.vue'), meta: { title: 'console.start.title', permission: null } },
      { path: '/:path(.*)*', name: 'not-found', component: () => import('./NotFoundPage.vue'), meta: { permission: null } },
    ],
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }), // filters and details stand in the query
  })

  router.beforeEach(async (to) => {
    if (to.meta.bare) return true
    try {
      const { staff } = await queryClient.ensureQueryData(staffQuery())
      const { permission } = to.meta
      return permission === null || (permission !== undefined && staff.permissions.includes(permission)) ? true : { name: 'not-found', params: { path: to.path.slice(1).split('/') }, replace: true }
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return { path: '/sign-in', query: to.path === '/' ? {} : { next: to.fullPath }, replace: true }
      throw error
    }
  })
  return router
}
