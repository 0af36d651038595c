import { describe, expect, test } from 'vitest'
import { hiddenFilters, queryOf, readFilters } from './filters.ts'

const TODAY = '2027-05-01'

describe('the search in the address', () => {
  test('what is asked for comes back the same after a round through the address', () => {
    const filters = readFilters({ areaId: '3', checkIn: '2027-05-04', checkOut: '2027-05-06', guests: '2', priceMin: '10000', priceMax: '50000', facilities: '7,2', sort: 'price-asc' }, TODAY)
    expect(filters).toEqual({ areaId: 3, checkIn: '2027-05-04', checkOut: '2027-05-06', guests: 2, priceMin: 10_000, priceMax: 50_000, facilities: [2, 7], sort: 'price-asc' })
    expect(readFilters(queryOf(filters), TODAY)).toEqual(filters)
  })

  test('an empty search has an empty address', () => {
    expect(queryOf(readFilters({}, TODAY))).toEqual({})
  })

  test.each([
    ['days that have passed', { checkIn: '2027-04-28', checkOut: '2027-05-03' }],
    ['days in the wrong order', { checkIn: '2027-05-06', checkOut: '2027-05-04' }],
    ['the same day twice', { checkIn: '2027-05-04', checkOut: '2027-05-04' }],
    ['only one day', { checkIn: '2027-05-04' }],
    ['a day that is not on the calendar', { checkIn: '2027-05-30', checkOut: '2027-05-32' }],
    ['words for numbers', { areaId: 'x', guests: '-1', priceMin: '1e3' }],
    ['too many guests', { guests: '51' }],
    ['an unknown order', { sort: 'magic' }],
    ['ids that are none', { facilities: '0,a,,-4' }],
  ])('%s are left out', (_, query) => {
    expect(queryOf(readFilters(query, TODAY))).toEqual({})
  })

  test('a highest price below the lowest is left out', () => {
    expect(readFilters({ priceMin: '30000', priceMax: '20000' }, TODAY)).toMatchObject({ priceMin: 30_000, priceMax: undefined })
  })

  test('the price range counts as one filter, every facility as its own', () => {
    expect(hiddenFilters(readFilters({ priceMin: '100', priceMax: '900', facilities: '1,2', areaId: '4' }, TODAY))).toBe(3)
  })
})
