import { expect, test } from 'vitest'
import { changesBetween } from './changes.ts'

test('only what differs is told', () => {
  expect(changesBetween({ status: 'active', name: 'Wang' }, { status: 'suspended', name: 'Wang' })).toEqual([{ field: 'status', before: 'active', after: 'suspended' }])
})

test('of a list, what came and what went', () => {
  expect(changesBetween({ permissions: ['a', 'b'] }, { permissions: ['b', 'c'] })).toMatchObject([{ field: 'permissions', added: ['c'], removed: ['a'] }])
})

test('a thing that is new, or gone, is told whole', () => {
  expect(changesBetween(null, { name: 'helpers' })).toEqual([{ field: 'name', before: undefined, after: 'helpers' }])
  expect(changesBetween({ name: 'helpers' }, null)).toEqual([{ field: 'name', before: 'helpers', after: undefined }])
})

test('what the later state does not tell has not changed', () => {
  expect(changesBetween({ status: 'active', roles: ['owner'] }, { status: 'disabled' })).toEqual([{ field: 'status', before: 'active', after: 'disabled' }])
})

test('nothing and null are the same nothing', () => {
  expect(changesBetween({ reason: null }, {})).toEqual([])
  expect(changesBetween(null, null)).toEqual([])
})

test('a list in another order is told whole', () => {
  expect(changesBetween([1, 2, 3], [2, 1, 3])).toEqual([{ field: '', before: [1, 2, 3], after: [2, 1, 3] }])
})

test('a state that is no object is a value without a name', () => {
  expect(changesBetween(1, 2)).toEqual([{ field: '', before: 1, after: 2 }])
})
