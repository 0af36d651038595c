import { expect, test } from 'vitest'
import { HouseFields } from '../../contract.ts'
import { draftOf, LENGTHS, LIMITS, MONEY_MAX, PRICE_MIN, readDraft } from './houseDraft.ts'

const filled = { ...draftOf(), title: '包河万达旁的两居', price: '328.5', areaId: 3, address: '徽州大道 1 号', acreage: '86', unit: '两室一厅', beds: '双人床 1.8m × 2' }

test('a filled form becomes a home with its money in fen', () => {
  expect(readDraft({ ...filled, deposit: '19.99' }).fields).toMatchObject({ title: '包河万达旁的两居', price: 32_850, deposit: 1999, areaId: 3, acreage: 86, maxNights: 0, checkInHour: 14 })
})

test('an empty form tells every field that is missing', () => {
  const { wrong } = readDraft(draftOf())
  expect(Object.keys(wrong!).sort()).toEqual(['acreage', 'address', 'areaId', 'beds', 'price', 'title', 'unit'])
})

test.each([
  ['price', '12.345', 'yuan'],
  ['price', '0.5', 'range'],
  ['price', '1e3', 'yuan'],
  ['deposit', '-1', 'yuan'],
  ['acreage', '86.5', 'whole'],
  ['capacity', '0', 'range'],
  ['title', '   ', 'missing'],
  ['windowDays', '731', 'range'],
] as const)('%s %s is wrong: %s', (name, value, why) => {
  expect(readDraft({ ...filled, [name]: value }).wrong).toMatchObject({ [name]: { why } })
})

test('the longest stay must not be shorter than the shortest, and 0 means no limit', () => {
  expect(readDraft({ ...filled, minNights: '3', maxNights: '2' }).wrong).toEqual({ maxNights: { why: 'nights' } })
  expect(readDraft({ ...filled, minNights: '3', maxNights: '0' }).fields).toMatchObject({ minNights: 3, maxNights: 0 })
})

test('the form knows the limits of the contract', () => {
  const schemas = HouseFields.properties as unknown as Record<string, { minimum?: number, maximum?: number, maxLength?: number }>
  for (const [name, [min, max]] of Object.entries(LIMITS)) expect([name, schemas[name]!.minimum, schemas[name]!.maximum]).toEqual([name, min, max])
  for (const [name, length] of Object.entries(LENGTHS)) expect([name, schemas[name]!.maxLength]).toEqual([name, length])
  expect([schemas.price!.minimum, schemas.price!.maximum, schemas.deposit!.maximum]).toEqual([PRICE_MIN, MONEY_MAX, MONEY_MAX])
})
