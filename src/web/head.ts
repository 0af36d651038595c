import type { MaybeRefOrGetter } from 'vue'
import type { Lang } from './boot.ts'
import { useHead } from '@unhead/vue'
import { computed, toValue } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import { useBoot } from './boot.ts'

export interface PageHead {
  /** Without the name of the site. */
  title?: string
  /** About 80 Chinese characters or 155 letters. */
  description?: string
  /** Address of a picture for previews, absolute or from the root. */
  image?: string
  /** schema.org data, without @context. */
  jsonLd?: Record<string, unknown> | Record<string, unknown>[]
  /** Query parameters that make a page of its own (`page`); all others are left out of the canonical address. */
  query?: string[]
  /** Keeps the page out of search engines. */
  noindex?: boolean
}

/** Title, description, canonical address, language alternates, Open Graph and JSON-LD of a page. */
export function usePageHead(head: MaybeRefOrGetter<PageHead>): void {
  const boot = useBoot()
  const route = useRoute()
  const { t, locale } = useI18n()

  useHead(computed(() => {
    const { title, description, image, jsonLd, query = [], noindex } = toValue(head)
    const original = route.matched.at(-1)?.aliasOf?.path
    const path = original && !original.includes(':') ? original : route.path
    const address = (lang?: Lang) => {
      const kept = new URLSearchParams(query.flatMap(name => typeof route.query[name] === 'string' ? [[name, route.query[name]]] : []))
      if (lang) kept.set('lang', lang)
      return boot.origin + path + (kept.size ? `?${kept}` : '')
    }
    // The plain address speaks the visitor's language; only one that names a language stands for itself.
    const canonical = address(route.query.lang === 'en' ? 'en' : undefined)
    const picture = image && new URL(image, boot.origin).href
    const fullTitle = title ? `${title} · ${t('shell.name')}` : t('shell.nameAndSlogan')
    return {
      title: fullTitle,
      link: noindex
        ? []
        : [
            { key: 'canonical', rel: 'canonical', href: canonical },
            { key: 'alternate-zh', rel: 'alternate' as const, hreflang: 'zh-CN', href: address() },
            { key: 'alternate-en', rel: 'alternate' as const, hreflang: 'en', href: address('en') },
            { key: 'alternate-default', rel: 'alternate' as const, hreflang: 'x-default', href: address() },
          ],
      meta: [
        { name: 'description', content: description ?? t('shell.description') },
        ...noindex ? [{ name: 'robots', content: 'noindex' }] : [],
        { property: 'og:title', content: title ?? t('shell.name') },
        { property: 'og:description', content: description ?? t('shell.description') },
        { property: 'og:type', content: 'website' },
        ...noindex ? [] : [{ property: 'og:url', content: canonical }],
        { property: 'og:site_name', content: t('shell.name') },
        { property: 'og:locale', content: locale.value === 'en' ? 'en_US' : 'zh_CN' },
        { property: 'og:image', content: picture || `${boot.origin}/icon-512.png` },
        { name: 'twitter:card', content: picture ? 'summary_large_image' : 'summary' },
      ],
      script: jsonLd
        ? [{ key: 'json-ld', type: 'application/ld+json', innerHTML: JSON.stringify(Array.isArray(jsonLd) ? { '@context': 'https://schema.org', '@graph': jsonLd } : { '@context': 'https://schema.org', ...jsonLd }) }]
        : [],
    }
  }))
}
