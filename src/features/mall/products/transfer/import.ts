import type { Buffer } from 'node:buffer'
import type { Lang } from '../../../../kit/errors.ts'
import type { Staff } from '../../../../kit/http/app.ts'
import type { Parts } from '../../../../kit/module.ts'
import type { Choices } from '../checks.ts'
import type { ProductState } from '../store-product.ts'
import type { ImportedProduct, ImportReport } from './contract.ts'
import type { Key } from './columns.ts'
import type { Group, Line, Problem } from './lines.ts'
import type { Directory, Merged } from './merge.ts'
import { AppError } from '../../../../kit/errors.ts'
import { productChanged } from '../../catalogue/cached.ts'
import { choicesOf, problemsOf } from '../checks.ts'
import { neededFor, planOf } from '../plan.ts'
import { asRefusal, knownTo, saveProducts } from '../save.ts'
import { shelveOne } from '../shelve.ts'
import { ownersOfCodes, readChoices, readProducts } from '../store-product.ts'
import { headingOfKey, readHeadings } from './columns.ts'
import { SheetErrors } from './errors.ts'
import { groupLines, readLines } from './lines.ts'
import { mergeLines } from './merge.ts'
import { directoryOf } from './names.ts'
import { readTable } from './read-sheet.ts'
import { idsByTitle, idsThere } from './store.ts'

/** So many products are read, compared and written at once. */
const BATCH = 50

/** A product of the table, and what becomes of it. */
interface Case { group: Group, before: ProductState | null, merged: Merged, problems: Problem[], outcome: ImportedProduct['outcome'], newSkus: number, changedSkus: number, productId: number | null }

/**
 * Takes a table of products, one line of each SKU (CSV or XLSX): changes what is there, adds what is new, leaves what it does
 * not name. A product is taken with all its lines or not at all. With `dryRun` it only tells what would be done.
 */
export async function importProducts(parts: Parts, by: Staff, file: Buffer, { dryRun, lang }: { dryRun: boolean, lang: Lang }): Promise<ImportReport> {
  const sheet = await readTable(file)
  const lines = readLines(sheet, readHeadings(sheet.header))
  const groups = groupLines(lines, await namesIn(parts, lines))
  const choices = await readChoices(parts.db.sql)
  const known = { choices: choicesOf(choices), directory: directoryOf(choices) }
  const cases: Case[] = []
  for (let i = 0; i < groups.length; i += BATCH) {
    const batch = await casesOf(parts, groups.slice(i, i + BATCH), known)
    if (!dryRun) await carryOut(parts, by, batch, lang)
    cases.push(...batch.map(done => ({ ...done, before: null }))) // of a thousand SKUs nothing is kept
  }
  return reportOf(cases, { dryRun, lang, header: sheet.header, lines: lines.length })
}

async function namesIn(parts: Parts, lines: readonly Line[]) {
  const said = (key: Key) => [...new Set(lines.flatMap(({ values }) => values[key] ?? []))]
  const db = parts.db.sql
  const [ids, ownerOfCode, idOfTitle] = await Promise.all([idsThere(db, said('productId') as number[]), ownersOfCodes(db, said('code') as string[]), idsByTitle(db, said('title') as string[])])
  return { ids, ownerOfCode, idOfTitle }
}

async function casesOf(parts: Parts, groups: readonly Group[], { choices, directory }: { choices: Choices, directory: Directory }): Promise<Case[]> {
  const states = new Map((await readProducts(parts.db.sql, groups.flatMap(({ productId }) => productId ?? []))).map(state => [state.id, state]))
  const merged = groups.map((group) => {
    const before = group.productId === null ? null : states.get(group.productId) ?? null
    const merged = mergeLines(group, before, directory)
    return { group, before, merged, problems: [...group.lines.flatMap(({ problems }) => problems), ...merged.problems] }
  })
  const known = await knownTo(parts.db.sql, merged.map(({ before, merged: { fields } }) => ({ before, fields })), choices)
  return merged.map(({ group, before, merged, problems }): Case => {
    // What does not even say which product or category it is about has no fields to be looked at.
    const all = problems.length > 0 ? problems : problemsOf(merged.fields, before, known).map(({ field, ...problem }) => ({ ...problem, ...placeOf(field, merged, group) }))
    return { group, before, merged, problems: all, productId: group.productId, ...all.length > 0 ? { outcome: 'refuse' as const, newSkus: 0, changedSkus: 0 } : outcomeOf(merged, before, choices) }
  })
}

/** Where in the table a field stands. */
function placeOf(field: string, { lineOfSku }: Merged, { lines: [first] }: Group): { line: number, key: Key | null } {
  const [list, index, name] = field.split('.')
  if (list === 'skus') return { line: lineOfSku[Number(index)] ?? first!.line, key: name === 'code' || name === 'price' ? name : name === 'options' ? 'option1' : null }
  const keys: Record<string, Key> = { title: 'title', categoryId: 'category', brandId: 'brand', freightTemplateId: 'freight', attributes: 'attributes', specs: 'spec1' }
  return { line: first!.line, key: keys[list!] ?? null }
}

/** What saving would change, counted; ids that don't exist stand for those it would take. */
function outcomeOf({ fields, state }: Merged, before: ProductState | null, { attributes }: Choices): Pick<Case, 'outcome' | 'newSkus' | 'changedSkus'> {
  let next = 0
  const id = () => --next
  const plan = planOf(fields, before, { product: id, spec: id, option: id, sku: id }, attribute => attributes.get(attribute)?.kind === 'number')
  const { products: _, ...needed } = neededFor(fields, before)
  const [newSkus, changedSkus] = [plan.skus.added.length, plan.skus.changed.length]
  const touched = changedSkus > 0 || Object.values(needed).some(count => count > 0) || plan.wordsChange || (before && (before.subtitle !== plan.product.subtitle || before.freightTemplateId !== plan.product.freight_template_id)) || (state && state !== before?.status && !(state === 'draft'))
  return { outcome: before === null ? 'create' : touched ? 'change' : 'same', newSkus, changedSkus }
}

/** Saves what can be saved, many at once; where one of them can't, each by itself. */
async function carryOut(parts: Parts, by: Staff, cases: readonly Case[], lang: Lang): Promise<void> {
  const due = cases.filter(({ outcome }) => outcome === 'create' || outcome === 'change')
  if (due.length === 0) return
  try {
    await saveCases(parts, by, due, lang)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    for (const one of due) await saveCases(parts, by, [one], lang).catch(refusal => refuseCase(one, refusal))
  }
}

async function saveCases(parts: Parts, by: Staff, due: readonly Case[], lang: Lang): Promise<void> {
  const ids = await parts.db.tx(async (tx) => {
    const ids = await saveProducts(parts, tx, by, due.map(({ before, merged: { fields } }) => ({ before, fields })), lang)
    for (const [i, { merged: { state }, before }] of due.entries()) {
      if (state === 'on' || (state === 'off' && before?.status === 'on')) await shelveOne(parts, tx, by, ids[i]!, state === 'on', lang)
    }
    return ids
  }).catch(asRefusal)
  due.forEach((one, i) => { one.productId = ids[i]! })
  productChanged(parts, ...ids)
}

function refuseCase(one: Case, error: unknown): void {
  if (!(error instanceof AppError)) throw error
  one.outcome = 'refuse'
  one.newSkus = one.changedSkus = 0
  one.problems.push({ line: one.group.lines[0]!.line, key: null, refusal: () => error })
}

function reportOf(cases: readonly Case[], { dryRun, lang, header, lines }: { dryRun: boolean, lang: Lang, header: string[], lines: number }): ImportReport {
  const count = (outcome: Case['outcome']) => cases.filter(one => one.outcome === outcome).length
  const refused = cases.filter(({ outcome }) => outcome === 'refuse')
  const others = refused.flatMap(({ group, problems }) => group.lines.filter(({ line }) => !problems.some(problem => problem.line === line)).map(({ line }): Problem => ({ line, key: null, refusal: SheetErrors.other_lines })))
  return {
    dryRun,
    lines,
    created: count('create'),
    changed: count('change'),
    same: count('same'),
    refused: refused.length,
    stockIgnored: cases.reduce((sum, { outcome, merged }) => sum + (outcome === 'refuse' ? 0 : merged.stockIgnored), 0),
    products: cases.map(({ group, merged, productId, outcome, newSkus, changedSkus }) => ({ productId, title: merged.fields.title, line: group.lines[0]!.line, lines: group.lines.length, outcome, newSkus, changedSkus })),
    problems: [...refused.flatMap(({ problems }) => problems), ...others].sort((a, b) => a.line - b.line).map(({ line, key, refusal, facts }) => ({ line, column: key && headingOfKey(key), message: refusal(facts).sentence(lang) })),
    header,
    refusedLines: refused.flatMap(({ group }) => group.lines.map(({ line, cells }) => ({ line, cells }))).sort((a, b) => a.line - b.line),
  }
}
