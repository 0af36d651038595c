import type { Product, Sku } from '../../catalogue/contract.ts'

/** For every specification the option that is chosen, or undefined; in the order of `product.specs`. */
export type Choice = readonly (number | undefined)[]

/** here: with what else is chosen it can be bought; sold_out: it exists, but none is left; impossible: it does not exist. */
export type OptionState = 'here' | 'sold_out' | 'impossible'

type Matrix = Pick<Product, 'specs' | 'skus'>

/** The SKU of a complete choice. */
export function skuOf({ specs, skus }: Matrix, choice: Choice): Sku | undefined {
  if (specs.some((_, i) => choice[i] === undefined)) return undefined
  return skus.find(sku => sku.optionIds.every((id, i) => id === choice[i]))
}

/** What an option leads to, together with what is chosen of the other specifications. */
export function stateOf(matrix: Matrix, choice: Choice, spec: number, optionId: number): OptionState {
  const fitting = skusWith(matrix, choice.map((chosen, i) => i === spec ? optionId : chosen))
  if (fitting.length === 0) return 'impossible'
  return fitting.some(sku => sku.state === 'on') ? 'here' : 'sold_out'
}

/** Chooses an option; earlier choices that it can't go with are dropped, those of the first specifications last. */
export function choose(matrix: Matrix, choice: Choice, spec: number, optionId: number): Choice {
  const next: (number | undefined)[] = matrix.specs.map((_, i) => i === spec ? optionId : choice[i])
  for (let i = matrix.specs.length - 1; i >= 0 && skusWith(matrix, next).length === 0; i--) if (i !== spec) next[i] = undefined
  return completed(matrix, next)
}

/** What is chosen at first: that of the SKU asked for, else of the first that can be bought. */
export function firstChoice(matrix: Matrix, skuId?: number): Choice {
  const { skus, specs } = matrix
  const sku = skus.find(({ id }) => id === skuId) ?? skus.find(({ state }) => state === 'on') ?? skus[0]
  return sku ? sku.optionIds : specs.map(() => undefined)
}

/** Where one option is left, there is nothing to choose. */
function completed(matrix: Matrix, choice: Choice): Choice {
  return choice.map((chosen, i) => {
    if (chosen !== undefined) return chosen
    const left = new Set(skusWith(matrix, choice).map(sku => sku.optionIds[i]))
    return left.size === 1 ? [...left][0] : undefined
  })
}

const skusWith = ({ skus }: Matrix, choice: Choice) => skus.filter(sku => sku.optionIds.every((id, i) => choice[i] === undefined || choice[i] === id))
