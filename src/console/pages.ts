import type { Component } from 'vue'
import type { RouteLocationRaw, RouteRecordRaw } from 'vue-router'
import type { Localized } from '../web/boot.ts'
import type { IconName } from '../web/ui/icons.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** The permission a page of the console asks for; `null` for pages every member of the staff may see. */
    permission?: string | null
    /** Shown without the menu, to people who are not signed in. */
    bare?: boolean
  }
}

/** A line of the side menu. */
export interface MenuEntry {
  label: Localized
  /** Name of the route it opens. */
  route: string
  icon: IconName
  /** Shown only to staff who have it. */
  permission: string | null
  order: number
}

/** Figures of a module on the start page. */
export interface StartPart {
  component: () => Promise<{ default: Component }>
  /** Shown to staff who have one of them. */
  permissions: readonly string[]
  order: number
}

/** What a module shows to the staff: the default export of its console/pages.ts. */
export interface ConsolePages {
  module: string
  /** Above its entries in the menu; what all modules have in common has none. */
  heading?: Localized
  menu: MenuEntry[]
  /** Named routes with lazy components; paths are below /console, `meta.permission` says who may open them. */
  routes: RouteRecordRaw[]
  start?: StartPart
  /** Where a target of the audit log is shown, by the kind before its colon: `house: id => ({ name: 'console-houses', query: { open: id } })`. */
  targets?: Record<string, (id: string) => RouteLocationRaw>
}

/** Declares a module's console pages. Its messages lie beside it in `messages/zh-CN.ts` and `messages/en.ts`. */
export function defineConsolePages(pages: ConsolePages): ConsolePages {
  for (const route of pages.routes) route.meta = { module: pages.module, ...route.meta }
  return pages
}
