import type { InjectionKey } from 'vue'
import { inject } from 'vue'

/** The two languages of the product; zh-CN comes first. */
export type Lang = 'zh-CN' | 'en'

/** A short text in both languages, for what must be known before a module's messages are loaded. */
export type Localized = Record<Lang, string>

/** What the page knows about the site before it asks anything; written into the HTML by the server. */
export interface Boot {
  lang: Lang
  /** Modules that are on. */
  modules: string[]
  mode: 'demo' | 'production'
  /** The site's public origin, without a slash at the end. */
  origin: string
  /** Today in Shanghai when the page was rendered, 'YYYY-MM-DD'. */
  today: string
  /** How far the site's clock is ahead of the real one, in ms (the demo clock can be moved). */
  clockAheadMs: number
  /** False when the HTML is only the frame of a page that is not rendered on the server. */
  rendered: boolean
  /** The page asked for is not there: both sides show the not-found page in its place. */
  notFound: boolean
}

export const bootKey: InjectionKey<Boot> = Symbol('boot')

/** The site's settings as the page was started with. */
export function useBoot(): Boot {
  const boot = inject(bootKey)
  if (!boot) throw new Error('useBoot() outside of the app')
  return boot
}
