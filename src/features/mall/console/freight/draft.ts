import type { ConsoleFreight, NewFreight } from '../../freight/console-contract.ts'
import { parseYuan, yuanInput } from '../../../../web/yuan.ts'

export interface NamedRegion { code: string, name: string }
export interface TermsDraft { fee: string, free: string }
export interface RuleDraft extends TermsDraft { key: number, regions: NamedRegion[] }

/** Terms of carriage while they are typed: amounts in yuan. */
export interface FreightDraft extends TermsDraft { name: string, rules: RuleDraft[] }

let key = 0
export const emptyRule = (): RuleDraft => ({ key: ++key, regions: [], fee: '', free: '' })

const termsDraft = ({ fee, freeOver }: { fee: number, freeOver: number | null }): TermsDraft => ({ fee: yuanInput(fee), free: yuanInput(freeOver ?? undefined) })

export const draftOf = (freight: ConsoleFreight | undefined): FreightDraft => freight
  ? { name: freight.name, ...termsDraft(freight), rules: freight.rules.map(rule => ({ key: ++key, regions: [...rule.regions], ...termsDraft(rule) })) }
  : { name: '', fee: '', free: '', rules: [] }

const MOST_FEE = 100_000
const MOST_FEN = 1_000_000_000

export type TermsWrong = Partial<Record<'fee' | 'free' | 'regions', 'wrongSum' | 'wrongFree' | 'needRegion'>>

/** What was typed as the API takes it; what is wrong with the base and with each rule. */
export function readDraft({ name, rules, ...base }: FreightDraft): { values: NewFreight, noName: boolean, base: TermsWrong, rules: TermsWrong[], fine: boolean } {
  const wrongOf = (terms: TermsDraft, regions?: NamedRegion[]): TermsWrong => ({
    ...isSum(terms.fee, 0, MOST_FEE) ? {} : { fee: 'wrongSum' as const },
    ...!terms.free.trim() || isSum(terms.free, 1, MOST_FEN) ? {} : { free: 'wrongFree' as const },
    ...regions?.length === 0 ? { regions: 'needRegion' as const } : {},
  })
  const termsOf = ({ fee, free }: TermsDraft) => ({ fee: parseYuan(fee) ?? 0, freeOver: free.trim() ? parseYuan(free) : null })
  const wrong = { noName: !name.trim(), base: wrongOf(base), rules: rules.map(rule => wrongOf(rule, rule.regions)) }
  return {
    ...wrong,
    values: { name: name.trim(), ...termsOf(base), rules: rules.map(rule => ({ regions: rule.regions.map(({ code }) => code), ...termsOf(rule) })) },
    fine: !wrong.noName && [wrong.base, ...wrong.rules].every(one => Object.keys(one).length === 0),
  }
}

function isSum(text: string, least: number, most: number): boolean {
  const fen = parseYuan(text)
  return fen !== null && fen >= least && fen <= most
}
