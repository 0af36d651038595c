import type { CancellationPolicy } from '../../contract.ts'
import type { Kind, Style, Time, View } from '../pictures/look.ts'
import type { Scene } from '../rooms.ts'

/** A facility by its icon, which is shorter to write than its name. */
export type FacilityIcon = 'wifi' | 'shower' | 'snow' | 'heat' | 'smoking' | 'water' | 'toothbrush' | 'soap' | 'slippers' | 'paper' | 'towel' | 'shampoo'
  | 'fridge' | 'washer' | 'lift' | 'kitchen' | 'paw' | 'party' | 'door' | 'car' | 'lan' | 'tv' | 'bath'

/** What every home of the demo site has. */
export const EVERYWHERE: readonly FacilityIcon[] = ['wifi', 'shower', 'snow', 'water', 'slippers', 'paper', 'towel', 'shampoo']

/** A made-up home in a real place; what is not said is usual. */
export interface DemoHome {
  area: '瑶海区' | '庐阳区' | '蜀山区' | '包河区' | '长丰县' | '肥东县' | '肥西县' | '庐江县' | '巢湖市'
  title: string
  about: string
  address: string
  kind: Kind
  /** What its pictures look out on, at which hour, and how it is furnished. */
  look?: { view?: View, time?: Time, style?: Style }
  /** One picture each; the first is the cover. */
  scenes: readonly Scene[]
  /** Yuan a night, and yuan at the door. */
  price: number
  deposit: number
  rooms: number
  unit: string
  acreage: number
  sleeps: number
  beds: string
  /** Fewest and most nights; 0: no limit. */
  nights?: readonly [min: number, max: number]
  noticeDays?: number
  windowDays?: number
  /** The host answers each request. */
  request?: true
  policy?: CancellationPolicy
  /** Hours of check-in and check-out. */
  hours?: readonly [number, number]
  /** Beside what every home has. */
  also: readonly FacilityIcon[]
  /** It belongs to the person of the documentation's host account. */
  ofDemoHost?: true
  /** Long on the site and often booked. */
  loved?: true
  /** Published a few days ago: no guests yet, and staff have not looked at it. */
  fresh?: true
  paused?: true
  /** Why staff took it down. */
  takenDown?: string
}
