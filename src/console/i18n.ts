import type { Lang } from '../web/boot.ts'
import type { AppI18n, Messages } from '../web/i18n.ts'
import { createI18n } from 'vue-i18n'
import { cookie } from '../web/api.ts'

const files = import.meta.glob<Messages>(['./messages/*.ts', '../web/messages/*.ts', '../core/*/console/messages/*.ts', '../features/*/console/messages/*.ts'], { import: 'default' })

/** The language of the visitors' site, or that of the browser. */
export function firstLang(): Lang {
  const chosen = cookie('lang') ?? navigator.language
  return chosen.startsWith('en') ? 'en' : 'zh-CN'
}

export function createConsoleI18n(lang: Lang): AppI18n {
  return createI18n({ legacy: false, locale: lang, fallbackLocale: false, messages: {}, missingWarn: false, fallbackWarn: false }) as unknown as AppI18n
}

/** All sentences of the console in one language: those of module `stays` under `stays.…`, its own under `console.…`, those of the shared components under `shell.…`. */
export async function loadConsoleMessages(i18n: AppI18n, lang: Lang): Promise<void> {
  const wanted = Object.entries(files).filter(([path]) => path.endsWith(`/${lang}.ts`))
  const loaded = await Promise.all(wanted.map(async ([path, load]) => [nameOf(path), await load()] as const))
  i18n.global.setLocaleMessage(lang, Object.fromEntries(loaded))
}

function nameOf(path: string): string {
  if (path.startsWith('./')) return 'console'
  return path.startsWith('../web/') ? 'shell' : path.split('/')[2]!
}
