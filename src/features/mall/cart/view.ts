import type { Cart, CartLine, MergedLine } from './contract.ts'
import type { CartRow } from './store.ts'
import { toPicture } from '../../../core/media/index.ts'
import { mostOf, problemOf } from './rules.ts'

/** A cart as its owner sees it, with what its goods cost and whether they can be had now. What counts is what the checkout prices: too many pieces too, until the owner has taken some out. */
export function viewCart(rows: readonly CartRow[], told: MergedLine[] = []): Cart {
  const items = rows.map(lineOf)
  const canBeHad = items.filter(({ most }) => most > 0)
  const counted = canBeHad.filter(({ selected }) => selected)
  return {
    items,
    count: sum(items, ({ count }) => count),
    selected: { lines: counted.length, count: sum(counted, ({ count }) => count), sum: sum(counted, line => line.sum) },
    allSelected: canBeHad.length > 0 && canBeHad.every(({ selected }) => selected),
    merged: told.length > 0 ? told : null,
  }
}

function lineOf(row: CartRow): CartLine {
  const { skuId, productId, title, specText, price, priceThen, count, selected, perPerson } = row
  return {
    skuId,
    productId,
    title,
    specText,
    picture: toPicture(row.picture),
    price,
    priceWas: priceThen === price ? null : priceThen,
    count,
    selected,
    sum: price * count,
    most: mostOf(row),
    perPerson,
    problem: problemOf(row, count),
  }
}

const sum = <T>(items: readonly T[], of: (item: T) => number) => items.reduce((total, item) => total + of(item), 0)
