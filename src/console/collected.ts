import type { ConsolePages, MenuEntry } from './pages.ts'

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
