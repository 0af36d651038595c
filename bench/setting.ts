/** A line of the table. `met`: the bar is met, or there is none. */
export interface Row { work: string, measured: string, base: string, ratio: number | null, bar: string, met: boolean }

export type Size = 'large' | 'small' | 'dense' | 'mall-large' | 'mall-small' | 'social-large' | 'social-small'

export interface Setting {
  /** A site with many homes and bookings, with many goods or with many people; made once. */
  dataDir: (size: Size) => Promise<string>
  seconds: number
  rounds: number
}
