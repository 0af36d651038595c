import type { RouteLocationNormalized, RouteLocationResolved } from 'vue-router'
import type { Boot, Lang } from './boot.ts'
import type { RenderApi, Rendered, Renderer } from './ssr/contract.ts'
import { AsyncLocalStorage } from 'node:async_hooks'
import { dehydrate, notifyManager } from '@tanstack/vue-query'
import { createHead, renderSSRHead } from '@unhead/vue/server'
import { createMemoryHistory } from 'vue-router'
import { renderToString } from 'vue/server-renderer'
import { ApiError, setTransport } from './api.ts'
import { createLinli } from './app.ts'
import { messageFiles, modulesOfPage } from './i18n.ts'

const DEFAULT_SECONDS = 60

// Many pages are rendered at the same time: each finds its own way to the API through its async context.
const rendering = new AsyncLocalStorage<{ api: RenderApi, lang: Lang }>()
setTransport(({ path, headers }) => rendering.getStore()!.api(path, headers), () => rendering.getStore()!.lang)
// The default waits for a timer, and the page would be written before its data arrives.
notifyManager.setScheduler(queueMicrotask)

/** Answers what a page is without rendering it. */
export const pageFinder: Renderer['pageFinder'] = (boot) => {
  const { router } = createLinli({ ...boot, rendered: true }, createMemoryHistory())
  return {
    find(url) {
      const to = router.resolve(url) as RouteLocationResolved & RouteLocationNormalized
      const { ssr } = to.meta
      const options = typeof ssr === 'object' ? ssr : {}
      const query = Object.fromEntries(['lang', ...options.query ?? []].flatMap(name => to.query[name] ? [[name, to.query[name]]] : []))
      const redirects = to.matched.some(record => record.redirect)
      return {
        name: String(to.name ?? to.path),
        url: ssr || redirects ? router.resolve({ path: to.path, query }).fullPath : to.path,
        ssr: Boolean(ssr) || redirects || to.name === 'not-found',
        tags: options.tags?.(to) ?? [],
        seconds: options.seconds ?? DEFAULT_SECONDS,
      }
    },
    pathsForSiteMap: () => router.getRoutes()
      .filter(route => route.meta.ssr && route.meta.sitemap !== false && !route.aliasOf && !route.redirect && !route.path.includes(':'))
      .map(route => route.path),
  }
}

export const render: Renderer['render'] = (url, boot, api) => {
  return rendering.run({ api, lang: boot.lang }, async () => {
    const first = await renderOnce(url, boot)
    if (first.status !== 404 || boot.notFound) return first
    return { ...await renderOnce(url, { ...boot, notFound: true }), status: 404 as const }
  })
}

async function renderOnce(url: string, boot: Boot): Promise<Rendered> {
  const { app, router, queryClient } = createLinli(boot, createMemoryHistory())
  const head = createHead({ disableDefaults: true })
  app.use(head)
  try {
    await router.push(url)
    await router.isReady()
    const to = router.currentRoute.value
    const context: { modules?: Set<string> } = {}
    const html = to.redirectedFrom ? '' : await renderToString(app, context)
    const status = to.redirectedFrom ? 302 : to.name === 'not-found' ? 404 : statusOf(queryClient.getQueryCache().getAll().map(query => query.state.error))
    return {
      status,
      location: to.redirectedFrom && to.fullPath,
      html,
      head: renderSSRHead(head),
      state: jsonInHtml({ boot, queries: dehydrate(queryClient) }),
      files: [...context.modules ?? [], ...messageFiles(boot.lang, modulesOfPage(boot, to.meta.module))],
    }
  } finally {
    queryClient.clear()
  }
}

function statusOf(errors: (Error | null)[]): 200 | 404 | 422 | 503 {
  const failed = errors.filter(error => error !== null)
  if (failed.length === 0) return 200
  if (failed.some(error => error instanceof ApiError && error.status === 404)) return 404
  return failed.every(error => error instanceof ApiError && [400, 422].includes(error.status)) ? 422 : 503
}

/** JSON inside <script type="application/json">: nothing in it may end the element. */
function jsonInHtml(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c')
}
