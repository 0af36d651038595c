import type { SitemapEntry } from '../../kit/module.ts'

/** The largest file the protocol allows. */
const MAX_ENTRIES = 50_000

/** How many files the entries need; more than one are told by an index. */
export const siteMapFiles = (count: number) => Math.max(1, Math.ceil(count / MAX_ENTRIES))

/** /sitemap.xml when one file is not enough. */
export function siteMapIndex(origin: string, files: number): string {
  const each = Array.from({ length: files }, (_, n) => `<sitemap><loc>${origin}/sitemap-${n + 1}.xml</loc></sitemap>`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${each.join('\n')}\n</sitemapindex>\n`
}

/** The nth file, counted from 1, with both languages of every page. */
export function siteMap(origin: string, entries: SitemapEntry[], n: number): string {
  const each = entries.slice((n - 1) * MAX_ENTRIES, n * MAX_ENTRIES).map(({ path, changedAt }) => {
    const address = xml(origin + path)
    const english = xml(`${origin}${path}${path.includes('?') ? '&' : '?'}lang=en`)
    const changed = changedAt ? `<lastmod>${changedAt.toISOString().slice(0, 10)}</lastmod>` : ''
    return `<url><loc>${address}</loc>${changed}<xhtml:link rel="alternate" hreflang="zh-CN" href="${address}"/><xhtml:link rel="alternate" hreflang="en" href="${english}"/></url>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${each.join('\n')}\n</urlset>\n`
}

export function robots(origin: string): string {
  return `User-agent: *\nDisallow: /api/\nDisallow: /console\nDisallow: /dev/\n\nSitemap: ${origin}/sitemap.xml\n`
}

const xml = (text: string) => text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)
