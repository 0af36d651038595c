import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Lang } from '../kit/errors.ts'
import type { App } from '../kit/http/app.ts'
import type { Parts, SitemapEntry } from '../kit/module.ts'
import type { Boot } from './boot.ts'
import type { PageInfo, RenderApi, Rendered, Renderer } from './ssr/contract.ts'
import type { PolicyExtras } from './ssr/document.ts'
import type { ReadyPage } from './ssr/pageStore.ts'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { LRUCache } from 'lru-cache'
import { dayOf } from '../kit/dates.ts'
import { contentSecurityPolicy, documentWriter } from './ssr/document.ts'
import { pageStore, readyPage } from './ssr/pageStore.ts'
import { robots, siteMap, siteMapFiles, siteMapIndex } from './ssr/siteMap.ts'
import { bestEncoding, staticFiles } from './ssr/staticFiles.ts'

export interface PagesOptions extends PolicyExtras {
  /** The folder of the build: web/client, web/server and console are in it. */
  distDir: string
  /** Asks the API while rendering; by default straight into this app, as nobody. */
  api?: RenderApi
}

/** What belongs to others, even where nothing is found. */
const NOT_PAGES = /^\/(?:api|media|assets|console\/assets)(?:\/|$)/
const HTML = 'text/html; charset=utf-8'
const MAX_INFOS = 5000
const MAX_KEPT_URL = 300
const YEAR_SECONDS = 365 * 24 * 3600
const SITE_MAP_SECONDS = 3600

/** A page that could not be rendered is answered with its frame, and the browser tries itself. */
class NotRendered extends Error {
  readonly rendered: Rendered
  constructor(rendered: Rendered) {
    super('the page could not be rendered')
    this.rendered = rendered
  }
}

/**
 * Answers everything browsers open: pages rendered on the server, the console, the built files, icons, site map.
 * Pages are rendered as nobody and kept, with the tag `pages` besides their own: `cache.forget('pages')` drops them all.
 */
export async function registerPages(app: App, parts: Parts, options: PagesOptions): Promise<void> {
  const { config, clock, cache, log } = parts
  const clientDir = join(options.distDir, 'web/client')
  const entry = await import(pathToFileURL(join(options.distDir, 'web/server/entry-server.js')).href) as Renderer
  const writeDocument = documentWriter(clientDir)
  const clientFile = staticFiles(clientDir, '/')
  const consoleFile = staticFiles(join(options.distDir, 'console'), '/console/')
  const pages = pageStore(cache)
  const infos = new LRUCache<string, PageInfo>({ max: MAX_INFOS })
  const finder = entry.pageFinder(bootOf('zh-CN'))
  const api = options.api ?? askThisApp(app)
  const securityHeaders = {
    'content-security-policy': contentSecurityPolicy(config.publicUrl, options),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(self), microphone=(), geolocation=(self)',
    'cross-origin-opener-policy': 'same-origin',
  }
  const fileHeaders = { 'x-content-type-options': 'nosniff', 'vary': 'accept-encoding' }
  const pageHeaders = { ...securityHeaders, vary: 'accept-encoding, accept-language, cookie' }

  function bootOf(lang: Lang): Boot {
    const now = clock.now()
    return {
      lang,
      modules: parts.modules.map(module => module.name),
      mode: config.mode,
      origin: config.publicUrl,
      today: dayOf(now),
      clockAheadMs: Math.round((now.getTime() - Date.now()) / 1000) * 1000,
      rendered: true,
      notFound: false,
    }
  }

  async function makePage(url: string, lang: Lang): Promise<ReadyPage> {
    const rendered = await entry.render(url, bootOf(lang), api)
    if (rendered.status === 503) throw new NotRendered(rendered)
    if (rendered.status === 422) return { ...await makeFrame(url, lang), status: 422 } // dates that are over, say: the browser asks itself and shows why
    return readyPage(rendered.status, rendered.status === 302 ? '' : writeDocument(rendered), rendered.location)
  }

  async function makeFrame(url: string, lang: Lang): Promise<ReadyPage> {
    return readyPage(200, writeDocument(await entry.render(url, { ...bootOf(lang), rendered: false }, api)))
  }

  function infoOf(url: string): PageInfo {
    const known = infos.get(url)
    if (known) return known
    const info = finder.find(url)
    info.tags.push('pages')
    if (url.length < MAX_KEPT_URL) infos.set(url, info)
    return info
  }

  function frameOf(page: PageInfo, lang: Lang) {
    return pages(`${lang} frame ${page.name}`, { seconds: page.seconds, tags: ['pages'] }, () => makeFrame(page.url, lang))
  }

  function sendPage(request: FastifyRequest, reply: FastifyReply) {
    const { lang } = request
    const page = infoOf(request.url)
    const ready = page.ssr ? pages(`${lang} ${page.url}`, page, () => makePage(page.url, lang)) : frameOf(page, lang)
    reply.headers(pageHeaders)
    if (asksForLang(request.url)) reply.header('set-cookie', `lang=${lang}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`)
    const sendReady = (made: ReadyPage) => send(request, reply.code(made.status), HTML, 'no-cache', made)
    return ready instanceof Promise ? ready.then(sendReady).catch(error => sendFrame(request, reply, page, error)) : sendReady(ready)
  }

  async function sendFrame(request: FastifyRequest, reply: FastifyReply, page: PageInfo, error: unknown) {
    const expected = error instanceof NotRendered
    if (!expected) log.error({ err: error, requestId: request.id, url: page.url }, 'page: rendering failed')
    return send(request, reply.code(expected ? 503 : 500).header('retry-after', '5'), HTML, 'no-store', await frameOf(page, request.lang))
  }

  async function siteMapEntries(): Promise<SitemapEntry[]> {
    return cache.remember('sitemap', { seconds: SITE_MAP_SECONDS, tags: ['sitemap'] }, async () => {
      const ofModules = await Promise.all(parts.modules.map(module => module.sitemap?.(parts) ?? []))
      return [...finder.pathsForSiteMap().map(path => ({ path })), ...ofModules.flat()]
    })
  }

  const anyone = { config: { who: 'anyone' as const } }
  app.get('/robots.txt', anyone, async (_, reply) => reply.type('text/plain; charset=utf-8').send(robots(config.publicUrl)))
  app.get('/sitemap.xml', anyone, async (_, reply) => {
    const entries = await siteMapEntries()
    const files = siteMapFiles(entries.length)
    return reply.type('application/xml; charset=utf-8').send(files === 1 ? siteMap(config.publicUrl, entries, 1) : siteMapIndex(config.publicUrl, files))
  })
  app.get<{ Params: { n: string } }>('/sitemap-:n(\\d+).xml', anyone, async (request, reply) => {
    const entries = await siteMapEntries()
    const n = Number(request.params.n)
    if (n < 1 || n > siteMapFiles(entries.length)) return reply.callNotFound()
    return reply.type('application/xml; charset=utf-8').send(siteMap(config.publicUrl, entries, n))
  })

  app.get('/*', anyone, (request, reply) => {
    const path = pathOf(request.url)
    const file = clientFile(path) ?? consoleFile(path)
    if (file) return send(request, reply.headers(file.type === HTML ? pageHeaders : fileHeaders), file.type, file.cacheControl, file)
    if (NOT_PAGES.test(path) || !readsHtml(request)) return reply.callNotFound()
    if (path === '/console' || path.startsWith('/console/')) return send(request, reply.headers(pageHeaders), HTML, 'no-cache', consoleFile('/console/index.html')!)
    return sendPage(request, reply)
  })
}

/** Sends the smallest form the browser reads, or 304 when it has this one. */
function send(request: FastifyRequest, reply: FastifyReply, type: string, cacheControl: string, what: Pick<ReadyPage, 'etag' | 'location'> & { bodies: Partial<ReadyPage['bodies']> }) {
  reply.header('cache-control', cacheControl)
  if (what.location) return reply.header('location', what.location).send()
  reply.header('etag', what.etag)
  if (reply.statusCode === 200 && request.headers['if-none-match']?.includes(what.etag)) return reply.code(304).send()
  const encoding = bestEncoding(request.headers['accept-encoding'], what.bodies)
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  return reply.header('content-type', type).send(what.bodies[encoding])
}

/** While rendering, the API is asked without a network and as nobody: no cookie goes with it. */
function askThisApp(app: App): RenderApi {
  return async (path, headers) => {
    const answer = await app.inject({ method: 'GET', url: `/api/v1${path}`, headers })
    const retryAfter = answer.headers['retry-after']
    return { status: answer.statusCode, body: answer.json(), retryAfter: retryAfter === undefined ? null : String(retryAfter) }
  }
}

function pathOf(url: string): string {
  const end = url.indexOf('?')
  return end < 0 ? url : url.slice(0, end)
}

function asksForLang(url: string): boolean {
  return url.includes('lang=') && /[?&]lang=(?:en|zh-CN)\b/.test(url)
}

function readsHtml(request: FastifyRequest): boolean {
  const { accept } = request.headers
  return accept === undefined || accept.includes('text/html') || accept.includes('*/*')
}
