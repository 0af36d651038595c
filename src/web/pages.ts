import type { Ref } from 'vue'
import type { RouteLocationNormalized, RouteLocationRaw, RouteRecordRaw } from 'vue-router'
import type { Localized } from './boot.ts'
import type { IconName } from './ui/icons.ts'

/** How a page is rendered on the server. Pages are always rendered for nobody: cached HTML knows no session. */
interface SsrOptions {
  /** Query parameters that change the page; all others are ignored for rendering and caching. */
  query?: string[]
  /** Cache tags; the page is dropped when the server forgets one of them, e.g. `house:12`. */
  tags?: (to: RouteLocationNormalized) => string[]
  /** Seconds the HTML may be served again; 60 when left out. */
  seconds?: number
}

declare module 'vue-router' {
  interface RouteMeta {
    /** Message key of the title; a page that knows better calls usePageHead. */
    title?: string
    /** The page a bottom tab opens: shows the app bar and the tabs on a phone; all others bring their PageHeader. */
    tabRoot?: boolean
    /** The module whose tab lights up; its own when left out. Set by definePages. */
    module?: string
    /** `member` sends people without a session to sign in first and brings them back. */
    who?: 'anyone' | 'member'
    /** Rendered on the server when set. */
    ssr?: true | SsrOptions
    /** False keeps a page out of the site map. */
    sitemap?: boolean
    /** The content may be as wide as the window (maps, full-bleed pictures). */
    wide?: boolean
    /** Neither tabs nor footer on a phone: chats, payment, swiping. */
    immersive?: boolean
  }
}

/** A place in the bottom bar of phones and the top bar of desktops. */
export interface Tab {
  /** Name of the route it opens. */
  route: string
  icon: IconName
  label: Localized
  /** 爱家 10, 美多 20, 遇见 30, 消息 40, 我的 50. */
  order: number
  /** A number shown on the tab; a composable, called in the layout. */
  useBadge?: () => Readonly<Ref<number>>
}

/** Lines on the page 我的 that stand together. */
export interface MineGroup {
  label: Localized
  /** stays 10, mall 20, social 30, account 80. */
  order: number
  /** Shown only where one of these modules is on: the others have no use for it. */
  forModules?: string[]
  lines: { route: string, icon: IconName, label: Localized }[]
}

/** What a module shows to visitors: the default export of its web/pages.ts. */
export interface Pages {
  module: string
  tab?: Tab
  mine?: MineGroup[]
  /** Where people who have paid go on: the page of what they paid for, by the reference the module gave the payment. */
  paid?: (reference: string) => RouteLocationRaw
  /** The line in the footer of the site (S-08). */
  slogan?: Localized
  /** Other modules whose messages this module's pages show (their components are used here). */
  uses?: string[]
  /** Named routes with lazy components. */
  routes: RouteRecordRaw[]
}

/** Declares a module's pages. Its messages lie beside it in `messages/zh-CN.ts` and `messages/en.ts`. */
export function definePages(pages: Pages): Pages {
  for (const route of pages.routes) route.meta = { module: pages.module, ...route.meta }
  return pages
}
