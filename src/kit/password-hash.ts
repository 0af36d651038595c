import { hash, verify } from '@node-rs/argon2'
import { KitErrors } from './errors.ts'

/** argon2id as OWASP recommends: 19 MiB, two passes. Runs on libuv's threads, off the event loop. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
/** Hashes at once: each holds 19 MiB, and two of libuv's four threads stay free for files and pictures. */
const AT_ONCE = 2
/** Waiting longer than this many hashes (some seconds) is worse than being asked to come back. */
const MAX_WAITING = 150

/** Never inside a transaction: it would hold a connection for tens of milliseconds. */
export const hashPassword = (password: string) => queued(() => hash(password, COST))

/**
 * Whether the password is the one hashed. Without a hash (no such account) a dummy is compared all the same, so that
 * the time taken tells nobody which accounts exist (B-67).
 */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  const compared = passwordHash ?? await (dummy ??= hash('a password nobody has', COST))
  const same = await queued(() => verify(compared, password))
  return same && !!passwordHash
}

let dummy: Promise<string> | undefined
let running = 0
const waiting: (() => void)[] = []

async function queued<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MAX_WAITING) throw KitErrors.too_many({ retryAfter: 5 })
    await new Promise<void>(go => waiting.push(go))
  } else {
    running++
  }
  try {
    return await work()
  } finally {
    // The place goes to the next in line; only an empty line gives it back.
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}
