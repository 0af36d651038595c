import type { AppError } from './errors.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cursorOf, positionOf } from './cursors.ts'
import { cursorPageOf, pageOf } from './pagination.ts'

test('a page says whether there are more, how many up to 200, and where the next one begins', () => {
  const query = { page: 1, limit: 2 }
  expect(pageOf([1, 2, 3], 200, query)).toEqual({ items: [1, 2], page: 1, limit: 2, total: 200, hasMore: true })
  expect(pageOf([1, 2, 3], 201, query).total).toBeNull()
  expect(cursorPageOf([1, 2, 3], null, query, last => `after ${last}`)).toEqual({ items: [1, 2], page: 1, limit: 2, total: null, hasMore: true, next: 'after 2' })
  expect(cursorPageOf([1, 2], 2, query, last => `after ${last}`)).toMatchObject({ total: 2, hasMore: false, next: null })
  expect(cursorPageOf([], 0, query, () => 'never')).toMatchObject({ items: [], total: 0, next: null })
})

test('a cursor gives back what it was made of', () => {
  fc.assert(fc.property(fc.nat(), fc.string().filter(text => !text.includes('\0')), (id, text) => {
    expect(positionOf(cursorOf('things', [id, text]), 'things', ['number', 'text'])).toEqual([id, text])
  }))
})

test('what is no cursor of this list is refused', () => {
  const cursorText = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const refused = ['', '!', 'abc', cursorText(null), cursorText({}), cursorText([]), cursorText('things'), cursorText(['things']), cursorText(['other', 1]), cursorText(['things', -1]), cursorText(['things', 1.5]), cursorText(['things', '1']), cursorText(['things', 1, 2]), cursorText(['things', 2 ** 60])]
  for (const cursor of refused) {
    const asked = () => positionOf(cursor, 'things', ['number'])
    expect(asked, cursor).toThrow(expect.objectContaining({ code: 'kit.bad_page', details: { field: 'after' } }) as AppError)
  }
  expect(() => positionOf(cursorText(['things', 'a\0b']), 'things', ['text']), 'the database could not hold it').toThrow()
})
