import type { RouteLocationRaw } from 'vue-router'
import type { Localized } from '../web/boot.ts'
import type { ConsolePages, MenuEntry, StartPart } from './pages.ts'

// Found by their place, like the visitors' pages (src/web/collected.ts says why).
const found = import.meta.glob<ConsolePages>(['../core/*/console/pages.ts', '../features/*/console/pages.ts'], { eager: true, import: 'default' })

export const allPages: ConsolePages[] = Object.values(found)

export interface MenuGroup { heading?: Localized, entries: MenuEntry[] }

/** The menu for somebody with these permissions, group by group. Modules that are off give nobody their permissions. */
export function menuFor(permissions: readonly string[]): MenuGroup[] {
  const seen = ({ permission }: MenuEntry) => permission === null || permissions.includes(permission)
  const ofModules = allPages.filter(pages => pages.heading).map(pages => ({ heading: pages.heading, entries: pages.menu.filter(seen).sort(byOrder) }))
  const ofSite = { entries: allPages.filter(pages => !pages.heading).flatMap(pages => pages.menu).filter(seen).sort(byOrder) }
  const groups = [ofSite, ...ofModules].filter(({ entries }) => entries.length > 0)
  return groups.sort((a, b) => byOrder(a.entries[0]!, b.entries[0]!))
}
const byOrder = (a: { order: number }, b: { order: number }) => a.order - b.order

/** What the start page shows to somebody with these permissions. */
export function startFor(permissions: readonly string[]): StartPart[] {
  return allPages.flatMap(pages => pages.start ?? []).filter(part => part.permissions.some(one => permissions.includes(one))).sort(byOrder)
}

/** The page behind a target of the audit log, e.g. 'house:17'; undefined where there is none. */
export function routeOfTarget(target: string): RouteLocationRaw | undefined {
  const [kind = '', id = ''] = target.split(':')
  return allPages.map(pages => pages.targets?.[kind]).find(Boolean)?.(id)
}
