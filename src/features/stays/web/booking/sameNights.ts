/** Nights in a row at the same price, prices in fen. */
export interface SameNights { from: string, price: number, nights: number }

/** Joins the nights of a quote that follow each other at one price. */
export function sameNights(lines: readonly { date: string, price: number }[]): SameNights[] {
  const joined: SameNights[] = []
  for (const { date, price } of lines) {
    const last = joined.at(-1)
    if (last?.price === price) last.nights++
    else joined.push({ from: date, price, nights: 1 })
  }
  return joined
}
