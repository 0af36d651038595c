import type { Cutter } from './cutter.ts'
import type { Run } from './text.ts'
import { MAX_QUERY } from './contract.ts'
import { IMPLIED, SYNONYMS } from './synonyms.ts'
import { bigramsOf, joinedOf, normalise, partsOf, quoted, runsOf } from './text.ts'

/** Raised whenever the same product would get other words: the sweep `reindex` then gives all of them anew. */
export const WORDS_VERSION = 1

/** From the most telling to the least (mall.md §6 no. 4). */
type Weight = 'A' | 'B' | 'C' | 'D'

/** What is said of a product, as far as search knows it. */
export interface ProductTexts {
  title: string
  subtitle: string
  brand: string | null
  /** From the first level down to its own. */
  categories: string[]
  options: string[]
  attributes: string[]
}

/** The words of a product as a tsvector's text, each once with its best weight. */
export function wordsOf(product: ProductTexts, cutter: Cutter): string {
  const words = new Words(cutter)
  const { title, subtitle, brand, categories, options, attributes } = product
  words.add(title, 'A')
  if (brand !== null) words.addName(brand, 'A')
  words.addName(categories.at(-1)!, 'B')
  for (const name of categories.slice(0, -1)) words.addAbove(name)
  for (const option of options) words.add(option, 'B')
  words.add(subtitle, 'C')
  for (const attribute of attributes) words.add(attribute, 'C')
  words.addSynonyms()
  return words.toString()
}

/** A name that stands for the whole product, not for a part of what it is called: who asks for 手机 sees phones before cases for phones. */
export const nameLexeme = (name: string) => `=${name}`

class Words {
  #cutter: Cutter
  #weights = new Map<string, Weight>()
  /** Whole words and runs, by which synonyms are found: 手机 of 手机壳 is none. */
  #said = new Set<string>()

  constructor(cutter: Cutter) {
    this.#cutter = cutter
  }

  add(text: string, weight: Weight): void {
    const runs = runsOf(text)
    for (const run of runs) this.#addRun(run, weight)
    for (const joined of joinedOf(runs)) this.#put(joined, weight)
  }

  /** The name of the brand or the category: besides its words each run as a whole, whether or not the dictionary knows it by now. */
  addName(name: string, weight: Weight): void {
    this.add(name, weight)
    for (const whole of wholesOf(name)) {
      this.#put(whole, weight)
      this.#put(nameLexeme(whole), 'A')
      this.#said.add(whole)
    }
  }

  /** The name of a category above: by its words it would make everything in 手机数码 a 手机. */
  addAbove(name: string): void {
    for (const whole of wholesOf(name)) this.#put(nameLexeme(whole), 'C')
  }

  addSynonyms(): void {
    for (const other of [...this.#said].flatMap(word => foundBy.get(word) ?? [])) this.add(other, 'C')
  }

  #addRun({ text, kind }: Run, weight: Weight): void {
    if (kind === 'plain') {
      for (const part of partsOf(text)) this.#put(part, weight)
      if (isTelling(weight)) this.#said.add(text)
      return
    }
    for (const word of this.#cutter.allWords(text)) this.#put(word, isOneLetter(word) ? 'D' : weight)
    if (isTelling(weight)) for (const word of this.#cutter.words(text)) this.#said.add(word)
    for (const bigram of bigramsOf(text)) this.#put(bigram, 'D')
    for (const letter of text) this.#put(letter, text === letter ? weight : 'D')
  }

  #put(word: string, weight: Weight): void {
    const lexeme = word.slice(0, LONGEST)
    const before = this.#weights.get(lexeme)
    if (before === undefined || weight < before) this.#weights.set(lexeme, weight)
  }

  /** A lexeme without a position weighs D, and takes less room. */
  toString(): string {
    return [...this.#weights].map(([lexeme, weight]) => weight === 'D' ? quoted(lexeme) : `${quoted(lexeme)}:1${weight}`).join(' ')
  }
}

/** A name, or each of several: 毛衣/针织衫, T恤. */
const wholesOf = (name: string) => normalise(name).split(/[^\p{L}\p{N}]+/u).filter(Boolean)
/** A subtitle may speak of other things: 送贴膜. */
const isTelling = (weight: Weight) => weight < 'C'
/** As much as anybody can ask for; PostgreSQL refuses words of more than 2 kB. */
const LONGEST = MAX_QUERY
const isOneLetter = (word: string) => [...word].length === 1

/** By what else a thing is found that says a word. */
const foundBy = new Map<string, string[]>()
for (const group of SYNONYMS) for (const word of group) for (const other of group) if (other !== word) note(word, other)
for (const [said, other] of IMPLIED) note(said, other)

function note(said: string, other: string) {
  foundBy.set(normalise(said), [...foundBy.get(normalise(said)) ?? [], other])
}
