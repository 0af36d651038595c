import type { CountVerdict } from '../../stock/console-contract.ts'

/** How what comes of a line of a count looks: only the good ones change something, the bad ones can't be carried out. */
export const TONES = { change: 'good', same: 'neutral', bad_line: 'bad', bad_count: 'bad', unknown_code: 'bad', twice: 'bad', held: 'bad' } as const satisfies Record<CountVerdict, string>
