import type { Buffer } from 'node:buffer'
import type { Tx } from '../../kit/db.ts'
import type { Parts } from '../../kit/module.ts'
import type { TryCounter } from '../../kit/tries.ts'
import { networkOf } from '../../kit/networks.ts'
import { keyedHash } from '../../kit/secrets.ts'
import { forgetTries, forgetTriesOf, returnTry, takeTries } from '../../kit/tries.ts'
import { AccountErrors } from './errors.ts'
import { knownPlaces, rememberPlaces } from './lockout-store.ts'

/**
 * Who may go on guessing passwords. Three counters, each open again 600 s after the last try it counted (S-37, B-50, B-59):
 *
 * - an account **at one place**: 5. The place is the device, told by a cookie it got when this account signed in on it
 *   before, or else the address (of IPv6 the network). A thief on the same network uses up the address; the owner's device counts apart.
 * - an account **from unknown places** all together: 20. Guessing one account from a thousand addresses ends here, and the
 *   owner does not notice it, for a place the account has signed in from before is not counted.
 * - an address **on accounts unknown there** all together: 100. Trying stolen lists ends here, and neighbours who have
 *   signed in behind that address before do not notice it. Newcomers there can sign in by code, which has its own limits.
 *
 * So no amount of wrong passwords locks out a person where they have been before, nor everybody behind an address.
 * The try is taken before the password is compared, or a hundred guesses at once would all pass the check. Names without
 * an account are counted like accounts: being locked tells nothing.
 */
const AT_PLACE = { points: 5, seconds: 600 }
const FROM_UNKNOWN_PLACES = { points: 20, seconds: 600 }
const AT_ADDRESS = { points: 100, seconds: 600 }

export interface Visit { address: string, deviceId: string | null }
/** A try that was taken; a right password gives it back. */
export interface Try { own: string[], address: string | null }

/** Takes a try, or throws accounts.locked. @param name what was typed, for when there is no such account */
export async function takeTry(parts: Parts, accountId: number | null, name: string, visit: Visit): Promise<Try> {
  const { sql } = parts.db
  const device = visit.deviceId ? placeOf(parts, `device:${visit.deviceId}`) : null
  const address = placeOf(parts, addressOf(visit))
  const known = await knownPlaces(sql, accountId ?? 0, device ? [device, address] : [address])
  const isKnown = (place: Buffer | null): place is Buffer => !!place && known.some(other => other.equals(place))

  const who = accountId ?? keyedHash(parts.config, 'sign-in-name', name).toString('base64url')
  const place = isKnown(device) ? device : address
  const owner = accountId === null ? null : ownerOf(accountId)
  const counters: TryCounter[] = [{ key: `account ${who} at ${place.toString('base64url')}`, owner, ...AT_PLACE }]
  const stranger = known.length === 0
  const addressKey = stranger ? `address ${address.toString('base64url')}` : null
  if (addressKey) counters.push({ key: `account ${who}`, owner, ...FROM_UNKNOWN_PLACES }, { key: addressKey, owner: null, ...AT_ADDRESS })

  const retryAfter = await takeTries(sql, counters, parts.clock.now())
  if (retryAfter > 0) throw AccountErrors.locked({ retryAfter })
  return { own: counters.map(({ key }) => key).filter(key => key !== addressKey), address: addressKey }
}

/** After the right password: the account's counters are forgotten, the address gets this one try back. */
export async function forgiveTries(tx: Tx, taken: Try): Promise<void> {
  await forgetTries(tx, taken.own)
  // Not forgotten: or a thief's own account, signed in after every 99 guesses, would keep the address open.
  if (taken.address) await returnTry(tx, taken.address)
}

/** Forgets every wrong password for this account, wherever it was given. */
export const forgiveAllTries = (tx: Tx, accountId: number) => forgetTriesOf(tx, ownerOf(accountId))

/** Remembers where this account has signed in; until 90 days after the last time (see sweeps). */
export async function rememberPlace(parts: Parts, tx: Tx, accountId: number, visit: Visit): Promise<void> {
  const places = [addressOf(visit), ...visit.deviceId ? [`device:${visit.deviceId}`] : []]
  await rememberPlaces(tx, accountId, places.map(place => placeOf(parts, place)), parts.clock.now())
}

const ownerOf = (accountId: number) => `account ${accountId}`
const addressOf = (visit: Visit) => `address:${networkOf(visit.address)}`
const placeOf = (parts: Parts, place: string) => keyedHash(parts.config, 'sign-in-place', place)
