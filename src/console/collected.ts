import type { RouteLocationRaw } from 'vue-router'
import type { ConsolePages, MenuEntry, StartPart } from './pages.ts'

// Found by their place, like the visitors' pages (src/web/collected.ts says why).
const found = import.meta.glob<ConsolePages>(['../core/*/console/pages.ts', '../features/*/console/pages.ts'], { eager: true, import: 'default' })

export const allPages: ConsolePages[] = Object.values(found)

/** The menu for somebody with these permissions. Modules that are off give nobody their permissions. */
export function menuFor(permissions: readonly string[]): MenuEntry[] {
  return allPages
    .flatMap(pages => pages.menu)
    .filter(entry => entry.permission === null || permissions.includes(entry.permission))
    .sort((a, b) => a.order - b.order)
}

/** What the start page shows to somebody with these permissions. */
export function startFor(permissions: readonly string[]): StartPart[] {
  return allPages.flatMap(pages => pages.start ?? []).filter(part => part.permissions.some(one => permissions.includes(one))).sort((a, b) => a.order - b.order)
}

/** The page behind a target of the audit log, e.g. 'house:17'; undefined where there is none. */
export function routeOfTarget(target: string): RouteLocationRaw | undefined {
  const [kind = '', id = ''] = target.split(':')
  return allPages.map(pages => pages.targets?.[kind]).find(Boolean)?.(id)
}
