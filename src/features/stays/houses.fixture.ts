import type { Answer, TestApp } from '../../../test/app.ts'
import type { TestPerson } from '../../../test/people.ts'
import type { HouseFields, NewBooking } from './contract.ts'
import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import { aPerson } from '../../../test/people.ts'
import { addDays, dayOf } from '../../kit/dates.ts'

/** What a host says of a home in tests. */
export const FIELDS: HouseFields = {
  title: '湖边小屋',
  price: 20_000,
  areaId: 3,
  address: '翡翠湖路 1 号 2 栋 301',
  roomCount: 2,
  acreage: 80,
  unit: '两室一厅',
  capacity: 4,
  beds: '双人床 1.8m × 2',
  deposit: 10_000,
  minNights: 1,
  maxNights: 0,
}

export const aHost = (test: TestApp) => aPerson(test, { verified: true })

/** A home on the site, published over HTTP. */
export async function aHouse(test: TestApp, host: TestPerson, fields: Partial<HouseFields> = {}): Promise<number> {
  const { status, data } = await test.call('POST', 'stays/houses', { as: host, body: { ...FIELDS, ...fields } })
  expect(status).toBe(201)
  return data.id as number
}

/** A day from the test's today on. */
export const day = (test: TestApp, ahead: number) => addDays(dayOf(test.clock.now()), ahead)

export const book = (test: TestApp, guest: TestPerson, wish: NewBooking, key?: string): Promise<Answer> =>
  test.call('POST', 'stays/bookings', { as: guest, body: wish, headers: key ? { 'idempotency-key': key } : {} })

export const decide = (test: TestApp, who: TestPerson, id: string, action: string, reason?: string): Promise<Answer> =>
  test.call('PUT', `stays/bookings/${id}/status`, { as: who, body: { action, ...reason ? { reason } : {} } })

export const bookingOf = async (test: TestApp, who: TestPerson, id: string) => (await test.call('GET', `stays/bookings/${id}`, { as: who })).data

/** Money for a booking arrives, as core/payments tells it; answers what the module said. */
export async function moneyArrives({ parts, clock }: TestApp, reference: string, amount?: number): Promise<'accepted' | 'surplus'> {
  const { id, guest_id, total } = await parts.db.sql.selectFrom('booking').select(['id', 'guest_id', 'total']).where('public_id', '=', reference).executeTakeFirstOrThrow()
  const stays = parts.modules.find(module => module.name === 'stays')!
  return parts.db.tx(async (tx) => {
    const now = clock.now()
    const number = randomBytes(16).toString('hex')
    const payment = await tx.insertInto('payment').values({
      out_trade_no: number,
      module: 'stays',
      reference,
      account_id: guest_id,
      amount: amount ?? total,
      subject: `booking ${id}`,
      provider: 'alipay',
      status: 'surplus',
      provider_trade_no: number,
      paid_at: now,
      expires_at: now,
      created_at: now,
    }).returning('id').executeTakeFirstOrThrow()
    const answer = await stays.onPaid!(parts, tx, { module: 'stays', reference, paymentId: payment.id, amount: amount ?? total })
    if (answer === 'accepted') await tx.updateTable('payment').set({ status: 'paid' }).where('id', '=', payment.id).execute()
    return answer
  })
}

/** A booking that is paid. */
export async function aPaidBooking(test: TestApp, houseId: number, guest: TestPerson, checkIn: string, checkOut: string): Promise<string> {
  const { status, data } = await book(test, guest, { houseId, checkIn, checkOut, guests: 1 })
  expect(status).toBe(201)
  expect(await moneyArrives(test, data.id as string)).toBe('accepted')
  return data.id as string
}
