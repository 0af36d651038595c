import { expect, test } from 'vitest'
import { nextResets } from './reset.ts'

const at = (now: string, zone: string) => nextResets(new Date(now), zone).map(date => date.toISOString())

test('quotas begin anew at four in the morning where somebody is', () => {
  expect(at('2027-03-01T06:00:00Z', 'Asia/Shanghai')).toEqual(['2027-03-01T20:00:00.000Z', '2027-03-02T20:00:00.000Z'])
  expect(at('2027-03-01T19:59:59Z', 'Asia/Shanghai')[0]).toBe('2027-03-01T20:00:00.000Z')
  expect(at('2027-03-01T20:00:00Z', 'Asia/Shanghai')[0]).toBe('2027-03-02T20:00:00.000Z')
})

test('on the days when clocks change, too', () => {
  // Berlin: 28 March 2027 has 23 hours, 31 October 25.
  expect(at('2027-03-27T12:00:00Z', 'Europe/Berlin')).toEqual(['2027-03-28T02:00:00.000Z', '2027-03-29T02:00:00.000Z'])
  expect(at('2027-03-28T00:30:00Z', 'Europe/Berlin')[0]).toBe('2027-03-28T02:00:00.000Z')
  expect(at('2027-10-30T12:00:00Z', 'Europe/Berlin')).toEqual(['2027-10-31T03:00:00.000Z', '2027-11-01T03:00:00.000Z'])
  expect(at('2027-10-31T00:30:00Z', 'Europe/Berlin')[0]).toBe('2027-10-31T03:00:00.000Z')
})

test('at both ends of the world', () => {
  expect(at('2027-03-01T06:00:00Z', 'Pacific/Kiritimati')[0]).toBe('2027-03-01T14:00:00.000Z')
  expect(at('2027-03-01T06:00:00Z', 'Pacific/Pago_Pago')[0]).toBe('2027-03-01T15:00:00.000Z')
})
