import type { Parts } from '../../../kit/module.ts'
import type { Suggestion } from './contract.ts'
import type { SearchLog } from './log.ts'
import type { SuggestionRow } from './store-suggestions.ts'
import { MAX_WORD } from './contract.ts'
import { cutterOf } from './cutter.ts'
import { HOT_TIMES, readHistory } from './log.ts'
import { findSuggestions, namesOnShelf, replaceSuggestions, suggestionState, titlesAfter, wordsWanted } from './store-suggestions.ts'
import { normalise, runsOf } from './text.ts'

const MOST = 10
const MOST_OWN = 3

/** What the search field offers while somebody types: first their own words, then what the shop has. */
export async function suggest(parts: Parts, log: SearchLog, q: string, accountId?: number): Promise<Suggestion[]> {
  const typed = normalise(q).replace(/\s+/g, ' ').trimStart()
  if (runsOf(typed).length === 0) return []
  const own = accountId === undefined ? [] : (await readHistory(parts, log, accountId)).filter(word => normalise(word).startsWith(typed) && normalise(word) !== typed).slice(0, MOST_OWN)
  const offered = await findSuggestions(parts.db.sql, { typed, keys: keysOf(typed) }, MOST)
  const known = new Set(own.map(normalise))
  return [...own.map(text => ({ text, kind: 'history' as const })), ...offered.filter(({ text }) => !known.has(normalise(text)))].slice(0, MOST)
}

/** What is typed as pinyin is: hua'wei, Hua Wei. Empty when there is anything else in it. */
export const keysOf = (typed: string) => /^[a-z\d' -]*$/.test(typed) ? typed.replace(/[^a-z\d]/g, '') : ''

// — the table —

const BATCH = 1000
const MOST_ROWS = 20_000
const LEAST_TITLES = 2
/** Making them takes at most this share of the time. */
const SHARE = 0.02
/** Beside equally many products: whole names lead further than words of titles, and a category of the third level further than those above. */
const CATEGORY_BONUS = [0, 500, 1000, 3000]
const BRAND_BONUS = 2500

const builtOf = new WeakMap<Parts, { state: string, nextAt: number }>()

/** Sweep: makes the suggestions anew when goods, names or what people look for have changed; of many goods less often. */
export async function refreshSuggestions(parts: Parts): Promise<void> {
  const built = builtOf.get(parts)
  const start = performance.now()
  if (built && start < built.nextAt) return
  const state = await suggestionState(parts.db.sql)
  if (built?.state !== state) await buildSuggestions(parts)
  const end = performance.now()
  builtOf.set(parts, { state, nextAt: end + (end - start) / SHARE })
}

/** Makes the table of suggestions from brands, categories, words of titles and what people look for. */
export async function buildSuggestions(parts: Parts): Promise<void> {
  const { brands, categories, pairs } = await namesOnShelf(parts.db.sql)
  const found = new Map<string, Omit<SuggestionRow, 'pinyin' | 'initials'>>()
  const offer = (text: string, kind: SuggestionRow['kind'], count: number, bonus = 0) => {
    const weight = bonus + Math.round(1000 * Math.log1p(count))
    const known = found.get(normalise(text))
    if (text.length <= MAX_WORD && !(known && known.weight >= weight)) found.set(normalise(text), { text: known?.text ?? text, kind, weight })
  }
  for (const { name, level, products } of categories) offer(name, 'category', products, CATEGORY_BONUS[level])
  for (const { name, products } of brands) offer(name, 'brand', products, BRAND_BONUS)
  for (const { name, products } of pairs) offer(name, 'word', products)
  for (const { word, times } of await wordsWanted(parts.db.sql, HOT_TIMES, BATCH)) offer(word, 'word', times)
  for (const [word, titles] of await titleWords(parts)) if (titles >= LEAST_TITLES) offer(word, 'word', titles)
  const best = [...found.values()].sort((a, b) => b.weight - a.weight || (a.text < b.text ? -1 : 1)).slice(0, MOST_ROWS)
  const spell = best.length > 0 ? await speller() : undefined
  const rows = best.map(row => ({ ...row, ...spell!(row.text) }))
  await parts.db.tx(tx => replaceSuggestions(tx, rows))
}

/** In how many titles each word is. Read in batches, so that requests are answered in between. */
async function titleWords(parts: Parts): Promise<Map<string, number>> {
  const titles = new Map<string, number>()
  for (let last = 0; ;) {
    const batch = await titlesAfter(parts.db.sql, last, BATCH)
    if (batch.length === 0) return titles
    const cutter = await cutterOf(parts.db.sql)
    last = batch.at(-1)!.id
    for (const { title } of batch) {
      const words = runsOf(title).flatMap(({ text, kind }) => kind === 'dense' ? cutter.words(text) : /\p{L}/u.test(text) ? [text] : [])
      for (const word of new Set(words)) if ([...word].length > 1) titles.set(word, (titles.get(word) ?? 0) + 1)
    }
  }
}

interface Spelling { pinyin: string, initials: string }

/** Loaded only where suggestions are made: some 20 MB. */
async function speller(): Promise<(text: string) => Spelling> {
  const { pinyin } = await import('pinyin-pro')
  return (text) => {
    const spelled = runsOf(text).map(({ text: run, kind }): Spelling => {
      if (kind === 'plain') return { pinyin: run, initials: run }
      const syllables = pinyin(run, { toneType: 'none', type: 'array', v: true })
      return { pinyin: syllables.join(''), initials: syllables.map(syllable => syllable.slice(0, 1)).join('') }
    })
    return { pinyin: spelled.map(({ pinyin }) => pinyin).join(''), initials: spelled.map(({ initials }) => initials).join('') }
  }
}
