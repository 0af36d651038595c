/**
 * Money is integer fen (1/100 yuan) everywhere (design.md §1.3). Yuan exist only as decimal text at the edges:
 * what people type and what Alipay reads.
 */
export type Fen = number

/** '19.99' → 1999. Null for anything that is not a plain decimal of at most two places (B-18: never through a float). */
export function parseYuan(text: string): Fen | null {
  const match = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (!match) return null
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}

/** 1999 → '19.99'. */
export function yuanText(fen: Fen): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not fen: ${fen}`)
  const abs = Math.abs(fen)
  return `${fen < 0 ? '-' : ''}${Math.floor(abs / 100)}.${String(abs % 100).padStart(2, '0')}`
}

/** A share of an amount in percent, rounded half up once (rental.md §2.3). */
export function percentOf(fen: Fen, percent: number): Fen {
  return Math.floor((fen * percent + 50) / 100)
}
