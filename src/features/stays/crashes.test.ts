import type { KyselyPlugin } from 'kysely'
import type { Answer } from '../../../test/app.ts'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { aPerson } from '../../../test/people.ts'
import { withShop } from '../../core/payments/shop.fixture.ts'
import { addDays, dayOf } from '../../kit/dates.ts'
import { seeded } from '../../kit/draw.ts'
import { aHost, aHouse } from './houses.fixture.ts'

/** The 1,000 of rental.md §5 check 5 by STEP_CRASHES=1000; every run of a few is the same. */
const CRASHES = Number(process.env.STEP_CRASHES ?? 40)
const MINUTE = 60

const shop = withShop()

/** The process of the site dies before the statement, or right after the commit, whose number comes up; then nothing of it reaches the database any more. */
const life = { steps: 0, diesAt: Infinity }
class Died extends Error {}

function step() {
  if (++life.steps >= life.diesAt) throw new Died('the process is dead')
}

const mortal: KyselyPlugin = {
  transformQuery({ node }) {
    step()
    return node
  },
  transformResult: async ({ result }) => result,
}

function start(diesAt = Infinity) {
  Object.assign(life, { steps: 0, diesAt })
}

beforeAll(() => {
  const { db } = shop.parts
  shop.parts.db = {
    ...db,
    sql: db.sql.withPlugin(mortal),
    async tx(work) {
      const done = await db.tx(async (tx) => {
        const done = await work(tx.withPlugin(mortal))
        step()
        return done
      })
      step()
      return done
    },
  }
})

const ended = async <T>(work: Promise<T>): Promise<T | undefined> => work.catch(() => undefined)

/** A client hears nothing of a request in which the process died. */
async function ask(asked: Promise<Answer>): Promise<any> {
  const answer = await ended(asked)
  return answer && answer.status < 300 ? answer.data : undefined
}

test(`what a guest, a rival and the money did is whole after the process died at ${CRASHES} points between two steps`, { timeout: 600_000 }, async () => {
  const random = seeded('crashes')
  let died = 0
  for (let n = 0; n < CRASHES; n++) {
    const [host, guest, rival] = [await aHost(shop), await aPerson(shop), await aPerson(shop)]
    const houseId = await aHouse(shop, host, { instant: true, price: 12_300 })
    const checkIn = addDays(dayOf(shop.clock.now()), 20)
    const wish = { houseId, checkIn, checkOut: addDays(checkIn, 2), guests: 1 }
    const book = () => ask(shop.call('POST', 'stays/bookings', { as: guest, body: wish, headers: { 'idempotency-key': `wish-${n}` } }))
    const [silent, delay, isRival, canceler] = [random.chance(0.3), random.pick([0, 0, 14 * MINUTE, 15 * MINUTE + 1]), random.chance(0.4), random.pick([guest, host, undefined])]
    const told = { booked: '', canceled: false }

    start(random.int(1, 140))
    told.booked = (await book())?.id ?? ''
    if (life.steps < life.diesAt) {
      const pay = await ask(shop.call('POST', `stays/bookings/${told.booked}/payments`, { as: guest }))
      if (random.chance(0.2)) shop.clock.advance(delay)
      if (pay) await ended(shop.atCashier(pay.payUrl as string, silent ? 'pay_silently' : 'pay'))
      shop.clock.advance(delay)
      if (isRival) await ask(shop.call('POST', 'stays/bookings', { as: rival, body: wish }))
      await ended(shop.parts.jobs.sweepNow(shop.parts))
      if (canceler) told.canceled = !!await ask(shop.call('PUT', `stays/bookings/${told.booked}/status`, { as: canceler, body: { action: 'cancel', reason: '有事' } }))
      await ended(shop.parts.jobs.sweepNow(shop.parts))
    }
    if (life.steps >= life.diesAt) died++

    start() // again
    const again = await book()
    if (told.booked) expect(again?.id).toBe(told.booked)
    for (const seconds of [31, 15 * MINUTE, 3 * MINUTE, 3 * MINUTE]) {
      shop.clock.advance(seconds)
      await shop.parts.jobs.sweepNow(shop.parts)
    }
    if (told.canceled) expect(await statusOf(told.booked)).toBe('CANCELED')
  }
  expect(died).toBeGreaterThan(CRASHES / 2)
  const seen = await moneyWithoutStay()
  expect(seen.wrong).toEqual([])
  // Every end has been seen, or nothing was proved.
  expect(seen.ends).toEqual(expect.arrayContaining(['PAID', 'CANCELED', 'surplus']))
  expect(await overlapsAndStrays()).toEqual([])
})

const statusOf = async (publicId: string) => (await shop.parts.db.sql.selectFrom('booking').select('status').where('public_id', '=', publicId).executeTakeFirst())?.status

/** Money that was paid at the cashier and bought no stay and did not go back: none. And the ends that there were. */
async function moneyWithoutStay() {
  const { rows } = await sql<{ amount: number, refunded: number, payment: string, bookkept: number, booking: string, its: boolean }>`
    select t.amount, t.refunded, p.status as payment, p.refunded_amount as bookkept, b.status as booking, b.payment_id is not distinct from p.id as its
    from alipay_simulator_trade t join payment p using (out_trade_no) join booking b on b.public_id = p.reference where t.paid_at is not null`.execute(shop.parts.db.sql)
  const isRight = ({ amount, refunded, payment, bookkept, booking, its }: typeof rows[number]) => {
    if (refunded !== bookkept) return false
    if (payment === 'surplus') return !its && refunded === amount
    return payment === 'paid' && its && (booking === 'PAID' ? refunded === 0 : booking === 'CANCELED' && refunded === amount) // weeks ahead all of it comes back
  }
  return { wrong: rows.filter(row => !isRight(row)), ends: [...new Set(rows.map(({ payment, booking }) => payment === 'surplus' ? payment : booking))] }
}

/** Nights kept twice, bookings paid by nobody, and bookings whose nights are not kept as their state asks for. */
async function overlapsAndStrays() {
  const { rows } = await sql`
    select 'twice' as what, a.id from stay_claim a join stay_claim b on a.house_id = b.house_id and a.id < b.id and a.released_at is null and b.released_at is null and a.stay && b.stay
    union all
    select 'unpaid', b.id from booking b left join payment p on p.id = b.payment_id where b.status in ('PAID', 'WAIT_COMMENT', 'COMPLETE') and p.status is distinct from 'paid'
    union all
    select 'stray', b.id from booking b join stay_claim c on c.booking_id = b.id group by b.id
    having array_agg(c.kind) filter (where c.released_at is null) is distinct from case
      when b.status = 'WAIT_PAYMENT' then array['hold'] when b.status = 'PAID' then array['booking'] when b.canceled_by = 'host' then array['host_block'] end`.execute(shop.parts.db.sql)
  return rows
}
