import type { BookingStatus } from './contract.ts'
import { describe, expect, test } from 'vitest'
import { actionsOf, dueSteps, mayCancel, settled, TRANSITIONS } from './states.ts'

const at = (hours: number) => new Date(Date.parse('2027-03-01T06:00:00Z') + hours * 3600_000)
const booking = (status: BookingStatus, dueAt: Date | null) => ({ status, dueAt, endsAt: at(10) })

describe('what time does', () => {
  test('a request or an unpaid booking lapses at its deadline, to the millisecond', () => {
    for (const status of ['WAIT_ACCEPT', 'WAIT_PAYMENT'] as const) {
      expect(settled(booking(status, at(1)), new Date(at(1).getTime() - 1)).status).toBe(status)
      expect(settled(booking(status, at(1)), at(1))).toMatchObject({ status: 'EXPIRED', dueAt: null })
    }
  })

  test('a stay ends at check-out and may be reviewed for two weeks; both at once when nobody has looked for a month', () => {
    const paid = booking('PAID', at(10))
    expect(settled(paid, at(9)).status).toBe('PAID')
    expect(settled(paid, at(11))).toMatchObject({ status: 'WAIT_COMMENT', dueAt: at(10 + 14 * 24) })
    expect(dueSteps(paid, at(1000)).map(step => step.to)).toEqual(['WAIT_COMMENT', 'COMPLETE'])
  })

  test('what is over stays as it is', () => {
    for (const status of ['COMPLETE', 'CANCELED', 'REJECTED', 'EXPIRED'] as const) expect(settled(booking(status, null), at(10_000)).status).toBe(status)
  })
})

test('from every state the steps lead where the documents say, and out of an ended one only late money leads', () => {
  const leavesBy = (status: BookingStatus) => Object.entries(TRANSITIONS).filter(([, step]) => step.from.includes(status)).map(([action, step]) => `${action} → ${step.to}`)
  expect(leavesBy('WAIT_ACCEPT')).toEqual(['accept → WAIT_PAYMENT', 'reject → REJECTED', 'cancel → CANCELED', 'expire → EXPIRED'])
  expect(leavesBy('WAIT_PAYMENT')).toEqual(['pay → PAID', 'cancel → CANCELED', 'expire → EXPIRED'])
  expect(leavesBy('PAID')).toEqual(['cancel → CANCELED', 'end → WAIT_COMMENT'])
  expect(leavesBy('WAIT_COMMENT')).toEqual(['review → COMPLETE', 'close → COMPLETE'])
  expect(leavesBy('EXPIRED')).toEqual(['pay_late → PAID'])
  for (const status of ['COMPLETE', 'CANCELED', 'REJECTED'] as const) expect(leavesBy(status)).toEqual([])
})

test('each of the two is offered what they may do, and no more', () => {
  const offered = (status: BookingStatus, role: 'guest' | 'host', facts = {}) => actionsOf({ status, startsAt: at(5), reviewed: false, answered: false, ...facts }, role, at(0))
  expect(offered('WAIT_ACCEPT', 'host')).toEqual(['accept', 'reject'])
  expect(offered('WAIT_ACCEPT', 'guest')).toEqual(['cancel'])
  expect(offered('WAIT_PAYMENT', 'guest')).toEqual(['pay', 'cancel'])
  expect(offered('WAIT_PAYMENT', 'host')).toEqual(['cancel'])
  expect(offered('PAID', 'guest')).toEqual(['cancel'])
  expect(offered('PAID', 'guest', { startsAt: at(-1) })).toEqual([])
  expect(offered('WAIT_COMMENT', 'guest')).toEqual(['review'])
  expect(offered('COMPLETE', 'host', { reviewed: true })).toEqual(['answer'])
  expect(offered('COMPLETE', 'host', { reviewed: true, answered: true })).toEqual([])
  expect(offered('CANCELED', 'guest')).toEqual([])
})

test('a stay that has begun is for staff to cancel', () => {
  expect(mayCancel({ status: 'PAID', startsAt: at(0) }, 'guest', at(0))).toBe(false)
  expect(mayCancel({ status: 'PAID', startsAt: at(0) }, 'host', at(1))).toBe(false)
  expect(mayCancel({ status: 'PAID', startsAt: at(0) }, 'staff', at(1))).toBe(true)
})
