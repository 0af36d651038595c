import type { SSRHeadPayload } from '@unhead/vue/server'
import type { Boot } from '../boot.ts'

/*
 * What the server and its built renderer (entry-server.ts) say to each other. It stands apart because the server's
 * own type check does not read Vue files.
 */

export interface ApiAnswer {
  status: number
  body: unknown
  retryAfter: string | null
}

/** Asks the API while rendering; `path` is below /api/v1. */
export type RenderApi = (path: string, headers: Record<string, string>) => Promise<ApiAnswer>

export interface Rendered {
  /** 503 when the API failed, 422 when it refused what the address asks for: nothing worth sending was made. */
  status: 200 | 302 | 404 | 422 | 503
  /** Where to go instead, for 302. */
  location?: string
  html: string
  head: SSRHeadPayload
  /** JSON for the browser to start from. */
  state: string
  /** Source files the page was made of: their scripts and styles are preloaded. */
  files: string[]
}

/** What the server must know of a page before rendering it. */
export interface PageInfo {
  name: string
  /** The address with only the query parameters that matter. */
  url: string
  /** Rendered on the server; otherwise only the frame is. */
  ssr: boolean
  tags: string[]
  /** How long it may be served again. */
  seconds: number
}

export interface Renderer {
  /** Make one per set of modules. */
  pageFinder: (boot: Boot) => { find: (url: string) => PageInfo, pathsForSiteMap: () => string[] }
  /** Renders a page for nobody in particular. With `boot.rendered` false only the frame around it. */
  render: (url: string, boot: Boot, api: RenderApi) => Promise<Rendered>
}
