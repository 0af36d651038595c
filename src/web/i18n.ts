import type { InjectionKey } from 'vue'
import type { I18n } from 'vue-i18n'
import type { Boot, Lang } from './boot.ts'
import { createI18n } from 'vue-i18n'
import { pagesOf } from './collected.ts'

/** A tree of messages; leaves are sentences. */
export interface Messages { [key: string]: string | Messages }

/** The same tree with other sentences: `const en: Like<typeof zh> = …` makes a missing translation a type error. */
export type Like<T> = { [K in keyof T]: T[K] extends string ? string : Like<T[K]> }

export type AppI18n = I18n<Record<string, never>, Record<string, never>, Record<string, never>, string, false>

export const i18nKey: InjectionKey<AppI18n> = Symbol('i18n')

type Loader = () => Promise<Messages>
const moduleMessages = import.meta.glob<Messages>(['../core/*/web/messages/*.ts', '../features/*/web/messages/*.ts'], { import: 'default' })
const shellMessages = import.meta.glob<Messages>('./messages/*.ts', { import: 'default' })

/** Where a module's sentences lie, as the build names them (for preloading). */
export function messageFiles(lang: Lang, modules: string[]): string[] {
  return [`src/web/messages/${lang}.ts`, ...modules.flatMap(module => [`src/core/${module}/web/messages/${lang}.ts`, `src/features/${module}/web/messages/${lang}.ts`])]
}

export function createAppI18n(lang: Lang): AppI18n {
  return createI18n({ legacy: false, locale: lang, fallbackLocale: false, messages: {}, missingWarn: false, fallbackWarn: false }) as unknown as AppI18n
}

/** A module and those whose components its pages show. */
export function modulesOfPage(boot: Boot, module: string | undefined): string[] {
  if (!module) return []
  return [module, ...pagesOf(boot).find(pages => pages.module === module)?.uses ?? []]
}

/** Brings the sentences of the shell and of these modules in; sentences of module `stays` are under `stays.…`. */
export async function loadMessages(i18n: AppI18n, lang: Lang, modules: string[]): Promise<void> {
  const have = i18n.global.getLocaleMessage(lang) as Messages
  const wanted: [string, Loader | undefined][] = [
    ['shell', shellMessages[`./messages/${lang}.ts`]],
    ...modules.map((module): [string, Loader | undefined] => [module, moduleMessages[`../core/${module}/web/messages/${lang}.ts`] ?? moduleMessages[`../features/${module}/web/messages/${lang}.ts`]]),
  ]
  await Promise.all(wanted.map(async ([name, load]) => {
    if (load && !(name in have)) i18n.global.mergeLocaleMessage(lang, { [name]: await load() })
  }))
}
