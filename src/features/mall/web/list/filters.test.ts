import { expect, test } from 'vitest'
import { countFilters, queryOf, readFilters, SORTS, toggled } from './filters.ts'

test('the filters of an address come back as they went in', () => {
  const query = { categoryId: '7', brandId: '3,5', attr: ['12:6.7英寸', '14:是'], priceMin: '100', priceMax: '900', inStock: 'true', sort: 'new' }
  const filters = readFilters(query, SORTS)
  expect(filters).toEqual({ categoryId: 7, brandIds: [3, 5], attrs: ['12:6.7英寸', '14:是'], priceMin: 100, priceMax: 900, inStock: true, sort: 'new' })
  expect(queryOf(filters)).toEqual(query)
  expect(countFilters(filters)).toBe(6)
})

test('what makes no sense in an address is left out', () => {
  const filters = readFilters({ categoryId: '-1', brandId: 'x,0,4', attr: ['nonsense', '5:'], priceMin: '900', priceMax: '100', inStock: '1', sort: 'drop table' }, SORTS)
  expect(filters).toEqual({ categoryId: undefined, brandIds: [4], attrs: [], priceMin: 900, priceMax: undefined, inStock: false, sort: undefined })
})

test('a value is taken in and out again', () => {
  expect(toggled([1, 2], 3)).toEqual([1, 2, 3])
  expect(toggled([1, 2, 3], 2)).toEqual([1, 3])
})
