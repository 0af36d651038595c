import type pg from 'pg'
import type { KillableSite, Load, Person } from './killable-site.ts'
import { expect } from 'vitest'
import { addDays, dayOf } from '../../src/kit/dates.ts'
import { payAt } from './killable-site.ts'

const HOUSES = 4
const CANCELED_OF_ALL = 0.2

/** Guests who book nights, pay for them or let them go. */
export function bookings(site: KillableSite) {
  const { call } = site
  const houses: number[] = []
  const guests: Person[] = []
  /** What a client was told: booking id and how far it got. */
  const acknowledged = new Map<string, 'held' | 'paid' | 'canceled'>()
  let nextDay = 1

  async function prepare() {
    const host = await site.signIn('13800000002')
    const { data: areas } = await call('stays/areas')
    for (let i = 0; i < HOUSES; i++) {
      const { data, status } = await call('stays/houses', { as: host, body: { title: `试验 ${i}`, price: 10_000, areaId: areas[0].id, address: '某路 1 号', roomCount: 1, acreage: 40, unit: '一室一厅', capacity: 2, beds: '双人床', deposit: 0, minNights: 1, maxNights: 0, instant: true } })
      expect(status).toBe(201)
      houses.push(data.id)
    }
    for (const account of ['13800000001', '13800000003']) guests.push(await site.signIn(account))
  }

  /** Cancels what was booked and not paid before the last crash: a guest may hold three such bookings. */
  async function begin() {
    for (const guest of guests) {
      const { status, data } = await call('stays/bookings?status=WAIT_PAYMENT&limit=100', { as: guest })
      expect(status).toBe(200) // a session that was given out is good after the crash, too
      for (const { id } of data.items as { id: string }[]) {
        const canceled = await call(`stays/bookings/${id}/status`, { as: guest, method: 'PUT', body: { action: 'cancel' } })
        if (canceled.status === 200 && acknowledged.get(id) === 'held') acknowledged.set(id, 'canceled')
      }
    }
  }

  const client = (guestAt: number, lane: number) => async () => {
    const guest = guests[guestAt]!
    const checkIn = addDays(dayOf(new Date()), 1 + (nextDay++ % 300))
    const booked = await call('stays/bookings', { as: guest, body: { houseId: houses[(nextDay + lane) % houses.length], checkIn, checkOut: addDays(checkIn, 1), guests: 1 } })
    if (booked.status !== 201) return
    const { id } = booked.data
    acknowledged.set(id, 'held')
    if (Math.random() < CANCELED_OF_ALL) {
      const canceled = await call(`stays/bookings/${id}/status`, { as: guest, method: 'PUT', body: { action: 'cancel' } })
      if (canceled.status === 200) acknowledged.set(id, 'canceled')
      return
    }
    const { data } = await call(`stays/bookings/${id}/payments`, { as: guest, body: {} })
    if (data?.payUrl && await payAt(site, data.payUrl)) acknowledged.set(id, 'paid')
  }
  const load: Load = { prepare, begin, clients: [client(0, 0), client(0, 1), client(1, 0), client(1, 1)], acknowledged: () => acknowledged.size }

  /** What a client was told and is not so. A paid one may still wait for the notice or the question that follows the restart. */
  async function lost(db: pg.Client) {
    const { rows } = await db.query<{ id: string, status: string }>('select public_id as id, status from booking where public_id = any($1)', [[...acknowledged.keys()]])
    const { rows: paidAtCashier } = await db.query<{ id: string }>('select p.reference as id from payment p join alipay_simulator_trade t using (out_trade_no) where t.paid_at is not null')
    const [found, paid] = [new Map(rows.map(({ id, status }) => [id, status])), new Set(paidAtCashier.map(({ id }) => id))]
    return [...acknowledged].map(([id, told]) => [id, told, found.get(id)] as const).filter(([id, told, status]) =>
      !status || (told === 'canceled' && status !== 'CANCELED') || (told === 'paid' && !paid.has(id)))
  }

  const overlaps = async (db: pg.Client) => (await db.query('select a.id from stay_claim a join stay_claim b on a.house_id = b.house_id and a.id < b.id and a.stay && b.stay where a.released_at is null and b.released_at is null')).rows

  /** Claims of nights that are not those of their booking. */
  const strays = async (db: pg.Client) => (await db.query(`
    select b.public_id, b.status from booking b join stay_claim c on c.booking_id = b.id where b.house_id = any($1) group by b.id
    having array_agg(c.kind) filter (where c.released_at is null) is distinct from case
      when b.status = 'WAIT_PAYMENT' then array['hold'] when b.status in ('PAID', 'WAIT_COMMENT', 'COMPLETE') then array['booking'] end`, [houses])).rows

  /** Money that was taken, for which there is neither a booking that is paid nor a refund. */
  const unsettled = async (db: pg.Client) => (await db.query(`
    select t.out_trade_no, p.status as payment, b.status as booking from alipay_simulator_trade t join payment p using (out_trade_no) join booking b on b.public_id = p.reference
    where b.house_id = any($1) and t.paid_at is not null and not (p.status = 'paid' and b.payment_id = p.id and b.status in ('PAID', 'WAIT_COMMENT', 'COMPLETE')) and t.refunded < t.amount`, [houses])).rows

  return { ...load, lost, overlaps, strays, unsettled }
}
