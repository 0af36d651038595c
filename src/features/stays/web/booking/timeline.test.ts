import { expect, test } from 'vitest'
import { timelineOf } from './timeline.ts'

const told = (booking: Parameters<typeof timelineOf>[0]) => timelineOf(booking).map(step => `${step.name} ${step.state}`)

test('a booking that waits for the money has been accepted and is to be paid', () => {
  expect(told({ status: 'WAIT_PAYMENT', refund: null })).toEqual(['requested done', 'accepted done', 'paid now', 'stayed ahead', 'reviewed ahead'])
})

test('after the review everything lies behind', () => {
  expect(told({ status: 'COMPLETE', refund: null }).every(step => step.endsWith('done'))).toBe(true)
})

test('a rejected request ends after the request', () => {
  expect(told({ status: 'REJECTED', refund: null })).toEqual(['requested done', 'rejected ended'])
})

test('a booking canceled after payment shows that it had been paid', () => {
  expect(told({ status: 'CANCELED', refund: { amount: 5000, status: 'done' } })).toEqual(['requested done', 'accepted done', 'paid done', 'canceled ended'])
})
