import type { BookingStatus } from './contract.ts'
import type { TestPerson } from '../../../test/people.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { AppError } from '../../kit/errors.ts'
import { addDays, dayOf } from '../../kit/dates.ts'
import { bookHouse } from './booking.ts'
import { readBooking } from './bookings.ts'
import { changeCalendar, readCalendar } from './calendar.ts'
import { changeBooking } from './change-booking.ts'
import { advanceBookings } from './sweeps.ts'
import { aHost, aHouse, moneyArrives } from './houses.fixture.ts'

// Any order of booking, answering, paying, lapsing, cancelling and closing nights leaves the same nights taken as a list on
// paper would (rental.md §5 check 2).

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
/** The 10,000 of the research by NIGHT_SEQUENCES=10000; every run of a hundred is the same. */
const SEQUENCES = Number(process.env.NIGHT_SEQUENCES ?? 100)
const NIGHTS = 8

type Decision = 'accept' | 'reject' | 'guest cancels' | 'host cancels'
type Step
  = | { do: 'book', guest: number, from: number, nights: number }
    | { do: Decision, which: number }
    | { do: 'pay', which: number }
    | { do: 'block' | 'free', from: number, nights: number }
    | { do: 'wait', minutes: number }
    | { do: 'sweep' }

const range = { from: fc.integer({ min: 0, max: NIGHTS - 1 }), nights: fc.integer({ min: 1, max: 4 }) }
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('book' as const), guest: fc.integer({ min: 0, max: 2 }), ...range }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom<Decision[]>('accept', 'reject', 'guest cancels', 'host cancels'), which: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pay' as const), which: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('block' as const, 'free' as const), ...range }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(5, 14, 15, 16, 31) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'sweep' as const }) },
)

interface PaperBooking { id: string, guest: number, nights: string[], status: BookingStatus, dueAt: number, payable: boolean, canceledBy?: string }

/** The list on paper: no intervals, no locks, no database. */
class Paper {
  bookings: PaperBooking[] = []
  blocked = new Set<string>()
  frozen = new Set<string>()

  lapse(now: number) {
    for (const booking of this.bookings) {
      if ((booking.status === 'WAIT_ACCEPT' || booking.status === 'WAIT_PAYMENT') && booking.dueAt <= now) booking.status = 'EXPIRED'
    }
  }

  holds = ({ status }: PaperBooking) => ['WAIT_ACCEPT', 'WAIT_PAYMENT', 'PAID'].includes(status)

  stateOf(night: string): 'free' | 'taken' | 'blocked' {
    if (this.blocked.has(night) || this.frozen.has(night)) return 'blocked'
    return this.bookings.some(booking => this.holds(booking) && booking.nights.includes(night)) ? 'taken' : 'free'
  }
}

let host: TestPerson
let guests: TestPerson[]
beforeAll(async () => {
  host = await aHost(site)
  guests = [await aPerson(site), await aPerson(site), await aPerson(site)]
})

/** The name of the refusal, or undefined when it was done. */
async function refusalOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

async function play(instant: boolean, steps: Step[]) {
  const { parts, clock } = site
  const houseId = await aHouse(site, host, { instant })
  const first = addDays(dayOf(clock.now()), 20)
  const paper = new Paper()
  const nightsOf = (from: number, nights: number) => Array.from({ length: nights }, (_, i) => addDays(first, from + i))
  const minutes = (n: number) => clock.now().getTime() + n * 60_000

  for (const step of steps) {
    paper.lapse(clock.now().getTime())
    if ('which' in step) {
      const booking = paper.bookings[step.which]
      if (booking && step.do === 'pay') await payOnPaper(paper, booking)
      else if (booking && step.do !== 'pay') await decideOnPaper(paper, booking, step.do)
    } else if (step.do === 'book') {
      const nights = nightsOf(step.from, step.nights)
      const open = paper.bookings.filter(booking => booking.guest === step.guest && booking.status.startsWith('WAIT_')).length
      const expected = nights.some(night => paper.stateOf(night) !== 'free') ? 'stays.dates_taken' : open >= 3 ? 'stays.too_many_open' : undefined
      let id = ''
      const refusal = await refusalOf(bookHouse(parts, guests[step.guest]!.accountId, { houseId, checkIn: nights[0]!, checkOut: addDays(nights.at(-1)!, 1), guests: 1 }, null).then((booking) => { id = booking.id }))
      expect(refusal).toBe(expected)
      if (!expected) paper.bookings.push({ id, guest: step.guest, nights, status: instant ? 'WAIT_PAYMENT' : 'WAIT_ACCEPT', dueAt: minutes(instant ? 15 : 24 * 60), payable: instant })
    } else if (step.do === 'block' || step.do === 'free') {
      const nights = nightsOf(step.from, step.nights)
      const changed = nights.filter(night => step.do === 'block' ? paper.stateOf(night) === 'free' : paper.blocked.has(night))
      const answer = await changeCalendar(parts, host.accountId, houseId, { from: nights[0]!, to: addDays(nights.at(-1)!, 1), state: step.do === 'block' ? 'blocked' : 'free' })
      expect([...answer.changed].sort()).toEqual(changed)
      for (const night of changed) step.do === 'block' ? paper.blocked.add(night) : paper.blocked.delete(night)
    } else if (step.do === 'wait') {
      clock.advance(step.minutes * 60)
    } else {
      await advanceBookings(parts)
    }
  }

  paper.lapse(clock.now().getTime())
  const { days } = await readCalendar(parts, houseId, { from: first, to: addDays(first, NIGHTS + 4) }, undefined)
  expect(days.map(({ date, state }) => [date, state])).toEqual(days.map(({ date }) => [date, paper.stateOf(date)]))
  for (const booking of paper.bookings) expect((await readBooking(parts, guests[booking.guest]!.accountId, booking.id)).status).toBe(booking.status)
  for (const booking of paper.bookings) if (booking.status.startsWith('WAIT_')) await changeBooking(parts, host.accountId, booking.id, { action: booking.status === 'WAIT_ACCEPT' ? 'reject' : 'cancel', reason: 'the end' })
}

async function payOnPaper(paper: Paper, booking: PaperBooking) {
  if (!booking.payable) return
  const lateButFree = booking.status === 'EXPIRED' && booking.nights.every(night => paper.stateOf(night) === 'free')
  const accepted = booking.status === 'WAIT_PAYMENT' || lateButFree
  expect(await moneyArrives(site, booking.id)).toBe(accepted ? 'accepted' : 'surplus')
  if (accepted) booking.status = 'PAID'
}

async function decideOnPaper(paper: Paper, booking: PaperBooking, action: Decision) {
  const { parts, clock } = site
  const by = action === 'guest cancels' ? guests[booking.guest]! : host
  const done = { 'accept': booking.status === 'WAIT_PAYMENT', 'reject': booking.status === 'REJECTED', 'guest cancels': booking.canceledBy === 'guest', 'host cancels': booking.canceledBy === 'host' }[action]
  const possible = { 'accept': ['WAIT_ACCEPT'], 'reject': ['WAIT_ACCEPT'], 'guest cancels': ['WAIT_ACCEPT', 'WAIT_PAYMENT', 'PAID'], 'host cancels': ['WAIT_PAYMENT', 'PAID'] }[action].includes(booking.status)
  const refusal = await refusalOf(changeBooking(parts, by.accountId, booking.id, { action: action === 'accept' || action === 'reject' ? action : 'cancel', reason: 'so it is' }))
  expect(refusal).toBe(done || possible ? undefined : 'stays.wrong_state')
  if (done || !possible) return
  if (action === 'accept') {
    Object.assign(booking, { status: 'WAIT_PAYMENT', dueAt: clock.now().getTime() + 30 * 60_000, payable: true })
  } else if (action === 'reject') {
    booking.status = 'REJECTED'
  } else {
    Object.assign(booking, { status: 'CANCELED', canceledBy: action === 'guest cancels' ? 'guest' : 'host' })
    if (action === 'host cancels') for (const night of booking.nights) paper.frozen.add(night)
  }
}

test('whatever happens in whatever order, the nights taken are those on paper', { timeout: 600_000 }, async () => {
  await fc.assert(fc.asyncProperty(fc.boolean(), fc.array(step, { minLength: 5, maxLength: 30, size: 'max' }), play), { numRuns: SEQUENCES, seed: 2027, endOnFailure: true })
  const { rows } = await sql`select from stay_claim a join stay_claim b on a.house_id = b.house_id and a.id < b.id and a.released_at is null and b.released_at is null and a.stay && b.stay`.execute(site.parts.db.sql)
  expect(rows).toEqual([])
})

test('stays laid end to end fill a home to its last night, in whatever order they are booked, and each night is paid once', { timeout: 120_000 }, async () => {
  const { parts } = site
  const guest = await aPerson(site)
  const stays = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 8 }).chain(lengths => fc.record({
    lengths: fc.constant(lengths),
    order: fc.shuffledSubarray(lengths.map((_, i) => i), { minLength: lengths.length, maxLength: lengths.length }),
  }))
  await fc.assert(fc.asyncProperty(stays, async ({ lengths, order }) => {
    const price = 12_345
    const houseId = await aHouse(site, host, { instant: true, price })
    const first = addDays(dayOf(site.clock.now()), 20)
    const startOf = (i: number) => lengths.slice(0, i).reduce((sum, nights) => sum + nights, 0)
    const nights = startOf(lengths.length)
    let total = 0
    for (const i of order) {
      const booked = await bookHouse(parts, guest.accountId, { houseId, checkIn: addDays(first, startOf(i)), checkOut: addDays(first, startOf(i) + lengths[i]!), guests: 1 }, null)
      expect([booked.nights, booked.total]).toEqual([lengths[i], lengths[i]! * price])
      expect(await moneyArrives(site, booked.id)).toBe('accepted')
      total += booked.total
    }
    expect(total).toBe(nights * price)
    const { days } = await readCalendar(parts, houseId, { from: addDays(first, -1), to: addDays(first, nights + 1) }, undefined)
    expect(days.map(({ state }) => state)).toEqual(['free', ...Array.from({ length: nights }).fill('taken'), 'free'])
    for (let n = 0; n < nights; n++) expect(await refusalOf(bookHouse(parts, guest.accountId, { houseId, checkIn: addDays(first, n), checkOut: addDays(first, n + 1), guests: 1 }, null))).toBe('stays.dates_taken')
  }), { numRuns: Math.max(10, SEQUENCES / 10), seed: 2027, endOnFailure: true })
})
