import type { PlannedPicture } from '../../../core/media/index.ts'
import type { PlainDate } from '../../../kit/dates.ts'
import type { Tx } from '../../../kit/db.ts'
import type { Parts } from '../../../kit/module.ts'
import type { DemoMeeter, DemoPhoto } from './people.ts'
import { addDemoNeighbours, demoPeople } from '../../../core/accounts/index.ts'
import { planPictures } from '../../../core/media/index.ts'
import { dayOf } from '../../../kit/dates.ts'
import { rebuildCards } from '../profile/card.ts'
import { weekBegan } from '../ranking/rules.ts'
import { remakeRanking } from '../ranking/store.ts'
import { countLastDays } from '../statistics/statistics.ts'
import { addAffairs } from './affairs.ts'
import { castRelations, GUEST_PICTURE, inventParts } from './cast.ts'
import { addMemberships } from './memberships.ts'
import { inventMeeters, inventUuid } from './people.ts'
import { HEIGHT, WIDTH } from './pictures/brush.ts'
import { fitSpots } from './places.ts'
import { inventRelations } from './relations.ts'
import { insertMatches, insertPhotos, insertProfiles, insertSwipes, insertTallies } from './store.ts'
import { tallyOf } from './tallies.ts'

/** So many photos wait to be looked at by staff, each of somebody else. */
const PENDING = 12
/** Somebody with an account. */
export type Settled = DemoMeeter & { accountId: number }

/**
 * Fills the meeting place with a living neighbourhood: five hundred people with drawn albums, what they think of each other and
 * write, memberships, and work for staff. The same seed gives the same place, its dates moved along with the clock. People and staff
 * of the demo must be there.
 */
export async function loadDemoSocial(parts: Parts, tx: Tx, seed: string): Promise<void> {
  const now = parts.clock.now()
  const today = dayOf(now)
  const { guest: guestId, member: memberId } = await demoPeople(tx)
  const looks = inventParts(seed, today, now)
  const known = { realName: null, charm: 1 }
  const guest: Settled = { ...looks.guest, ...known, mobile: 'guest', accountId: guestId }
  const member: Settled = { ...looks.member, ...known, mobile: 'member', accountId: memberId }
  const people = await settle(parts, tx, inventMeeters(seed, today, now))
  const all = [guest, member, ...people]
  await addProfiles(tx, all, today, now)

  const own = inventRelations(people, seed, now)
  const [pictureId] = await planPictures(tx, now, [planOf(GUEST_PICTURE)])
  const cast = castRelations({ guest, member, people, seed, now, pictureId: pictureId! })
  const swipes = [...own.swipes, ...cast.swipes]
  await insertSwipes(tx, swipes)
  await insertMatches(tx, [...own.matches, ...cast.matches], words => inventUuid(`${seed} message ${words}`))
  await addMemberships(tx, people, member, seed, now)
  const busy = new Set(cast.swipes.flatMap(({ actor, target }) => [actor, target]))
  await addAffairs(parts, tx, people.filter(({ accountId }) => !busy.has(accountId)))

  await rebuildCards(parts, tx, all.map(({ accountId }) => accountId))
  await insertTallies(tx, tallyOf(swipes, now), now)
  await remakeRanking(tx, weekBegan(now), now)
  await countLastDays(tx, now)
}

async function settle(parts: Parts, tx: Tx, meeters: readonly DemoMeeter[]): Promise<Settled[]> {
  const ids = await addDemoNeighbours(parts, tx, meeters.map(({ mobile, name, createdAt, realName, sex, birthDate }) => ({
    publicId: inventUuid(`account ${mobile}`).replaceAll('-', '').slice(0, 20),
    mobile,
    name,
    createdAt,
    identity: realName === null ? null : { realName, sex, birthDate },
  })))
  return meeters.map((meeter, i) => ({ ...meeter, accountId: ids[i]! }))
}

const planOf = (photo: DemoPhoto): PlannedPicture => ({ ...photo, width: WIDTH, height: HEIGHT, color: photo.kind === 'portrait' ? '#c9b59c' : '#cdbfa6' })

async function addProfiles(tx: Tx, people: readonly Settled[], today: PlainDate, now: Date): Promise<void> {
  const places = fitSpots(people.map(({ spot, paused }) => ({ spot, isShown: !paused })))
  await insertProfiles(tx, people.map((person, i) => ({ ...person, ...places[i]!, today })))
  const pictures = await planPictures(tx, now, people.flatMap(({ photos }) => photos.map(planOf)))
  const waiting = new Set(people.filter(({ photos }) => photos.length > 2).filter((_, i) => i % 19 === 4).slice(0, PENDING))
  await insertPhotos(tx, people.flatMap(person => person.photos.map((_, i) => {
    const isPending = waiting.has(person) && i === person.photos.length - 1
    return { accountId: person.accountId, pictureId: pictures.shift()!, position: i + 1, isPending, createdAt: isPending ? new Date(now.getTime() - 3600_000) : person.createdAt }
  })))
}
