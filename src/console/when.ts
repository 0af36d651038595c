const SHANGHAI_OFFSET_MS = 8 * 3600_000

/** An instant as staff compare and copy it, in Shanghai and the same in both languages: '2027-03-01 14:05'. */
export function when(instant: string): string {
  return whenExact(instant).slice(0, 16)
}

/** With seconds: '2027-03-01 14:05:09'. */
export function whenExact(instant: string): string {
  return new Date(Date.parse(instant) + SHANGHAI_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')
}
