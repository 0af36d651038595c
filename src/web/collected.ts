import type { RouteLocationRaw } from 'vue-router'
import type { Boot } from './boot.ts'
import type { MineGroup, Pages, Tab } from './pages.ts'

/*
 * The browser cannot import src/modules.ts: that list names the server side of every module, with its SQL and secrets.
 * So the pages are found by their place, and the boot state says which feature modules are on. Only these small
 * files are in the first bundle; pages and messages are loaded when they are opened.
 */
const found = import.meta.glob<Pages>(['../core/*/web/pages.ts', '../features/*/web/pages.ts'], { eager: true, import: 'default' })

/** The pages of core and of the feature modules that are on. */
export function pagesOf(boot: Boot): Pages[] {
  return Object.entries(found)
    .filter(([path, pages]) => path.startsWith('../core/') || boot.modules.includes(pages.module))
    .map(([, pages]) => pages)
}

export function tabsOf(boot: Boot): (Tab & { module: string })[] {
  return pagesOf(boot)
    .flatMap(pages => pages.tab ? [{ ...pages.tab, module: pages.module }] : [])
    .sort((a, b) => a.order - b.order)
}

/** The groups of lines on the page 我的, of all modules that are on. */
export function mineGroupsOf(boot: Boot): MineGroup[] {
  const isOfUse = ({ forModules }: MineGroup) => !forModules || forModules.some(name => boot.modules.includes(name))
  return pagesOf(boot).flatMap(pages => pages.mine ?? []).filter(isOfUse).sort((a, b) => a.order - b.order)
}

/** The page of a thing that was paid for, e.g. of a booking. */
export function pageOfPaid(boot: Boot, { module, reference }: { module: string, reference: string }): RouteLocationRaw | undefined {
  return pagesOf(boot).find(pages => pages.module === module)?.paid?.(reference)
}
