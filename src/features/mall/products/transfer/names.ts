import type { ProductChoices, ProductFields } from '../contract.ts'
import type { CellProblem } from './columns.ts'
import type { Directory } from './merge.ts'
import { SheetErrors } from './errors.ts'

// How a table calls what has ids.

const LEVELS = 3
const SEPARATOR = ' > '

/** '手机通讯 > 手机 > 智能手机' of each category of the third level. */
export function categoryPaths({ categories }: ProductChoices): Map<number, string> {
  const names = new Map(categories.map(({ id, name }) => [id, name]))
  return new Map(categories.filter(({ path }) => path.length === LEVELS).map(({ id, path }) => [id, path.map(step => names.get(step)).join(SEPARATOR)]))
}

export function directoryOf(choices: ProductChoices): Directory {
  return {
    categories: new Map([...categoryPaths(choices)].map(([id, path]) => [path.replaceAll(SEPARATOR, '>'), id])),
    brands: new Map(choices.brands.map(({ id, name }) => [name, id])),
    freightTemplates: new Map(choices.freightTemplates.map(({ id, name }) => [name, id])),
    paths: new Map(choices.categories.map(({ id, path }) => [id, path])),
    attributes: choices.attributes,
  }
}

/** '屏幕=6.1; 系统=鸿蒙' */
export const attributesText = (values: readonly { attributeId: number, value: string }[], names: ReadonlyMap<number, string>): string =>
  values.map(({ attributeId, value }) => `${names.get(attributeId)}=${value.replace(/[;；\n]/g, ',')}`).join('; ')

const MOST_VALUE = 64

/** Values by the attributes of a category; yes and no in any of our words. */
export function readAttributes(text: string, attributes: ProductChoices['attributes']): ProductFields['attributes'] | CellProblem {
  const read: ProductFields['attributes'] = []
  for (const pair of text.split(/[;；\n]/).map(pair => pair.trim()).filter(Boolean)) {
    const [, name, value] = /^([^=＝]+)[=＝](.+)$/.exec(pair)?.map(part => part.trim()) ?? []
    if (!name || !value) return { refusal: SheetErrors.attributes_unreadable }
    // Of two with one name the nearer one is meant.
    const attribute = attributes.findLast(attribute => attribute.name === name)
    if (!attribute) return { refusal: SheetErrors.attribute_unknown, facts: { name } }
    if (value.length > MOST_VALUE) return { refusal: SheetErrors.cell_too_long, facts: { most: MOST_VALUE } }
    read.push({ attributeId: attribute.id, value: attribute.kind === 'bool' ? YES_NO[value.toLowerCase()] ?? value : value })
  }
  return read
}
const YES_NO: Record<string, string> = { yes: '是', true: '是', no: '否', false: '否' }
