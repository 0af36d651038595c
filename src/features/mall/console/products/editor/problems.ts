import type { ProductDraft } from './draft.ts'

/** What keeps a draft from being saved besides its SKUs, by field; texts are keys under `mall.products`. */
export function draftProblems(draft: ProductDraft, attributes: readonly { id: number, kind: string }[]): { fields: Record<string, string>, attributes: Record<number, string> } {
  const fields: Record<string, string> = {}
  if (!draft.title.trim()) fields.title = 'wrong.title'
  if (draft.categoryId === null) fields.categoryId = 'wrong.category'
  draft.specs.forEach((spec, s) => {
    if (!spec.name.trim()) fields[`specs.${s}.name`] = 'wrong.specName'
    else if (draft.specs.findIndex(other => other.name.trim() === spec.name.trim()) < s) fields[`specs.${s}.name`] = 'wrong.specTwice'
    const values = spec.options.map(({ value }) => value.trim())
    values.forEach((value, o) => { if (!value || values.indexOf(value) < o) fields[`specs.${s}.options.${o}`] = value ? 'wrong.optionTwice' : 'wrong.option' })
  })
  const numbers = attributes.filter(({ id, kind }) => kind === 'number' && draft.attributes[id]?.trim() && !/^-?\d{1,12}(?:\.\d{1,6})?$/.test(draft.attributes[id].trim()))
  return { fields, attributes: Object.fromEntries(numbers.map(({ id }) => [id, 'wrong.number'])) }
}
