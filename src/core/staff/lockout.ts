import type { Buffer } from 'node:buffer'
import type { Tx } from '../../kit/db.ts'
import type { Parts } from '../../kit/module.ts'
import type { TryCounter } from '../../kit/tries.ts'
import { networkOf } from '../../kit/networks.ts'
import { keyedHash } from '../../kit/secrets.ts'
import { forgetTries, forgetTriesOf, takeTries } from '../../kit/tries.ts'
import { StaffErrors } from './errors.ts'
import { forgetPlaces, isKnownPlace, rememberPlace } from './store.ts'

/**
 * Who may go on guessing the way into the console. Two counters, each open again so many seconds after the last try it
 * counted; both by the name that was typed, whether or not somebody has it, so being locked tells nothing:
 *
 * - a name **from one network**: 5.
 * - a name **from unknown networks** all together: 20, and slow to open again. Guessing from a thousand addresses ends here.
 *   A network this person has signed in from is not counted: strangers can't lock them out there.
 */
const FROM_NETWORK = { points: 5, seconds: 600 }
const FROM_UNKNOWN_NETWORKS = { points: 20, seconds: 3600 }
/** A place somebody has not signed in from for so long is as strange as any other. */
const PLACE_SECONDS = 90 * 86_400

/** A try that was taken: where from, and what to forget when it was right. */
export interface Try { place: Buffer, keys: string[] }

/** Takes a try, or throws staff.locked. @param staffId null when nobody has this name */
export async function takeTry(parts: Parts, staffId: number | null, name: string, address: string): Promise<Try> {
  const place = keyedHash(parts.config, 'staff-place', networkOf(address))
  const owner = ownerOf(parts, name)
  const counters: TryCounter[] = [{ key: `${owner} at ${place.toString('base64url')}`, owner, ...FROM_NETWORK }]
  if (!await isKnownPlace(parts.db.sql, staffId ?? 0, place)) counters.push({ key: owner, owner, ...FROM_UNKNOWN_NETWORKS })
  const retryAfter = await takeTries(parts.db.sql, counters, parts.clock.now())
  if (retryAfter > 0) throw StaffErrors.locked({ retryAfter })
  return { place, keys: counters.map(({ key }) => key) }
}

/** After the right credentials: the tries are forgotten, the place is remembered. */
export async function forgiveTries(parts: Parts, tx: Tx, staffId: number, { place, keys }: Try): Promise<void> {
  await forgetTries(tx, keys)
  await rememberPlace(tx, staffId, place, parts.clock.now())
}

/** Forgets every wrong try for this name, wherever it came from. */
export const forgiveAllTries = (parts: Parts, tx: Tx, name: string) => forgetTriesOf(tx, ownerOf(parts, name))

export async function dropOldPlaces(parts: Parts): Promise<void> {
  await forgetPlaces(parts.db.sql, new Date(parts.clock.now().getTime() - PLACE_SECONDS * 1000))
}

/** Not the name itself: what people type there by mistake may be a password. */
const ownerOf = (parts: Parts, name: string) => `staff ${keyedHash(parts.config, 'staff-name', name).toString('base64url')}`
