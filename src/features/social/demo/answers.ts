import { seeded } from '../../../kit/draw.ts'
import { ANYTHING, FAREWELLS, IN_ENGLISH, ON_PICTURE, SHARED, TOPICS } from './words/replies.ts'

/** Answers of a neighbour before they have to go. */
const TURNS = [5, 8] as const

/** A conversation as a neighbour looks at it who is to answer. */
export interface Talk {
  matchId: string
  /** Number of the message to answer. */
  seq: number
  /** null: a picture. */
  text: string | null
  /** What the neighbour has said lately, and how many messages that were. */
  said: readonly string[]
  sharedTags: readonly string[]
}

/** After how many seconds somebody who is matched with a neighbour hears from them: they read first, then write. */
export function pace({ matchId, seq }: Pick<Talk, 'matchId' | 'seq'>): { readAfter: number, answerAfter: number } {
  const random = seeded(`pace ${matchId} ${seq}`)
  return { readAfter: random.between(1.5, 3), answerAfter: random.between(4, 20) }
}

/** What a neighbour answers, the same for the same message; null when they have said goodbye for now. */
export function answerTo({ matchId, seq, text, said, sharedTags }: Talk): string | null {
  const turns = seeded(`turns ${matchId}`).int(...TURNS)
  if (said.length >= turns) return null
  const random = seeded(`answer ${matchId} ${seq}`)
  const isEnglish = text !== null && /[a-z]{2}/i.test(text) && !/\p{Script=Han}/u.test(text)
  const fresh = (list: readonly string[]) => list.filter(one => !said.includes(one))
  const pick = (list: readonly string[]) => random.pick(fresh(list).length > 0 ? fresh(list) : list)
  if (said.length === turns - 1) return pick(isEnglish ? IN_ENGLISH.farewell : FAREWELLS)
  if (text === null) return pick(ON_PICTURE)
  if (isEnglish) return pick(englishFor(text))
  const topic = TOPICS.find(({ about, says }) => about.test(text) && fresh(says).length > 0)
  const tags = sharedTags.filter(tag => !said.some(one => one.includes(`“${tag}”`)))
  if (tags.length > 0 && (!topic || random.chance(0.2))) return random.pick(SHARED).replace('{}', random.pick(tags))
  return pick(topic?.says ?? ANYTHING)
}

function englishFor(text: string): readonly string[] {
  if (/\b(?:hi|hello|hey|morning|evening)\b/i.test(text)) return IN_ENGLISH.greeting
  if (/eat|food|cook|noodle|dinner|lunch|breakfast|restaurant|spicy/i.test(text)) return IN_ENGLISH.food
  if (/weekend|saturday|sunday|free|plans?\b/i.test(text)) return IN_ENGLISH.weekend
  return text.trim().endsWith('?') ? IN_ENGLISH.question : IN_ENGLISH.anything
}
