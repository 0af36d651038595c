/** What is known of somebody: how many they decided about and liked, how many decided about them and liked them, how many of those lately. */
export interface Tally { given: number, givenLikes: number, received: number, receivedLikes: number, exposure: number }

/** Before anything is known four of ten are liked; so many decisions outweigh that guess half. */
const GUESS = 0.4
const GUESS_WEIGHT = 10
/** Whoever was decided about so often within a day comes half as high up: views go round (social.md §1, fairness). */
const HALVING_EXPOSURE = 100
const DAY_MS = 86_400_000
/** Less than this is none. */
const FAINT = 0.5

/**
 * How probable it is that this person and another like each other, 0 to 1 (social.md §6): the harmonic mean of the smoothed shares
 * of likes they give and get, so that neither liking everybody nor being liked by everybody is enough, damped by how often they
 * were seen within the last day. For the order of cards only: no answer ever tells it.
 */
export function scoreOf({ given, givenLikes, received, receivedLikes, exposure }: Tally): number {
  const theyLike = smoothed(givenLikes, given)
  const areLiked = smoothed(receivedLikes, received)
  return 2 * theyLike * areLiked / (theyLike + areLiked) / (1 + exposure / HALVING_EXPOSURE)
}

const smoothed = (likes: number, of: number) => (likes + GUESS * GUESS_WEIGHT) / (of + GUESS_WEIGHT)

/** What is left of an exposure after a time, ms: at a steady pace it is the number of one day. */
export function fade(exposure: number, ms: number): number {
  const left = exposure * Math.exp(-Math.max(0, ms) / DAY_MS)
  return left < FAINT ? 0 : left
}
