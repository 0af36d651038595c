import type { Lang } from '../../../kit/errors.ts'
import type { Tx } from '../../../kit/db.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Cells, Resolution } from './cells.ts'
import type { Place, Placed } from './contract.ts'
import type { ProfileRow } from './store.ts'
import { randomUUID } from 'node:crypto'
import { centreOfCity, cityName, nearestCity } from '../../../core/regions/index.ts'
import { SocialErrors } from '../errors.ts'
import { forgetDeck } from '../deck/store-deck.ts'
import { levelOf } from '../membership/levels.ts'
import { takeQuota } from '../swipes/quotas.ts'
import { rebuildCards } from './card.ts'
import { cellsOf, centreOf, exactness } from './cells.ts'
import { kilometres } from './distance.ts'
import { visitOf } from './profile.ts'
import { crowdsOf, findPlace, insertJump, listMisplaced, setPlace } from './store-place.ts'
import { lockProfile, updateProfile } from './store.ts'

/** A place is heard at most this often: who tries many places learns little (social.md §2.9). */
const EVERY_MS = 600_000
/** Faster than any aeroplane: not believed. */
const FASTEST_KMH = 1000
/** A cell with fewer people than this says too much about one of them: its parent takes its place. */
const CROWD = 50
/** So often a day somebody may say that they live in another city. */
const CITIES_A_DAY = 3

/** Where I am: a point of the phone, or a city by hand. Kept as a cell that many share; what is unlikely is ignored and noted. */
export async function takePlace(parts: Parts, accountId: number, place: Place, lang: Lang): Promise<Placed> {
  const centre = 'city' in place ? centreOfCity(place.city) : place
  if (!centre) throw SocialErrors.unknown_city({ field: 'city' })
  const now = parts.clock.now()
  return parts.db.tx(async (tx) => {
    const profile = await lockProfile(tx, accountId, randomUUID(), now)
    const before = await findPlace(tx, accountId)
    const kept = { accepted: false, city: profile.city ? { code: profile.city, name: cityName(profile.city, lang) ?? profile.city } : null, exactness: before ? exactness(before.resolution) : null }
    if ('city' in place) {
      if (place.city === profile.city && before) return { ...kept, accepted: true }
      // The first city is no move.
      if (profile.city) await takeQuota(tx, { accountId, kind: 'city', limit: CITIES_A_DAY, zone: profile.zone, now })
    } else if (before) {
      const elapsed = now.getTime() - before.at.getTime()
      if (elapsed < EVERY_MS) return kept
      const km = kilometres(before, centre)
      if (km / (elapsed / 3600_000) > FASTEST_KMH) {
        await insertJump(tx, accountId, now, Math.round(km))
        parts.log.warn({ accountId, km: Math.round(km) }, 'a place too far away was ignored')
        return kept
      }
    }
    // A city by hand says no more than the city.
    const cells: Cells = 'city' in place ? { c5: cellsOf(centre).c5, c6: null, c7: null } : cellsOf(centre)
    const city = 'city' in place ? place.city : profile.city ?? nearestCity(centre)
    const resolution = resolutionFor(await crowdsOf(tx, accountId, cells))
    await setPlace(tx, accountId, { ...cells, resolution, ...centreOf(cells[`c${resolution}`]!), city, now })
    if (city !== profile.city) await updateProfile(tx, accountId, await lookFrom(tx, profile, city, now))
    await forgetDeck(tx, accountId)
    await rebuildCards(parts, tx, [accountId])
    return { accepted: true, city: { code: city, name: cityName(city, lang) ?? city }, exactness: exactness(resolution) }
  })
}

/** Where somebody looks once they live in another city: where they did, if they may (O-12); who has come to where they looked visits it no more. */
async function lookFrom(tx: Tx, { accountId, scope, targetCity }: ProfileRow, city: string, now: Date) {
  const target = targetCity === null || targetCity === city || (await levelOf(tx, accountId, now)).anyCity ? targetCity : null
  return { target_city: target, ...visitOf(scope, target, city) }
}

/** The finest cell in which enough others are. @param crowds others in one's cell of resolution 6 and of 7 */
export function resolutionFor({ c6, c7 }: { c6: number, c7: number }): Resolution {
  if (c7 >= CROWD) return 7
  return c6 >= CROWD ? 6 : 5
}

/** Where people have come or gone, the cells that hide them become smaller or larger. */
export async function fitCells(parts: Parts): Promise<void> {
  for (const { accountId, crowds, ...cells } of await listMisplaced(parts.db.sql, CROWD)) {
    const resolution = resolutionFor(crowds)
    await parts.db.tx(async (tx) => {
      const profile = await lockProfile(tx, accountId, randomUUID(), parts.clock.now())
      await setPlace(tx, accountId, { ...cells, resolution, ...centreOf(cells[`c${resolution}`]!), city: profile.city!, now: profile.locatedAt! })
      await rebuildCards(parts, tx, [accountId])
    })
  }
}
