import { expect, test } from 'vitest'
import { pageAfter } from './useInfinite.ts'

const page = { items: [], page: 2, limit: 10, total: null, hasMore: true }

test('an endless list goes on at its cursor, or else at the next page', () => {
  expect(pageAfter({ ...page, next: 'WyJpZCIsN10' })).toEqual({ after: 'WyJpZCIsN10' })
  expect(pageAfter(page)).toEqual({ page: 3 })
  expect(pageAfter({ ...page, next: null })).toEqual({ page: 3 })
})

test('an endless list ends where there is no more', () => {
  expect(pageAfter({ ...page, hasMore: false })).toBeUndefined()
  expect(pageAfter({ ...page, hasMore: false, next: null })).toBeUndefined()
})
