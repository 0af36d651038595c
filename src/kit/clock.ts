import type { Buffer } from 'node:buffer'
import { readFileSync, writeFileSync } from 'node:fs'

/** The only source of the present: passed in, never read from the system elsewhere. */
export interface Clock {
  now: () => Date
}

/** A clock that can be moved forward: in demo mode to live through a stay, in tests instead of sleeping. */
export interface MovableClock extends Clock {
  advance: (seconds: number) => void
}

export const systemClock: Clock = { now: () => new Date() }

/**
 * A clock that runs with the system's, some seconds ahead of it. The offset only grows: time never runs back.
 * With a file the offset outlives a restart, so a demo site's bookings never end up in the future.
 */
export function movableClock(file?: string): MovableClock {
  let offsetMs = file ? savedOffset(file) : 0
  return {
    now: () => new Date(Date.now() + offsetMs),
    advance(seconds) {
      if (!(seconds >= 0)) throw new RangeError('the clock only moves forward')
      offsetMs += Math.round(seconds * 1000)
      if (file) writeFileSync(file, `${offsetMs}\n`)
    },
  }
}

function savedOffset(file: string): number {
  let saved: Buffer
  try {
    saved = readFileSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw error
  }
  return Number(saved.toString()) || 0
}

/** A clock that stands still until it is moved; for tests. */
export function frozenClock(at: string | Date): MovableClock {
  let now = new Date(at).getTime()
  return { now: () => new Date(now), advance: (seconds) => { now += Math.round(seconds * 1000) } }
}
