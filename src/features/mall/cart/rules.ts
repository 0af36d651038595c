import type { LineProblem, MergeContext, MergedLine } from './contract.ts'

/** Pieces of one line, and lines of one cart (plan of the mall: hoarding and abuse, mall.md §2.11). */
export const MOST_OF_ONE = 99
export const MOST_LINES = 50

/** What can be had of a SKU now: pieces left (0 off the shelf), and how many one person may have. */
export interface Supply { onShelf: boolean, left: number, perPerson: number | null }

/** The largest count possible. */
export const mostOf = ({ onShelf, left, perPerson }: Supply) => onShelf ? Math.max(0, Math.min(left, perPerson ?? MOST_OF_ONE, MOST_OF_ONE)) : 0

/** Why so many pieces can't be had. */
export function problemOf(supply: Supply, count: number): LineProblem | null {
  if (!supply.onShelf) return 'off_shelf'
  if (supply.left <= 0) return 'sold_out'
  return count > mostOf(supply) ? 'too_many' : null
}

/** A line of a cart with what its SKU is now. */
export interface CartLineRow extends Supply { skuId: number, title: string, specText: string, count: number, selected: boolean, addedAt: Date }

/**
 * What becomes of a person's own cart when the one they had before signing in comes in (mall.md §2, cart merge): all SKUs of
 * both; where both have one, the count chosen last, before signing in; never more than can be had, never fewer than one.
 * Each keeps being selected as it was; on the way to the checkout only what was selected there is.
 * @returns the merged cart, latest first, and what is told of each line that came in; doing it again changes nothing
 */
export function mergeCarts<L extends CartLineRow>(own: readonly L[], guest: readonly L[], context: MergeContext): { lines: L[], told: MergedLine[] } {
  const mine = new Map(own.map(line => [line.skuId, line]))
  const lines = new Map(own.map(line => [line.skuId, context === 'checkout' ? { ...line, selected: false } : line]))
  const told = latestFirst(guest).map((line): MergedLine => {
    const { skuId, title, specText } = line
    const before = mine.get(skuId)?.count ?? null
    const tell = (outcome: MergedLine['outcome'], reason: MergedLine['reason'], count: number): MergedLine => ({ skuId, title, specText, outcome, reason, before, guest: line.count, count })

    if (!line.onShelf) return before === null ? tell('dropped', 'off_shelf', 0) : tell('same', 'off_shelf', before)
    if (before === null && lines.size >= MOST_LINES) return tell('dropped', 'cart_full', 0)
    const most = mostOf(line)
    const count = Math.max(1, Math.min(line.count, most))
    lines.set(skuId, { ...line, count })
    return tell(before === null ? 'added' : before === count ? 'same' : 'updated', reasonOf(line, most), count)
  })
  return { lines: latestFirst([...lines.values()]), told }
}

/** Why a count was reduced, if it was. */
function reasonOf({ left, count }: CartLineRow, most: number): MergedLine['reason'] {
  if (most === 0) return 'sold_out'
  if (count <= most) return null
  return left <= most ? 'stock' : 'limit'
}

const latestFirst = <L extends CartLineRow>(lines: readonly L[]) => lines.toSorted((a, b) => b.addedAt.getTime() - a.addedAt.getTime() || a.skuId - b.skuId)
