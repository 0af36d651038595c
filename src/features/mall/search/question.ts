import type { Cutter } from './cutter.ts'
import type { Run } from './text.ts'
import { bigramsOf, quoted, runsOf } from './text.ts'
import { nameLexeme } from './words.ts'

/** What somebody looks for, as PostgreSQL reads it: texts of tsquery, made of quoted lexemes only. */
export interface Question {
  /** For people: what was looked for, as it was cut. */
  words: string[]
  /** The closest first; the next one is asked when one finds nothing. */
  attempts: Attempt[]
  /** What makes one hit better than another. */
  rank: string
}

export interface Attempt {
  match: string
  /** Finds what has only part of what was asked for: hits are ordered by how many of these they have. Empty: has all. */
  covered: string[]
}

/** A word of the question, or a stretch of letters that the dictionary has no word for. */
interface Unit {
  text: string
  /** All of these must be there, or the name. */
  strict: string[]
  /** The same with the letters of an unknown word wherever they are. */
  loose: string[]
  name: string
  /** A hit is better that has these: longer words, and the name. */
  rank: string[]
}

/** Say nothing about goods. */
const EMPTY_WORDS = new Set('的了和与及或在是把给买卖我想要找有个')
/** More than these are not told apart when nothing has all of them. */
const MOST_UNITS = 12

/** Reads what somebody typed; undefined when there is no letter or digit in it. */
export function questionOf(q: string, cutter: Cutter): Question | undefined {
  const runs = runsOf(q)
  const units = runs.flatMap((run, i) => run.kind === 'plain' ? [plainUnit(run.text, i === runs.length - 1)] : denseUnits(run, cutter))
  const telling = units.filter(({ text }) => [...text].some(letter => !EMPTY_WORDS.has(letter)))
  const asked = (telling.length > 0 ? telling : units).slice(0, MOST_UNITS)
  if (asked.length === 0) return undefined
  return {
    words: unique(asked.map(({ text }) => text)),
    attempts: attemptsOf(asked, nameOf(runs.map(({ text }) => text).join(''))),
    rank: any([...asked.flatMap(({ rank, name }) => [...rank, name]), ...runs.map(({ text }) => nameOf(text))]),
  }
}

const nameOf = (text: string) => quoted(nameLexeme(text))

/** A run of letters and digits; of the last one the end may still be missing. */
function plainUnit(text: string, isLast: boolean): Unit {
  const lexeme = isLast && text.length > 1 ? `${quoted(text)}:*` : quoted(text)
  return { text, strict: [lexeme], loose: [lexeme], name: nameOf(text), rank: [lexeme] }
}

function denseUnits({ text: run }: Run, cutter: Cutter): Unit[] {
  const units: Unit[] = []
  let unknown = ''
  const endUnknown = () => {
    if (unknown) units.push(unknownUnit(unknown))
    unknown = ''
  }
  for (const word of cutter.words(run)) {
    if ([...word].length === 1) {
      unknown += word
    } else {
      endUnknown()
      units.push(wordUnit(word, cutter))
    }
  }
  endUnknown()
  return units
}

/** Bigrams stand for the word: whatever the dictionary was when a product was indexed, they are there. */
function wordUnit(word: string, cutter: Cutter): Unit {
  const inside = cutter.allWords(word).filter(part => part !== word && [...part].length > 1)
  const apart = [...word].length > 3 && covers(inside, word) ? inside : [word]
  const strict = unique(apart.flatMap(bigramsOf)).map(quoted)
  return { text: word, strict, loose: strict, name: nameOf(word), rank: [word, ...inside].map(quoted) }
}

/** Letters that are no word the dictionary knows; together they are probably a name (远峰蓝). */
function unknownUnit(text: string): Unit {
  const letters = unique([...text])
  const told = letters.filter(letter => !EMPTY_WORDS.has(letter))
  const loose = (told.length > 0 ? told : letters).map(quoted)
  const strict = letters.length === 1 ? loose : unique(bigramsOf(text)).map(quoted)
  return { text, strict, loose, name: nameOf(text), rank: strict }
}

/** Whether the parts leave no letter of the word out: 儿童 and 玩具 of 儿童玩具, which may stand apart in a title. */
function covers(parts: string[], word: string): boolean {
  const letters = new Set<number>()
  for (const part of parts) for (let at = word.indexOf(part); at >= 0; at = word.indexOf(part, at + 1)) for (let i = 0; i < part.length; i++) letters.add(at + i)
  return letters.size === word.length
}

function attemptsOf(units: Unit[], name: string): Attempt[] {
  const wholes = unique(units.map(unit => any([all(unit.strict), unit.name])))
  const named = (match: string) => units.length === 1 && units[0]!.name === name ? match : any([match, name])
  const strict = named(all(wholes))
  const loose = named(all(units.map(unit => any([all(unit.loose), unit.name]))))
  const lexemes = unique(units.flatMap(unit => unit.strict))
  const attempts: Attempt[] = [{ match: strict, covered: [] }]
  if (loose !== strict) attempts.push({ match: loose, covered: [] })
  // One word fewer first: it reads far fewer rows than whatever has any of the words.
  if (wholes.length > 2) attempts.push({ match: any(wholes.map((_, i) => all(wholes.toSpliced(i, 1)))), covered: wholes })
  if (wholes.length > 1) attempts.push({ match: any(wholes), covered: wholes })
  if (lexemes.length > wholes.length) attempts.push({ match: any(lexemes), covered: lexemes })
  return attempts
}

const all = (queries: string[]) => together(queries, ' & ')
const any = (queries: string[]) => together(queries, ' | ')
function together(queries: string[], operator: string): string {
  const each = unique(queries)
  return each.length === 1 ? each[0]! : `(${each.join(operator)})`
}

const unique = (list: string[]) => [...new Set(list)]
