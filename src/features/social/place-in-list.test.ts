import type { Place } from './place-in-list.ts'
import { expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { cursorOf } from '../../kit/cursors.ts'
import { cutPage, placeOf } from './place-in-list.ts'
import { aMeeter } from './social.fixture.ts'

const site = withApp()

const ID = '0d9f2c1e-7a55-4b1c-9a43-2f6f1f0c7b11'
const BEYOND_ALL_DATES = Number.MAX_SAFE_INTEGER
const rows = [3, 2, 1].map((day, i): Place => ({ at: new Date(Date.UTC(2027, 2, day, 6, 0, 0, 123)), publicId: ID.replace(/1$/, String(i)) }))

test('a list goes on where its page before has ended, and ends with its last row', () => {
  const { page, next } = cutPage(rows, 2, 'friends', row => row)
  expect(page).toEqual(rows.slice(0, 2))
  expect(placeOf(next!, 'friends')).toEqual(rows[1])
  expect(cutPage(rows, 3, 'friends', row => row)).toEqual({ page: rows, next: null })
  expect(cutPage([], 3, 'friends', row => row)).toEqual({ page: [], next: null })
  expect(placeOf(undefined, 'friends')).toBeNull()
})

test.each([
  ['not of us', '%%%'],
  ['empty', ''],
  ['JSON, but no list', Buffer.from('7').toString('base64url')],
  ['of another list', cursorOf('enemies', [1, ID])],
  ['without an id', cursorOf('friends', [1])],
  ['with more than a place', cursorOf('friends', [1, ID, ID])],
  ['with a text for an instant', cursorOf('friends', ['1', ID])],
  ['before 1970', cursorOf('friends', [-1, ID])],
  ['between two milliseconds', cursorOf('friends', [1.5, ID])],
  ['beyond all whole numbers', cursorOf('friends', [1e300, ID])],
  ['with a number for an id', cursorOf('friends', [1, 2])],
  ['with an id that is none', cursorOf('friends', [1, `${ID}0`])],
  ['with an id as a URN, which PostgreSQL does not know', cursorOf('friends', [1, `urn:uuid:${ID}`])],
])('a place that is %s is refused', (_, after) => {
  expect(() => placeOf(after, 'friends')).toThrow(expect.objectContaining({ code: 'kit.bad_page' }))
})

test('a place later than all dates comes before everybody, in every list', async () => {
  expect(placeOf(cursorOf('friends', [BEYOND_ALL_DATES, ID]), 'friends')!.at.getTime()).toBe(8.64e15)
  const me = await aMeeter(site, { level: 3 })
  for (const [path, list] of [['likes', 'fans'], ['blocks', 'blocks'], ['matches', 'matches']] as const) {
    for (const ms of [8.64e15, BEYOND_ALL_DATES]) expect([path, await site.call('GET', `social/${path}`, { as: me, query: { after: cursorOf(list, [ms, ID]) } })]).toMatchObject([path, { status: 200, data: { items: [] } }])
  }
})
