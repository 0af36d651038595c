import { CLOSE_CODES } from '../../../kit/close-codes.ts'

const FIRST_MS = 1000
const LONGEST_MS = 60_000
const TOO_MANY_MS = 5 * 60_000
/** When the site restarts all pages come back; they spread over this time. */
const RESTART_MS = 8000

/** How long to wait before the next try after so many failures, in ms; with chance in it, so that not all come at once. */
export function waitMs(failures: number, code: number, chance = drawn()): number {
  if (code === CLOSE_CODES.tooMany) return TOO_MANY_MS * (1 + chance)
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10))
  return code === CLOSE_CODES.goingAway && failures === 0 ? FIRST_MS + RESTART_MS * chance : longest * (0.5 + chance / 2)
}

/** From 0 to 1. */
const drawn = () => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32
