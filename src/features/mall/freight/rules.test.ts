import type { FreightTemplate } from './rules.ts'
import { expect, test } from 'vitest'
import { chargeFreight, termsFor } from './rules.ts'

const PARCEL: FreightTemplate = {
  id: 1,
  name: '快递',
  fee: 1000,
  freeOver: 9900,
  rules: [{ regions: ['340104'], fee: 0, freeOver: null }, { regions: ['650000', '540000', '810000'], fee: 3000, freeOver: null }, { regions: ['340100', '310000'], fee: 600, freeOver: 5000 }],
}
const HEAVY: FreightTemplate = { id: 2, name: '大件', fee: 5000, freeOver: null, rules: [] }

test.each([
  ['where nothing else is said', '110105', 1000, 9900],
  ['without a region', null, 1000, 9900],
  ['in a province that is named', '650102', 3000, null],
  ['in the province itself', '650000', 3000, null],
  ['in a city that is named', '340111', 600, 5000],
  ['in another city of that province', '340202', 1000, 9900],
  ['in a district, by the first rule that fits', '340104', 0, null],
  ['in a city ruled by its province', '310115', 600, 5000],
])('carriage %s', (_, regionCode, fee, freeOver) => {
  expect(termsFor(PARCEL, regionCode)).toEqual({ fee, freeOver })
})

test('many SKUs on the same terms pay carriage once; other terms once more; free from the sum of their own goods on', () => {
  const line = (skuId: number, sum: number, template: FreightTemplate | null) => ({ skuId, sum, template })
  expect(chargeFreight([line(1, 4000, PARCEL), line(2, 9000, HEAVY), line(3, 5899, PARCEL), line(4, 100, null)], '110105')).toEqual([
    { name: '快递', skuIds: [1, 3], goods: 9899, fee: 1000, freeOver: 9900 },
    { name: '大件', skuIds: [2], goods: 9000, fee: 5000, freeOver: null },
  ])
  expect(chargeFreight([line(1, 4000, PARCEL), line(3, 5900, PARCEL)], '110105')).toMatchObject([{ goods: 9900, fee: 0 }])
  expect(chargeFreight([line(4, 100, null)], '110105')).toEqual([])
})
