import type { Buffer } from 'node:buffer'
import type { Tx } from '../../kit/db.ts'
import type { Parts } from '../../kit/module.ts'
import type { FailureKey } from './lockout-store.ts'
import { AccountErrors } from './errors.ts'
import { clearTries, knownPlaces, lockedUntil, rememberPlaces, returnTry, takeTries } from './lockout-store.ts'
import { keyedHash } from '../../kit/secrets.ts'

/**
 * Who may go on guessing passwords. Three counters, each open again 600 s after the last try it counted (S-37, B-50, B-59):
 *
 * - an account **at one place**: 5. The place is the device, told by a cookie it got when this account signed in on it
 *   before, or else the address. A thief on the same network uses up the address; the owner's device counts apart.
 * - an account **from unknown places** all together: 20. Guessing one account from a thousand addresses ends here, and the
 *   owner does not notice it, for a place the account has signed in from before is not counted.
 * - an address **on accounts unknown there** all together: 100. Trying stolen lists ends here, and neighbours who have
 *   signed in behind that address before do not notice it. Newcomers there can sign in by code, which has its own limits.
 *
 * So no amount of wrong passwords locks out a person where they have been before, nor everybody behind an address.
 * The try is taken before the password is compared, or a hundred guesses at once would all pass the check. Names without
 * an account are counted like accounts: being locked tells nothing.
 */
const AT_PLACE = 5
const FROM_UNKNOWN_PLACES = 20
const AT_ADDRESS = 100
const LOCK_SECONDS = 600

export interface Visit { address: string, deviceId: string | null }
/** A try that was taken; a right password gives it back. */
export interface Try { own: string[], address: string | null }

/** Takes a try, or throws accounts.locked. @param name what was typed, for when there is no such account */
export async function takeTry(parts: Parts, accountId: number | null, name: string, visit: Visit): Promise<Try> {
  const { sql } = parts.db
  const device = visit.deviceId ? placeOf(parts, `device:${visit.deviceId}`) : null
  const address = placeOf(parts, `address:${visit.address}`)
  const known = await knownPlaces(sql, accountId ?? 0, device ? [device, address] : [address])
  const isKnown = (place: Buffer | null): place is Buffer => !!place && known.some(other => other.equals(place))

  const who = accountId ?? keyedHash(parts.config, 'sign-in-name', name).toString('base64url')
  const place = isKnown(device) ? device : address
  const keys: FailureKey[] = [{ key: `account ${who} at ${place.toString('base64url')}`, points: AT_PLACE }]
  const stranger = known.length === 0
  const addressKey = stranger ? `address ${address.toString('base64url')}` : null
  if (addressKey) keys.push({ key: `account ${who}`, points: FROM_UNKNOWN_PLACES }, { key: addressKey, points: AT_ADDRESS })

  const now = parts.clock.now()
  if (!await takeTries(sql, keys, accountId, now, new Date(now.getTime() + LOCK_SECONDS * 1000))) {
    const until = await lockedUntil(sql, keys, now)
    throw AccountErrors.locked({ retryAfter: until ? Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000)) : 1 })
  }
  return { own: keys.map(k => k.key).filter(key => key !== addressKey), address: addressKey }
}

/** After the right password: the account's counters are forgotten, the address gets this one try back. */
export async function forgiveTries(tx: Tx, taken: Try): Promise<void> {
  await clearTries(tx, taken.own)
  // Not forgotten: or a thief's own account, signed in after every 99 guesses, would keep the address open.
  if (taken.address) await returnTry(tx, taken.address)
}

/** Remembers where this account has signed in; until 90 days after the last time (see sweeps). */
export async function rememberPlace(parts: Parts, tx: Tx, accountId: number, visit: Visit): Promise<void> {
  const places = [`address:${visit.address}`, ...visit.deviceId ? [`device:${visit.deviceId}`] : []]
  await rememberPlaces(tx, accountId, places.map(place => placeOf(parts, place)), parts.clock.now())
}

const placeOf = (parts: Parts, place: string) => keyedHash(parts.config, 'sign-in-place', place)
