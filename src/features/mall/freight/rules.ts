import type { Fen } from '../../../kit/money.ts'
import type { FreightRule, FreightTerms } from './contract.ts'

/** What an order pays for carriage, by where it goes. */
export interface FreightTemplate { id: number, name: string, fee: Fen, freeOver: Fen | null, rules: FreightRule[] }

/** The terms for a region's six digits: those of the first rule that names it or something above it; else, and without a region, the template's own. */
export function termsFor(template: FreightTemplate, regionCode: string | null): FreightTerms {
  const { fee, freeOver } = template.rules[ruleFor(template, regionCode)] ?? template
  return { fee, freeOver }
}

/** The place of the rule that counts for a region; -1: none does. */
export const ruleFor = ({ rules }: Pick<FreightTemplate, 'rules'>, regionCode: string | null): number =>
  regionCode === null ? -1 : rules.findIndex(({ regions }) => regions.some(region => covers(region, regionCode)))

/** A region that never counts, because an earlier rule, or another region of its own, stands for all of it. */
export function idleRegion(rules: readonly FreightRule[]): string | undefined {
  return rules.flatMap((rule, place) => rule.regions.filter(region =>
    rule.regions.some(other => other !== region && covers(other, region)) || rules.slice(0, place).some(({ regions }) => regions.some(earlier => covers(earlier, region)))))[0]
}

/** Whether a division is the region or lies in it: 340000 covers 340100, and that 340104. */
function covers(region: string, code: string): boolean {
  return code.startsWith(region.replace(/(?:00)+$/, ''))
}

export interface FreightLine { skuId: number, sum: Fen, template: FreightTemplate | null }

/** Carriage of the goods of one template. */
export interface FreightCharge { name: string, skuIds: number[], goods: Fen, fee: Fen, freeOver: Fen | null }

/**
 * Each template charges once for all the goods that are sent on its terms, however many SKUs they are (mall.md §3: not once a
 * SKU); free from its sum of goods on, before any coupon. Goods without a template are sent free.
 */
export function chargeFreight(lines: readonly FreightLine[], regionCode: string | null): FreightCharge[] {
  const byTemplate = new Map<number, { template: FreightTemplate, lines: FreightLine[] }>()
  for (const line of lines) {
    if (!line.template) continue
    const group = byTemplate.get(line.template.id) ?? { template: line.template, lines: [] }
    group.lines.push(line)
    byTemplate.set(line.template.id, group)
  }
  return [...byTemplate.values()].sort((a, b) => a.template.id - b.template.id).map(({ template, lines }) => {
    const { fee, freeOver } = termsFor(template, regionCode)
    const goods = lines.reduce((sum, line) => sum + line.sum, 0)
    return { name: template.name, skuIds: lines.map(({ skuId }) => skuId), goods, fee: freeOver !== null && goods >= freeOver ? 0 : fee, freeOver }
  })
}
