import type { PlainDate } from '../../../kit/dates.ts'
import type { Random } from '../../../kit/draw.ts'
import type { Cast } from './cast.ts'
import type { Diary } from './diary.ts'
import type { DemoHouse } from './houses.ts'
import type { Stay } from './life.ts'
import { addDays, dayOf, daysBetween, instantOf } from '../../../kit/dates.ts'
import { seeded } from '../../../kit/draw.ts'
import { REVIEW_MS } from '../rules.ts'
import { critics } from './critics.ts'
import { breakdowns, changesOfMind, notes, rejections } from './words/remarks.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const REVIEW_DAYS = REVIEW_MS / (24 * HOUR_MS)
const LONGEST_STAY = 4
const MOST_GUESTS = 4
const NEW_DAYS = 100
const PAUSED_DAYS = 30
/** Whoever books before nine in the evening is answered the same day: the next may not have come yet. */
const LATEST_ANSWER_MINUTES = 150

const after = (at: Date, ms: number) => new Date(at.getTime() + ms)

/** Invents the bookings of everybody else, around those that are in the diary already. */
export function inventStays(cast: Cast, houses: readonly DemoHouse[], diary: Diary, seed: string, now: Date): Stay[] {
  const random = seeded(`${seed} stays`)
  const site = { cast, diary, random, now, today: dayOf(now) }
  const open = houses.filter(({ home }) => !home.fresh)
  const bookable = open.filter(({ home }) => !home.paused && !home.takenDown)
  const write = critics(random)
  return [
    ...random.shuffle(open.flatMap(house => pastOf(site, house))).map(stay => reviewed(site, stay, write)),
    ...bookable.flatMap(house => comingOf(site, house)),
    ...some(6, random, bookable, house => stayOf(site, house, addDays(site.today, -1), 2)).map(stay => paid(site, stay)),
    ...unanswered(site, bookable),
    ...brokenOff(site, bookable),
  ]
}

/** Everything is measured in days from today, so that the hour of the clock decides nothing. */
interface Site { cast: Cast, diary: Diary, random: Random, now: Date, today: PlainDate }

/** The first so many that can be made, from homes in any order. */
function some(count: number, random: Random, houses: readonly DemoHouse[], make: (house: DemoHouse) => Stay | undefined): Stay[] {
  const made: Stay[] = []
  for (const house of random.shuffle(houses)) {
    const stay = made.length < count ? make(house) : undefined
    if (stay) made.push(stay)
  }
  return made
}

/** A booking of these nights by somebody who has the time, made some days before or at this instant; undefined when it can't be. */
function stayOf({ cast, diary, random, today }: Site, house: DemoHouse, checkIn: PlainDate, nights: number, madeAt?: Date): Stay | undefined {
  const { noticeDays, capacity, minNights, maxNights } = house.terms
  const checkOut = addDays(checkIn, nights)
  const run = { from: checkIn, to: checkOut }
  const beforehand = addDays(checkIn, -noticeDays - random.int(2, 14))
  const day = beforehand < today ? beforehand : addDays(today, -random.int(1, 6))
  const bookedAt = madeAt ?? instantOf(day, random.int(7, 20), random.int(0, 59))
  const guest = random.shuffle(cast.guests).find(({ id, since }) => id !== house.hostId && dayOf(since) < dayOf(bookedAt) && diary.isFree(id, run))
  if (!guest || dayOf(bookedAt) <= dayOf(house.createdAt) || !diary.isFree(house, run)) return undefined
  if (nights < minNights || (maxNights > 0 && nights > maxNights)) return undefined
  diary.take(house, run)
  diary.take(guest.id, run)
  const note = random.chance(0.35) ? random.pick(notes) : undefined
  return { house, guestId: guest.id, checkIn, checkOut, guests: random.int(1, Math.min(capacity, MOST_GUESTS)), note, bookedAt }
}

function nightsOf({ random }: Site, { terms }: DemoHouse): number {
  const longest = Math.max(terms.minNights, LONGEST_STAY)
  return random.int(terms.minNights, terms.maxNights > 0 ? Math.min(longest, terms.maxNights) : longest)
}

function answered({ random }: Site, stay: Stay): Stay {
  return stay.house.terms.instant ? stay : { ...stay, answeredAt: after(stay.bookedAt, random.int(4, LATEST_ANSWER_MINUTES) * MINUTE_MS) }
}

function paid(site: Site, stay: Stay): Stay {
  const agreed = answered(site, stay)
  return { ...agreed, paidAt: after(agreed.answeredAt ?? agreed.bookedAt, site.random.int(1, 12) * MINUTE_MS) }
}

/** Stays that are over, backwards in time. */
function pastOf(site: Site, house: DemoHouse): Stay[] {
  const { random, today } = site
  // The first pages show the newest homes: these have had guests, too.
  const busy = house.home.loved || daysBetween(dayOf(house.createdAt), today) < NEW_DAYS
  const wanted = house.home.loved ? random.int(4, 6) : random.pick(busy ? [2, 3] : [0, 1, 1, 2, 2, 3])
  const stays: Stay[] = []
  let checkOut = addDays(today, -random.int(1, 18) - (house.home.paused ? PAUSED_DAYS : 0))
  for (let i = 0; i < wanted; i++) {
    // Whether its time to review is over today would depend on the hour.
    if (daysBetween(checkOut, today) === REVIEW_DAYS) checkOut = addDays(checkOut, -1)
    const nights = nightsOf(site, house)
    const checkIn = addDays(checkOut, -nights)
    const stay = stayOf(site, house, checkIn, nights)
    if (stay) stays.push(paid(site, stay))
    checkOut = addDays(checkIn, -random.int(0, busy ? 12 : 40))
  }
  return stays
}

/** Most guests write something, some hosts answer. */
function reviewed({ random, today }: Site, stay: Stay, write: ReturnType<typeof critics>): Stay {
  const day = addDays(stay.checkOut, random.int(0, 4))
  const answerDay = addDays(day, random.int(1, 3))
  const [at, answerAt] = [instantOf(day, random.int(14, 22), random.int(0, 59)), instantOf(answerDay, random.int(8, 22), random.int(0, 59))]
  const words = random.chance(0.62) && day < today ? write(stay.house.home) : undefined
  if (!words) return stay
  const answer = words.answer && answerDay < today ? { text: words.answer, at: answerAt } : undefined
  return { ...stay, guests: words.people ?? stay.guests, review: { rating: words.rating, text: words.text, at, answer } }
}

/** Stays to come, a few of each home. */
function comingOf(site: Site, house: DemoHouse): Stay[] {
  const { random, today } = site
  const chances = house.home.loved ? [0.9, 0.7] : [0.45]
  return chances.filter(chance => random.chance(chance)).flatMap(() => {
    const stay = stayOf(site, house, addDays(today, house.terms.noticeDays + random.int(2, 26)), nightsOf(site, house))
    return stay ? [paid(site, stay)] : []
  })
}

/** Requests and unpaid bookings whose time is running. */
function unanswered(site: Site, houses: readonly DemoHouse[]): Stay[] {
  const { random, today, now } = site
  const soon = (house: DemoHouse, minutes: number) => stayOf(site, house, addDays(today, 5 + random.int(0, 14)), nightsOf(site, house), after(now, -minutes * MINUTE_MS))
  return [
    ...some(4, random, houses.filter(({ terms, home }) => !terms.instant && !home.ofDemoHost), house => soon(house, random.int(10, 300))),
    ...some(2, random, houses.filter(({ terms, home }) => terms.instant && !home.ofDemoHost), house => soon(house, random.int(1, 4))),
  ]
}

/** What came to nothing: rejected, never answered, never paid, given up by guest or host. */
function brokenOff(site: Site, houses: readonly DemoHouse[]): Stay[] {
  const { random, today } = site
  const past = (house: DemoHouse) => stayOf(site, house, addDays(today, -random.int(2, 60)), nightsOf(site, house))
  const asked = houses.filter(({ terms, home }) => !terms.instant && !home.ofDemoHost)
  const sold = houses.filter(({ terms, home }) => terms.instant && !home.ofDemoHost)
  const reasons = random.shuffle(rejections)
  const minds = random.shuffle(changesOfMind)
  const givenUp = (stay: Stay, by: 'guest' | 'host', reason: string): Stay => {
    const { bookedAt, checkIn, house } = stay
    const startsAt = instantOf(checkIn, house.terms.checkInHour).getTime()
    const from = Math.max(bookedAt.getTime() + 8 * HOUR_MS, startsAt - 9 * 24 * HOUR_MS)
    return { ...paid(site, stay), canceled: { by, reason, at: new Date(Math.round(random.between(from, startsAt - 4 * HOUR_MS))) } }
  }
  return [
    ...some(4, random, asked, past).map((stay, i) => ({ ...answered(site, stay), rejected: reasons[i] })),
    ...some(2, random, asked, past),
    ...some(3, random, sold, past),
    ...some(5, random, sold, past).map((stay, i) => givenUp(stay, 'guest', minds[i]!)),
    ...some(2, random, sold, past).map((stay, i) => givenUp(stay, 'host', breakdowns[i]!)),
  ]
}

/** Nights that hosts keep for themselves. */
export function inventBlocks(houses: readonly DemoHouse[], diary: Diary, seed: string, now: Date): { house: DemoHouse, from: PlainDate, to: PlainDate }[] {
  const random = seeded(`${seed} blocks`)
  return random.shuffle(houses).slice(0, 14).flatMap((house) => {
    const from = addDays(dayOf(now), random.int(3, 40))
    const run = { from, to: addDays(from, random.int(1, 5)) }
    if (!diary.isFree(house, run)) return []
    diary.take(house, run)
    return [{ house, ...run }]
  })
}
