import { expect, test } from 'vitest'
import { fitOf } from './shape.ts'
import { addressOf, targetOf } from './target.ts'

const place = { width: 1280, height: 560 }

test.each([
  [{ width: 1280, height: 560 }, { cut: null, percent: 0, isSmall: false }],
  [{ width: 2560, height: 1130 }, { cut: null, percent: 1, isSmall: false }],
  [{ width: 1280, height: 1280 }, { cut: 'ends', percent: 56, isSmall: false }],
  [{ width: 3000, height: 1000 }, { cut: 'sides', percent: 24, isSmall: false }],
  [{ width: 640, height: 280 }, { cut: null, percent: 0, isSmall: true }],
])('what a place cuts off of a picture: %o', (picture, fit) => {
  expect(fitOf(picture, place)).toEqual(fit)
})

test.each(['/mall', '/mall/coupons', '/mall/products?categoryId=12', '/mall/products/7', '/stays', '/mall/products?categoryId=12&sort=new', '/'])('where an advertisement leads is read and written alike: %s', (address) => {
  expect(addressOf(targetOf(address))).toBe(address)
})

test('a target without what it needs is none', () => {
  expect(addressOf({ kind: 'category', id: '', path: '' })).toBe('')
  expect(addressOf({ kind: 'product', id: 'x', path: '' })).toBe('')
})
