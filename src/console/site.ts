import type { InjectionKey } from 'vue'
import type { Boot } from '../web/boot.ts'
import { inject } from 'vue'
import { dayOf } from '../web/dates.ts'

/** What the console must know of the site before it asks the API anything. */
type Site = Pick<Boot, 'mode' | 'clockAheadMs'>

export const siteKey: InjectionKey<Site> = Symbol('site')

/** A page of the visitors that is not rendered on the server: small, and made ahead. */
const SMALL_PAGE = '/sign-in'
const UNKNOWN: Site = { mode: 'production', clockAheadMs: 0 }

/**
 * Reads what the visitors' pages are told about this site from one of them: the console's own HTML is a file, the same on
 * every site. Where that fails, the console works as in production.
 */
export async function readSite(): Promise<Site> {
  try {
    const answer = await fetch(SMALL_PAGE, { headers: { accept: 'text/html' } })
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const { boot } = JSON.parse(page.getElementById('state')!.textContent!) as { boot: Boot }
    return boot
  } catch {
    return UNKNOWN
  }
}

export function useSite(): Site {
  return inject(siteKey, UNKNOWN)
}

/** Today in Shanghai by the site's clock, 'YYYY-MM-DD': that of a demo site may run ahead of the browser's. */
export const todayOf = (site: Site): string => dayOf(new Date(Date.now() + site.clockAheadMs))
