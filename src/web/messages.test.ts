import type { Messages } from './i18n.ts'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const LANGS = ['zh-CN', 'en']
const folders = [...new Set(globSync('src/{web,console,*/*/web,*/*/console}/messages/*.ts').map(dirname))].sort()

const read = async (folder: string, lang: string) => (await import(join(process.cwd(), folder, `${lang}.ts`)) as { default: Messages }).default

describe.each(folders)('%s', (folder) => {
  test('says everything in both languages', async () => {
    const [zh, en] = await Promise.all(LANGS.map(lang => read(folder, lang)))
    expect(leaves(en!).map(([key]) => key)).toEqual(leaves(zh!).map(([key]) => key))
  })

  test('fills the same gaps in both languages', async () => {
    const [zh, en] = await Promise.all(LANGS.map(async lang => new Map(leaves(await read(folder, lang)).map(([key, text]) => [key, gaps(text)]))))
    expect(en).toEqual(zh)
  })
})

test('every sentence a page asks for by name exists', async () => {
  const missing: string[] = []
  const known = new Map<string, Set<string>>()
  for (const folder of folders) {
    const name = nameOf(folder)
    known.set(folder, new Set(leaves(await read(folder, 'zh-CN')).map(([key]) => `${name}.${key}`)))
  }
  const has = (side: string, key: string) => [...known].some(([folder, keys]) => (nameOf(folder) === 'shell' || sideOf(folder) === side) && [...keys].some(one => one === key || one.startsWith(`${key}.`)))
  for (const file of globSync('src/{web,console,*/*/web,*/*/console}/**/*.{vue,ts}')) {
    for (const [, key] of readFileSync(file, 'utf8').matchAll(/\bt\(\s*'([a-z]\w*(?:\.\w+)+)'/gi)) {
      if (!has(sideOf(file), key!)) missing.push(`${file}: ${key}`)
    }
  }
  expect(missing).toEqual([])
})

/** [path, sentence] of every leaf, sorted by path. */
function leaves(messages: Messages, prefix = ''): [string, string][] {
  return Object.entries(messages)
    .flatMap(([key, value]): [string, string][] => typeof value === 'string' ? [[prefix + key, value]] : leaves(value, `${prefix}${key}.`))
    .sort(([a], [b]) => a < b ? -1 : 1)
}

const gaps = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort()

const sideOf = (path: string) => /(?:^|[\\/])console[\\/]/.test(path) ? 'console' : 'web'

function nameOf(folder: string): string {
  const [, first, module] = folder.split(/[\\/]/)
  return first === 'web' ? 'shell' : first === 'console' ? 'console' : module!
}
