const SHANGHAI_OFFSET_MS = 8 * 3600_000

/** An instant as staff compare and copy it, in Shanghai and the same in both languages: '2027-03-01 14:05'. */
export function when(instant: string): string {
  return whenExact(instant).slice(0, 16)
}

/** With seconds: '2027-03-01 14:05:09'. */
export function whenExact(instant: string): string {
  return new Date(Date.parse(instant) + SHANGHAI_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')
}

/** An instant as a `datetime-local` control has it, in Shanghai: '2027-03-01T14:05'. */
export const momentText = (instant: string): string => when(instant).replace(' ', 'T')

/** What such a control says, as an instant; null while it says nothing whole. */
export function momentOf(text: string): string | null {
  const instant = Date.parse(`${text}:00Z`)
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text) && !Number.isNaN(instant) ? new Date(instant - SHANGHAI_OFFSET_MS).toISOString() : null
}
