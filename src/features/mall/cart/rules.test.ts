import type { MergeContext } from './contract.ts'
import type { CartLineRow } from './rules.ts'
import { expect, test } from 'vitest'
import { mergeCarts, MOST_LINES, mostOf, problemOf } from './rules.ts'

const at = (minute: number) => new Date(Date.UTC(2027, 2, 1, 6, minute))
const line = (skuId: number, count: number, more: Partial<CartLineRow> = {}): CartLineRow =>
  ({ skuId, title: `商品${skuId}`, specText: '', count, selected: true, addedAt: at(skuId % 60), onShelf: true, left: 100, perPerson: null, ...more })

test.each([
  ['plenty', { onShelf: true, left: 500, perPerson: null }, 99],
  ['a few', { onShelf: true, left: 3, perPerson: null }, 3],
  ['a limit per person', { onShelf: true, left: 500, perPerson: 2 }, 2],
  ['more allowed than any cart holds', { onShelf: true, left: 500, perPerson: 999 }, 99],
  ['none', { onShelf: true, left: 0, perPerson: null }, 0],
  ['off the shelf', { onShelf: false, left: 5, perPerson: null }, 0],
])('of %s at most so many can be had', (_, supply, most) => {
  expect(mostOf(supply)).toBe(most)
})

test('a line is told when it is off the shelf, sold out, or more than there is', () => {
  expect([problemOf(line(1, 5), 5), problemOf(line(1, 1, { left: 4 }), 5), problemOf(line(1, 1, { left: 0 }), 1), problemOf(line(1, 1, { left: 0, onShelf: false }), 1)]).toEqual([null, 'too_many', 'sold_out', 'off_shelf'])
})

interface Case {
  own: CartLineRow[]
  guest: CartLineRow[]
  context?: MergeContext
  /** SKU, count, selected. */
  merged: [number, number, boolean][]
  /** SKU, outcome, reason, count. */
  told: [number, string, string | null, number][]
}

/** The twelve cases of mall.md §5.7. */
const CASES: Record<string, Case> = {
  'only the guest has something': { own: [], guest: [line(1, 2), line(2, 1, { selected: false })], merged: [[2, 1, false], [1, 2, true]], told: [[2, 'added', null, 1], [1, 'added', null, 2]] },
  'only the person has something': { own: [line(1, 2)], guest: [], merged: [[1, 2, true]], told: [] },
  'both have something else': { own: [line(1, 2, { selected: false })], guest: [line(2, 3)], merged: [[2, 3, true], [1, 2, false]], told: [[2, 'added', null, 3]] },
  'both have the same: the count chosen last, not the sum': { own: [line(1, 5)], guest: [line(1, 2)], merged: [[1, 2, true]], told: [[1, 'updated', null, 2]] },
  'both have just the same': { own: [line(1, 2)], guest: [line(1, 2)], merged: [[1, 2, true]], told: [[1, 'same', null, 2]] },
  'fewer are left than the guest wanted': { own: [], guest: [line(1, 9, { left: 4 })], merged: [[1, 4, true]], told: [[1, 'added', 'stock', 4]] },
  'one person may have fewer': { own: [line(1, 1, { perPerson: 2 })], guest: [line(1, 9, { perPerson: 2 })], merged: [[1, 2, true]], told: [[1, 'updated', 'limit', 2]] },
  'a hundred are more than a cart holds of one thing': { own: [], guest: [line(1, 150, { left: 500 })], merged: [[1, 99, true]], told: [[1, 'added', 'limit', 99]] },
  'the guest’s is sold out: it stays, as one': { own: [], guest: [line(1, 3, { left: 0 })], merged: [[1, 1, true]], told: [[1, 'added', 'sold_out', 1]] },
  'the guest’s is off the shelf: it goes; what the person has of it stays': { own: [line(2, 4, { onShelf: false })], guest: [line(1, 3, { onShelf: false }), line(2, 1, { onShelf: false })], merged: [[2, 4, true]], told: [[2, 'same', 'off_shelf', 4], [1, 'dropped', 'off_shelf', 0]] },
  'the guest chose not to select what the person has selected': { own: [line(1, 2)], guest: [line(1, 2, { selected: false })], merged: [[1, 2, false]], told: [[1, 'same', null, 2]] },
  'on the way to the checkout only the guest’s choice is selected': { own: [line(1, 2), line(2, 2)], guest: [line(2, 1), line(3, 1, { selected: false })], context: 'checkout', merged: [[3, 1, false], [2, 1, true], [1, 2, false]], told: [[3, 'added', null, 1], [2, 'updated', null, 1]] },
}

test.each(Object.entries(CASES))('carts merge: %s', (_, { own, guest, context = 'cart', merged, told }) => {
  const result = mergeCarts(own, guest, context)
  expect(result.lines.map(({ skuId, count, selected }) => [skuId, count, selected])).toEqual(merged)
  expect(result.told.map(({ skuId, outcome, reason, count }) => [skuId, outcome, reason, count])).toEqual(told)
  // Replayed it changes nothing any more.
  const again = mergeCarts(result.lines, guest, context)
  expect(again.lines).toEqual(result.lines)
  expect(again.told.every(({ outcome }) => outcome === 'same' || outcome === 'dropped')).toBe(true)
})

test('a full cart takes the guest’s latest and drops the rest, never a line of its own', () => {
  const own = Array.from({ length: MOST_LINES - 1 }, (_, i) => line(i + 1, 1))
  const { lines, told } = mergeCarts(own, [line(101, 1, { addedAt: at(1) }), line(102, 1, { addedAt: at(2) }), line(1, 7)], 'cart')
  expect(lines).toHaveLength(MOST_LINES)
  expect(told.map(({ skuId, outcome, reason, count }) => [skuId, outcome, reason, count])).toEqual([[102, 'added', null, 1], [1, 'updated', null, 7], [101, 'dropped', 'cart_full', 0]])
  expect(own.every(({ skuId }) => lines.some(kept => kept.skuId === skuId))).toBe(true)
})
