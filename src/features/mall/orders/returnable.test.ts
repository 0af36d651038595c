import type { ItemFacts } from './returnable.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spread } from '../checkout/price.ts'
import { freightBack, isAllBack, payoutOf, refundableOf, refundOf, returnableOf, toSend } from './returnable.ts'

/** The documented hundred thousand by MONEY_RUNS=100000. */
const RUNS = Number(process.env.MONEY_RUNS ?? 5000)
const now = new Date('2027-03-01T06:00:00Z')
const item = (facts: Partial<ItemFacts> = {}): ItemFacts => ({ quantity: 3, payable: 1000, shipped: 0, returned: 0, unsent: 0, refunded: 0, ...facts })

/** Items as an order has them: the discount spread over the lines. */
const baskets = fc.record({
  lines: fc.array(fc.record({ price: fc.integer({ min: 1, max: 100_000_000 }), quantity: fc.integer({ min: 1, max: 999 }) }), { minLength: 1, maxLength: 6 }),
  percent: fc.integer({ min: 0, max: 100 }),
  freight: fc.integer({ min: 0, max: 100_000 }),
}).map(({ lines, percent, freight }) => {
  const sums = lines.map(({ price, quantity }) => price * quantity)
  const goods = sums.reduce((sum, part) => sum + part, 0)
  const discount = Math.min(Math.floor(goods / 100) * percent, goods - 1)
  const shares = spread(discount, sums)
  return { items: lines.map(({ quantity }, i) => item({ quantity, payable: sums[i]! - shares[i]! })), freight, payable: goods - discount + freight }
})

describe('money for goods that go back', () => {
  test('of any basket, given back in any steps before it is sent, is in the end what was paid, to the fen, carriage once', () => {
    fc.assert(fc.property(baskets, fc.nat(), ({ items, freight, payable }, seed) => {
      const random = numbersFrom(seed)
      let [refunded, freightRefunded, sane] = [0, false, true]
      while (!isAllBack(items)) {
        const open = items.filter(({ quantity, returned }) => returned < quantity)
        const line = open[random() % open.length]!
        const units = 1 + random() % toSend(line)
        const carriage = freightBack({ freight, freightRefunded }, items, units)
        const amount = refundOf(line, units)
        line.refunded += amount
        line.returned += units
        line.unsent += units
        refunded += amount + carriage
        freightRefunded ||= carriage > 0
        sane &&= Number.isSafeInteger(amount) && amount >= 0 && line.refunded <= line.payable && refunded <= payable
      }
      expect([sane, refunded]).toEqual([true, payable])
    }), { numRuns: RUNS, seed: 20270301 })
  })

  test('with deductions, and with parts of the price for goods that are kept, is never more than was paid', () => {
    const steps = fc.array(fc.record({ units: fc.nat({ max: 999 }), percent: fc.nat({ max: 100 }), kept: fc.boolean() }), { maxLength: 40 })
    fc.assert(fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 1, max: 50 }), steps, (payable, quantity, sequence) => {
      const line = item({ payable, quantity, shipped: quantity })
      for (const { units, percent, kept } of sequence) {
        const most = quantity - line.returned
        if (most === 0) break
        const count = 1 + units % most
        const full = refundOf(line, count)
        line.refunded += Math.floor(full * percent / 100)
        if (!kept) line.returned += count
        expect(line.refunded).toBeLessThanOrEqual(payable)
      }
    }), { numRuns: RUNS, seed: 20270301 })
  })

  test('is the rest for the last unit, and what was given for goods that were kept counts against it', () => {
    expect([refundOf(item(), 1), refundOf(item({ returned: 1, refunded: 333 }), 1), refundOf(item({ returned: 2, refunded: 666 }), 1), refundOf(item(), 3)]).toEqual([333, 333, 334, 1000])
    expect(refundOf(item({ refunded: 900 }), 3)).toBe(100)
    expect(refundOf(item({ returned: 1, refunded: 100 }), 2)).toBe(667) // a deduction from one unit is not paid with another
  })

  test('carriage goes back only with the last unit of an order of which nothing was sent', () => {
    const order = { freight: 800, freightRefunded: false }
    expect(freightBack(order, [item(), item({ quantity: 1 })], 3)).toBe(0)
    expect(freightBack(order, [item(), item({ quantity: 1, unsent: 1 })], 3)).toBe(800)
    expect(freightBack(order, [item(), item({ quantity: 1, shipped: 1 })], 3)).toBe(0)
    expect(freightBack({ ...order, freightRefunded: true }, [item()], 3)).toBe(0)
  })

  test('goes the way it came, and nowhere before it has come', () => {
    expect([payoutOf({ paymentMethod: 'alipay', paid: true }), payoutOf({ paymentMethod: 'cod', paid: true }), payoutOf({ paymentMethod: 'cod', paid: false })]).toEqual(['alipay', 'by_hand', 'none'])
  })
})

describe('what can be asked back', () => {
  const of = (status: Parameters<typeof returnableOf>[0]['status'], facts: Partial<ItemFacts> = {}, { openCase = false, daysSince = 0 } = {}) =>
    returnableOf({ status, receivedAt: new Date(now.getTime() - daysSince * 86_400_000) }, { ...item(facts), openCase }, now)

  test('money for what is not sent; goods or money for what is', () => {
    expect(of('WAIT_PAYMENT')).toEqual({ refund: 0, return: 0 })
    expect(of('WAIT_SHIP')).toEqual({ refund: 3, return: 0 })
    expect(of('WAIT_SHIP', { shipped: 1, returned: 1, unsent: 1 })).toEqual({ refund: 1, return: 1 })
    expect(of('WAIT_SHIP', { shipped: 2, returned: 1, unsent: 1 })).toEqual({ refund: 2, return: 2 })
    expect(of('WAIT_RECEIVE', { shipped: 3 })).toEqual({ refund: 3, return: 3 })
    expect(of('CANCELED')).toEqual({ refund: 0, return: 0 })
    expect(of('CLOSED', { shipped: 3, returned: 3, refunded: 1000 })).toEqual({ refund: 0, return: 0 })
  })

  test('for fifteen days after receipt, and one wish at a time', () => {
    expect(of('WAIT_COMMENT', { shipped: 3 }, { daysSince: 14.99 })).toEqual({ refund: 3, return: 3 })
    expect(of('COMPLETE', { shipped: 3 }, { daysSince: 15 })).toEqual({ refund: 0, return: 0 })
    expect(of('WAIT_COMMENT', { shipped: 3 }, { openCase: true })).toEqual({ refund: 0, return: 0 })
    expect(of('WAIT_COMMENT', { shipped: 3, refunded: 1000 })).toEqual({ refund: 0, return: 0 }) // nothing is left to pay back
  })
})

describe('what staff can give back of their own accord', () => {
  const of = (status: Parameters<typeof refundableOf>[0]['status'], facts: Partial<ItemFacts> = {}, { openCase = false, paidAt = now as Date | null } = {}) =>
    refundableOf({ status, paidAt }, { ...item(facts), openCase })
  const none = { unsent: 0, sent: 0 }

  test('what was not sent apart from what the buyer has, as long as the order lives', () => {
    expect(of('WAIT_SHIP', { shipped: 1 })).toEqual({ unsent: 2, sent: 1 })
    expect(of('WAIT_SHIP', { shipped: 2, returned: 1, unsent: 1 })).toEqual({ unsent: 0, sent: 2 })
    expect(of('COMPLETE', { shipped: 3, returned: 1, refunded: 333 })).toEqual({ unsent: 0, sent: 2 })
    expect([of('WAIT_PAYMENT'), of('CANCELED'), of('CLOSED', { shipped: 3 })]).toEqual([none, none, none])
  })

  test('nothing that was not paid, is paid back already, or is asked for', () => {
    expect(of('WAIT_RECEIVE', { shipped: 3 }, { paidAt: null })).toEqual(none)
    expect(of('COMPLETE', { shipped: 3, refunded: 1000 })).toEqual(none)
    expect(of('COMPLETE', { shipped: 3, payable: 0 })).toEqual(none)
    expect(of('COMPLETE', { shipped: 3 }, { openCase: true })).toEqual(none)
  })
})

/** Numbers as if by chance, the same for the same seed. */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 1
}
