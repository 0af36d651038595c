import type { Static } from 'typebox'
import type { PlainDate } from '../../kit/dates.ts'
import type { Parts } from '../../kit/module.ts'
import type { Calendar, CalendarChange, CalendarChanged, CalendarDay } from './contract.ts'
import type { NightRun } from './rules.ts'
import type { ClaimRow } from './store-claims.ts'
import { addDays, dayOf, daysBetween, eachDay, isPlainDate } from '../../kit/dates.ts'
import { KitErrors } from '../../kit/errors.ts'
import { StaysErrors } from './errors.ts'
import { bookableRun, commonRun, nightsOf, withoutRuns } from './rules.ts'
import { freeStale, insertBlocks, liveClaims, lockHouse, releaseClaims } from './store-claims.ts'
import { findHouseTerms, isOwnHouse } from './store-houses.ts'

const DEFAULT_DAYS = 90
const MAX_DAYS = 731

/** The nights [from, to) of a home: who may see it sees which are free; its host sees besides whose they are. */
export async function readCalendar(parts: Parts, houseId: number, query: { from?: PlainDate, to?: PlainDate }, viewerId: number | undefined): Promise<Calendar> {
  const now = parts.clock.now()
  const today = dayOf(now)
  const from = query.from ?? today
  const to = query.to ?? (isPlainDate(from) ? addDays(from, DEFAULT_DAYS) : from)
  checkRange({ from, to })
  const house = await findHouseTerms(parts.db.sql, houseId)
  const isOwner = house?.hostId === viewerId
  if (!house || (house.status !== 'published' && !isOwner)) throw KitErrors.not_found()
  const claims = await liveClaims(parts.db.sql, houseId, from, to, now)
  const { minNights, maxNights, price } = house
  return { houseId, today, minNights, maxNights, price, days: daysOf({ from, to }, claims, { today, bookable: bookableRun(house, now), isOwner }) }
}

/** A visitor is told of past and far nights that they are, the host of every night whose it is, the past ones too. */
function daysOf(range: NightRun, claims: readonly ClaimRow[], { today, bookable, isOwner }: { today: PlainDate, bookable: NightRun, isOwner: boolean }): Static<typeof CalendarDay>[] {
  const claimOf = new Map(claims.flatMap(claim => nightsOf(claim).map(date => [date, claim] as const)))
  const opens = isOwner ? today : bookable.from
  return nightsOf(range).map((date) => {
    const claim = claimOf.get(date)
    if (claim && isOwner) return { date, state: stateOf(claim), ...(claim.bookingPublicId ? { bookingId: claim.bookingPublicId } : {}) }
    if (date < opens) return { date, state: 'past' }
    if (date >= bookable.to) return { date, state: 'beyond' }
    return { date, state: claim ? stateOf(claim) : 'free' }
  })
}

const stateOf = ({ kind }: ClaimRow) => kind === 'host_block' ? 'blocked' as const : 'taken' as const

/**
 * Closes or frees nights of one's own home, as many of them as can be: what is booked stays booked and is told (rental.md
 * row 4). Nights of a booking that the host broke stay closed: they can't be sold again (rental.md row 12).
 */
export async function changeCalendar(parts: Parts, hostId: number, houseId: number, { from, to, state }: CalendarChange): Promise<Static<typeof CalendarChanged>> {
  checkRange({ from, to })
  const now = parts.clock.now()
  const today = dayOf(now)
  return parts.db.tx(async (tx) => {
    if (!await isOwnHouse(tx, houseId, hostId)) throw KitErrors.not_found()
    await lockHouse(tx, houseId)
    await freeStale(tx, houseId, now)
    const claims = await liveClaims(tx, houseId, from, to, now)
    const blocks = claims.filter(claim => claim.kind === 'host_block' && claim.bookingId === null)
    const others = claims.filter(claim => !blocks.includes(claim))

    const range = { from: from < today ? today : from, to }
    const open = range.from < to ? withoutRuns(range, others) : []
    const changed = state === 'blocked'
      ? open.flatMap(run => withoutRuns(run, blocks))
      : open.flatMap(run => blocks.flatMap(block => commonRun(run, block) ?? []))
    if (state === 'blocked') {
      await insertBlocks(tx, houseId, changed)
    } else {
      const touched = blocks.filter(block => changed.some(run => commonRun(run, block)))
      await releaseClaims(tx, touched.map(({ id }) => id), now)
      await insertBlocks(tx, houseId, touched.flatMap(block => withoutRuns(block, changed)))
    }
    return {
      changed: changed.flatMap(nightsOf),
      skipped: [
        ...eachDay(from, to < today ? to : today).map(date => ({ date, reason: 'past' as const })),
        ...others.flatMap(claim => nightsOf(commonRun(claim, range) ?? { from, to: from })).map(date => ({ date, reason: 'taken' as const })),
      ],
    }
  })
}

function checkRange({ from, to }: NightRun): void {
  if (!isPlainDate(from)) throw StaysErrors.not_a_date({ field: 'from' })
  if (!isPlainDate(to)) throw StaysErrors.not_a_date({ field: 'to' })
  if (to <= from) throw StaysErrors.dates_reversed({ field: 'to' })
  if (daysBetween(from, to) > MAX_DAYS) throw StaysErrors.range_too_long({ field: 'to', days: MAX_DAYS })
}
