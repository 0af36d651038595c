import { parseYuan, yuanText } from '../kit/money.ts'

// The arithmetic of money is pure and small; forms use the server's, so both read the same fen from what was typed.
export { parseYuan }

/** Fen as people would type it, '328' rather than '328.00'; empty when there is none. */
export function yuanInput(fen: number | undefined): string {
  return fen === undefined ? '' : yuanText(fen).replace(/\.00$/, '')
}
