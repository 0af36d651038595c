import type { Jieba } from '@node-rs/jieba'
import type { Sql } from '../../../kit/db.ts'
import { Buffer } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { runsOf } from './text.ts'
import { shopWords } from './store-index.ts'

/** Cuts a dense run into words, by a dictionary of Chinese and the words of the shop. */
export interface Cutter {
  /** The words one after another: 笔记本电脑 is one. */
  words: (run: string) => string[]
  /** The same, and the words inside of long ones: 笔记, 笔记本, 电脑, 笔记本电脑. */
  allWords: (run: string) => string[]
}

/** Weighs more than chance neighbours and less than common words of the language (美的 must not cut 完美的). */
const FREQUENCY = 2000
const LONGEST_WORD = 8
const REFRESH_MS = 60_000

// The dictionary takes some 40 MB and 0.1 s: it is loaded once in a process, when something is first searched or indexed.
// Whoever runs several processes pays for each; what they find is the same, whichever words of the shop one of them has.
let loading: Promise<Jieba> | undefined
let readAt = Number.NEGATIVE_INFINITY
const added = new Set<string>()

/** The cutter of this process, with the words of the shop as they were at most a minute ago. */
export async function cutterOf(db: Sql): Promise<Cutter> {
  const jieba = await (loading ??= load().catch((error: unknown) => {
    loading = undefined
    throw error
  }))
  if (performance.now() - readAt > REFRESH_MS) {
    readAt = performance.now()
    addWords(jieba, await shopWords(db))
  }
  return { words: run => jieba.cut(run, false), allWords: run => jieba.cutForSearch(run, false) }
}

async function load(): Promise<Jieba> {
  const { Jieba } = await import('@node-rs/jieba')
  return Jieba.withDict(await readFile(createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt')))
}

function addWords(jieba: Jieba, names: string[]) {
  const fresh = new Set(names.flatMap(runsOf).map(({ text }) => text).filter(word => isWord(word) && !added.has(word) && jieba.cut(word, false).length > 1))
  for (const word of fresh) added.add(word)
  if (fresh.size > 0) jieba.loadDict(Buffer.from([...fresh].map(word => `${word} ${FREQUENCY} n\n`).join('')))
}

const isWord = (run: string) => [...run].length <= LONGEST_WORD && /^\p{Script=Han}{2,}$/u.test(run)
