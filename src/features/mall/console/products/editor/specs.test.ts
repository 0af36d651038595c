import type { ProductDraft, SpecDraft } from './draft.ts'
import { describe, expect, test } from 'vitest'
import { emptyDraft, fieldsOf } from './draft.ts'
import { addMissing, addOption, addSpec, missingCombinations, moveOption, moveSpec, removeOption, removeSpec } from './specs.ts'

/** As somebody would write it: { 颜色: ['黑', '白'], 容量: ['128G'] }. */
function draftWith(specs: Record<string, string[]>): ProductDraft {
  const draft = emptyDraft()
  draft.skus[0]!.price = '9'
  for (const [name, values] of Object.entries(specs)) {
    addSpec(draft, name)
    for (const value of values) addOption(draft, draft.specs.at(-1)!, value)
  }
  return draft
}
const namesOf = (draft: ProductDraft) => {
  const names = new Map(draft.specs.flatMap(({ options }) => options.map(({ key, value }) => [key, value])))
  return draft.skus.map(sku => sku.options.map(key => names.get(key)).join(' '))
}
const specOf = (draft: ProductDraft, name: string): SpecDraft => draft.specs.find(spec => spec.name === name)!
const sell = (draft: ProductDraft, ...places: number[]) => places.forEach((place) => { draft.skus[place]!.there = { ordered: true, onHand: 1, reserved: 0, sales: 1 } })

describe('while specifications are written', () => {
  test('every combination becomes a SKU, in the order of the options, at the price of its neighbour', () => {
    const draft = draftWith({ 颜色: ['黑', '白'], 容量: ['128G', '256G'] })
    expect(namesOf(draft)).toEqual(['黑 128G', '黑 256G', '白 128G', '白 256G'])
    expect(draft.skus.map(({ price }) => price)).toEqual(['9', '9', '9', '9'])
    expect(fieldsOf({ ...draft, categoryId: 3 }, []).skus.map(({ options, price }) => [options, price])).toEqual([[[0, 0], 900], [[0, 1], 900], [[1, 0], 900], [[1, 1], 900]])
  })

  test('the one SKU that was there before takes the first options', () => {
    const draft = emptyDraft()
    const { key } = draft.skus[0]!
    addSpec(draft, '颜色')
    expect(namesOf(draft)).toEqual([''])
    addOption(draft, draft.specs[0]!, '黑')
    expect([namesOf(draft), draft.skus[0]!.key]).toEqual([['黑'], key])
  })

  test('a combination that was taken away does not come back with another option', () => {
    const draft = draftWith({ 颜色: ['黑', '白'], 容量: ['128G', '256G'] })
    draft.skus.splice(3, 1)
    addOption(draft, specOf(draft, '颜色'), '红')
    expect(namesOf(draft)).toEqual(['黑 128G', '黑 256G', '白 128G', '红 128G', '红 256G'])
    expect(missingCombinations(draft)).toHaveLength(1)
    addMissing(draft)
    expect(namesOf(draft)).toContain('白 256G')
  })

  test('the SKUs of an option go with it, unless an order has one of them', () => {
    const draft = draftWith({ 颜色: ['黑', '白'], 容量: ['128G', '256G'] })
    sell(draft, 0)
    const [black, white] = specOf(draft, '颜色').options
    expect(removeOption(draft, specOf(draft, '颜色'), black!.key)).toBe('ordered')
    expect(removeOption(draft, specOf(draft, '颜色'), white!.key)).toBeUndefined()
    expect(namesOf(draft)).toEqual(['黑 128G', '黑 256G'])
  })

  test('a specification that falls away leaves of each pair the SKU that was ordered; two that were can\'t become one', () => {
    const draft = draftWith({ 颜色: ['黑', '白'], 容量: ['128G', '256G'] })
    sell(draft, 2)
    const sold = draft.skus[2]!.key
    expect(removeSpec(draft, specOf(draft, '颜色'))).toBeUndefined()
    expect([namesOf(draft), draft.skus[0]!.key]).toEqual([['128G', '256G'], sold])
    const other = draftWith({ 颜色: ['黑', '白'] })
    sell(other, 0, 1)
    expect(removeSpec(other, specOf(other, '颜色'))).toBe('ordered')
    expect(namesOf(other)).toEqual(['黑', '白'])
  })

  test('moving them moves the SKUs, and each stays what it is', () => {
    const draft = draftWith({ 颜色: ['黑', '白'], 容量: ['128G', '256G'] })
    const key = draft.skus[1]!.key
    moveSpec(draft, 0, 1)
    expect(namesOf(draft)).toEqual(['128G 黑', '128G 白', '256G 黑', '256G 白'])
    moveOption(draft, specOf(draft, '容量'), 0, 1)
    expect(namesOf(draft)).toEqual(['256G 黑', '256G 白', '128G 黑', '128G 白'])
    expect(draft.skus[0]!.key).toBe(key)
  })

  test('there are at most 1,000 SKUs, and no two options of one name', () => {
    const draft = draftWith({ 甲: Array.from({ length: 40 }, (_, i) => `甲${i}`), 乙: Array.from({ length: 25 }, (_, i) => `乙${i}`) })
    expect(draft.skus).toHaveLength(1000)
    expect(addOption(draft, specOf(draft, '乙'), '再一个')).toBe('tooMany')
    expect(addOption(draft, specOf(draft, '乙'), '乙0')).toBe('twice')
    expect(addSpec(draft, '甲')).toBe('twice')
    expect(draft.skus).toHaveLength(1000)
  })
})
