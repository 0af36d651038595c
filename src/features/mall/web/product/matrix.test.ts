import type { Sku } from '../../catalogue/contract.ts'
import { expect, test } from 'vitest'
import { choose, firstChoice, skuOf, stateOf } from './matrix.ts'

const [BLACK, WHITE, SMALL, LARGE, HUGE] = [1, 2, 11, 12, 13] as const
const sku = (id: number, optionIds: number[], state: Sku['state'] = 'on') => ({ id, optionIds, state }) as Sku
const options = (...ids: number[]) => ids.map(id => ({ id, value: String(id), swatch: null }))
const matrix = {
  specs: [{ id: 1, name: '颜色', options: options(BLACK, WHITE) }, { id: 2, name: '容量', options: options(SMALL, LARGE, HUGE) }],
  skus: [sku(100, [BLACK, SMALL], 'sold_out'), sku(101, [BLACK, LARGE]), sku(102, [WHITE, SMALL]), sku(103, [WHITE, HUGE], 'sold_out')],
}

test('what does not exist and what is sold out are told apart', () => {
  expect(stateOf(matrix, [BLACK, undefined], 1, SMALL)).toBe('sold_out')
  expect(stateOf(matrix, [BLACK, undefined], 1, LARGE)).toBe('here')
  expect(stateOf(matrix, [BLACK, undefined], 1, HUGE)).toBe('impossible')
  expect(stateOf(matrix, [undefined, HUGE], 0, WHITE)).toBe('sold_out')
  expect(stateOf(matrix, [undefined, undefined], 0, BLACK)).toBe('here')
})

test('at first something is chosen that can be bought', () => {
  expect(firstChoice(matrix)).toEqual([BLACK, LARGE])
  expect(firstChoice(matrix, 103)).toEqual([WHITE, HUGE])
  expect(firstChoice({ specs: [], skus: [] })).toEqual([])
})

test('an option that goes with nothing chosen before takes its place, and what is then left over is chosen', () => {
  expect(choose(matrix, [BLACK, LARGE], 1, HUGE)).toEqual([WHITE, HUGE])
  expect(choose(matrix, [BLACK, LARGE], 0, WHITE)).toEqual([WHITE, undefined])
  expect(choose(matrix, [WHITE, undefined], 1, SMALL)).toEqual([WHITE, SMALL])
})

test('a complete choice is one SKU, an incomplete one none', () => {
  expect(skuOf(matrix, [WHITE, SMALL])?.id).toBe(102)
  expect(skuOf(matrix, [WHITE, undefined])).toBeUndefined()
  expect(skuOf({ specs: [], skus: [sku(7, [])] }, [])?.id).toBe(7)
})
