// Texts as search sees them: runs of one kind of script, because a dictionary of Chinese words cuts `8GB+256GB` wrongly
// (mall.md §6 no. 2). Everything here is the same for what is indexed and for what is asked.

export interface Run {
  text: string
  /** dense: scripts without spaces between words, above all Chinese; plain: letters and digits. */
  kind: 'dense' | 'plain'
  /** Only one space or hyphen stands between it and the run before: `Mate 60`, `type-c`. */
  isJoined: boolean
}

const RUNS = /(?<dense>[[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}]&&[\p{L}\p{N}\p{M}]]+)|(?<plain>(?:[[\p{L}\p{N}\p{M}]--[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}]]|(?<=\p{Nd})\.(?=\p{Nd}))+)/gv

/** Full and half width, upper and lower case and accents make no difference. */
export function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFD').replace(/[\u0300-\u036F]/g, '').normalize('NFC')
}

/** The runs of a text, in order; what is between them says nothing. */
export function runsOf(text: string): Run[] {
  const normal = normalise(text)
  let end = -1
  return [...normal.matchAll(RUNS)].map(({ 0: run, index, groups }) => {
    const isJoined = index === end || (index === end + 1 && /[\s\-_]/.test(normal[end]!))
    end = index + run.length
    return { text: run, kind: groups!.dense === undefined ? 'plain' : 'dense', isJoined }
  })
}

/** Every two neighbours of a dense run: what finds words that no dictionary has (mall.md §6 no. 3). */
export function bigramsOf(run: string): string[] {
  const letters = [...run]
  return letters.slice(1).map((letter, i) => letters[i]! + letter)
}

/** A plain run and what it is made of: mate60pro → mate60pro, mate, 60, pro, mate60, 60pro. A number keeps its point. */
export function partsOf(run: string): string[] {
  const parts = run.match(/\p{Nd}+(?:\.\p{Nd}+)*|[^\p{Nd}.]+/gu) ?? []
  return [...new Set([run, ...parts, ...parts.slice(1).map((part, i) => parts[i]! + part)])]
}

const MOST_JOINED = 4

/** Plain runs that people also write as one: `Mate 60 Pro` → mate60, 60pro, mate60pro. */
export function joinedOf(runs: readonly Run[]): string[] {
  const joined: string[] = []
  for (let from = 0; from < runs.length; from++) {
    let text = runs[from]!.text
    for (let next = from + 1; next < Math.min(runs.length, from + MOST_JOINED); next++) {
      const { kind, isJoined } = runs[next]!
      if (runs[from]!.kind !== 'plain' || kind !== 'plain' || !isJoined) break
      joined.push(text += runs[next]!.text)
    }
  }
  return joined
}

/** A lexeme as PostgreSQL reads it in a tsvector or tsquery: whatever is in it, it is one word. */
export const quoted = (lexeme: string) => `'${lexeme.replaceAll('\\', '\\\\').replaceAll('\'', '\'\'')}'`
