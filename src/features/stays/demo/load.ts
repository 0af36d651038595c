import type { Tx } from '../../../kit/db.ts'
import type { Random } from '../../../kit/draw.ts'
import type { Parts } from '../../../kit/module.ts'
import type { DemoHouse } from './houses.ts'
import type { Life } from './life.ts'
import type { BookingRow, HouseRow } from './store.ts'
import { planPictures } from '../../../core/media/index.ts'
import { addDemoPayments, addDemoRefunds } from '../../../core/payments/index.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { seeded } from '../../../kit/draw.ts'
import { ownReason } from '../reasons.ts'
import { rememberTold } from '../tell.ts'
import { chooseCast } from './cast.ts'
import { Diary } from './diary.ts'
import { EVERYWHERE } from './homes/home.ts'
import { inventHouses } from './houses.ts'
import { counts, live } from './life.ts'
import { inventBlocks, inventStays } from './neighbours.ts'
import { demoAdmin, insertBookings, insertHostBlocks, insertHouses, insertImages, insertLives, insertRefunds, readReference } from './store.ts'
import { tellStory } from './story.ts'

/** Of so long the inboxes tell. */
const INBOX_MS = 21 * 86_400_000

/**
 * Fills stays with a living site: homes in all districts, their hosts, bookings in every state, reviews. The same seed gives
 * the same site, its dates moved along with the clock. People and staff of the demo must be there.
 */
export async function loadDemoStays(parts: Parts, tx: Tx, seed: string): Promise<void> {
  const now = parts.clock.now()
  const cast = await chooseCast(tx)
  const houses = inventHouses(cast, seed, now)
  const diary = new Diary()
  const stays = [...tellStory(cast, houses, diary, now), ...inventStays(cast, houses, diary, seed, now)]
  const lives = stays.map(stay => live(stay, now)).sort((a, b) => a.stay.bookedAt.getTime() - b.stay.bookedAt.getTime())
  const blocks = inventBlocks(houses, diary, seed, now)

  const pictures = new Map<DemoHouse, string[]>()
  const ids = await planPictures(tx, now, houses.flatMap(house => house.pictures))
  for (const house of houses) pictures.set(house, ids.splice(0, house.pictures.length))

  const { areas, facilities } = await readReference(tx)
  const rows = new Map(houses.map(house => [house, houseRow(house, lives.filter(({ stay }) => stay.house === house), { areas, facilities, coverId: pictures.get(house)![0]!, now })]))
  const houseIds = await insertHouses(tx, [...rows.values()])
  await insertImages(tx, houses.flatMap(house => pictures.get(house)!.map((pictureId, i) => ({ houseId: houseIds.get(house)!, pictureId, position: i + 1 }))))
  await addBookings(tx, lives, seeded(`${seed} booking ids`), house => ({ houseId: houseIds.get(house)!, areaId: rows.get(house)!.areaId, coverId: rows.get(house)!.coverId }))
  await insertHostBlocks(tx, blocks.map(({ house, from, to }) => ({ houseId: houseIds.get(house)!, from, to })))
  await noteTakenDown(parts, tx, houseIds)
  await rememberTold(parts, tx, new Date(now.getTime() - INBOX_MS))
}

function houseRow(house: DemoHouse, lives: readonly Life[], { areas, facilities, coverId, now }: { areas: Map<string, number>, facilities: Map<string, number>, coverId: string, now: Date }): HouseRow {
  const ratings = lives.flatMap(({ stay }) => stay.review?.rating ?? [])
  return {
    house,
    areaId: areas.get(house.home.area)!,
    facilityIds: [...EVERYWHERE, ...house.home.also].map(icon => facilities.get(icon)!).sort((a, b) => a - b),
    coverId,
    bookingCount: lives.filter(counts).length,
    reviewCount: ratings.length,
    ratingSum: ratings.reduce((sum, rating) => sum + rating, 0),
    hostCancelCount: lives.filter(({ stay }) => stay.canceled?.by === 'host').length,
    changedAt: house.home.takenDown ? now : house.createdAt,
  }
}

/** The bookings in the order in which they were made, their money first. */
async function addBookings(tx: Tx, lives: readonly Life[], random: Random, placeOf: (house: DemoHouse) => Pick<BookingRow, 'houseId' | 'areaId' | 'coverId'>): Promise<void> {
  const named = lives.map(life => ({ life, publicId: inventId(random), ...placeOf(life.stay.house) }))
  const paid = named.flatMap(({ life: { total: amount, stay: { house, guestId: accountId, paidAt } }, publicId: reference }) => paidAt ? [{ module: 'stays', reference, accountId, amount, subject: `爱家租房 ${house.home.title}`, paidAt }] : [])
  const paymentIds = new Map((await addDemoPayments(tx, paid)).map((id, i) => [paid[i]!.reference, id]))
  const bookings: BookingRow[] = named.map(booking => ({ ...booking, paymentId: paymentIds.get(booking.publicId) ?? null }))
  const ids = await insertBookings(tx, bookings)
  await insertLives(tx, bookings.map(({ life, houseId }, i) => ({ id: ids[i]!, houseId, life })))

  const refunds = bookings.flatMap(({ life: { refund, stay: { canceled } }, paymentId }, i) => refund && canceled && paymentId !== null
    ? [{ bookingId: ids[i]!, paymentId, amount: refund.amount, reason: ownReason(`canceled_by_${canceled.by}`), ref: 'cancel', requestedAt: canceled.at, doneAt: refund.at }]
    : [])
  const refundIds = await addDemoRefunds(tx, refunds.map(({ bookingId, ...refund }) => refund))
  await insertRefunds(tx, refunds.map(({ requestedAt: at, ...refund }, i) => ({ ...refund, refundId: refundIds[i]!, at })))
}

/** A public id like any other, but the same for the same seed. */
const inventId = (random: Random) => Array.from({ length: 20 }, () => random.pick([...'0123456789abcdefghjkmnpqrstvwxyz'])).join('')

/** The console's log says who took the homes down that are off the site. */
async function noteTakenDown(parts: Parts, tx: Tx, houseIds: ReadonlyMap<DemoHouse, number>): Promise<void> {
  const staffId = await demoAdmin(tx)
  for (const [{ home: { takenDown: reason } }, id] of houseIds) {
    if (!reason) continue
    await recordAudit(parts, tx, { staffId, action: 'stays.take_down', target: `house:${id}`, reason, before: { status: 'published', statusReason: null }, after: { status: 'taken_down', statusReason: reason } })
  }
}
