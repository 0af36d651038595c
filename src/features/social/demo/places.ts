import type { Random } from '../../../kit/draw.ts'
import type { Cells, Resolution } from '../profile/cells.ts'
import { cellsOf, centreOf } from '../profile/cells.ts'
import { resolutionFor } from '../profile/place.ts'

/** Where people live: how many of a hundred, the middle of the quarter, and how far around it, degrees. */
const QUARTERS = [
  { share: 15, city: '340100', lat: 31.820, lng: 117.222, around: 0.03 }, // Swan Lake
  { share: 14, city: '340100', lat: 31.852, lng: 117.246, around: 0.03 }, // Shushan
  { share: 13, city: '340100', lat: 31.742, lng: 117.292, around: 0.035 }, // Binhu
  { share: 11, city: '340100', lat: 31.872, lng: 117.272, around: 0.028 }, // Luyang
  { share: 9, city: '340100', lat: 31.866, lng: 117.318, around: 0.03 }, // Yaohai
  { share: 9, city: '340100', lat: 31.826, lng: 117.138, around: 0.04 }, // the high-tech zone
  { share: 8, city: '340100', lat: 31.772, lng: 117.214, around: 0.035 }, // the university town
  { share: 5, city: '340100', lat: 31.940, lng: 117.316, around: 0.04 }, // Xinzhan
  { share: 3, city: '340100', lat: 31.708, lng: 117.162, around: 0.04 }, // Feixi
  { share: 3, city: '340100', lat: 31.886, lng: 117.466, around: 0.04 }, // Feidong
  { share: 3, city: '340100', lat: 31.604, lng: 117.872, around: 0.03 }, // Chaohu
  { share: 1, city: '340100', lat: 31.254, lng: 117.290, around: 0.03 }, // Lujiang
  { share: 3, city: '340200', lat: 31.352, lng: 118.432, around: 0.05 }, // Wuhu
  { share: 2, city: '341500', lat: 31.752, lng: 116.512, around: 0.04 }, // Lu'an
  { share: 1, city: '340400', lat: 32.628, lng: 117.002, around: 0.04 }, // Huainan
] as const

/** Somebody's place; without c6 and c7 they named their city only. */
export interface Spot extends Cells { city: string }

/** So many of a hundred have named their city by hand. */
const BY_HAND = 0.06

export function inventSpot(random: Random): Spot {
  let lot = random.between(0, 100)
  const quarter = QUARTERS.find(({ share }) => (lot -= share) < 0) ?? QUARTERS[0]
  const around = () => (random.next() + random.next() - 1) * quarter.around
  const cells = cellsOf({ lat: quarter.lat + around(), lng: quarter.lng + around() })
  return random.chance(BY_HAND) ? { city: quarter.city, c5: cells.c5, c6: null, c7: null } : { city: quarter.city, ...cells }
}

/** How exactly each of these people may be placed, by how many of them are near (social.md §2.9), and the middle of that cell. */
export function fitSpots(spots: readonly { spot: Spot, isShown: boolean }[]): { resolution: Resolution, lat: number, lng: number }[] {
  const count = (key: 'c6' | 'c7') => {
    const counts = new Map<string, number>()
    for (const { spot, isShown } of spots) if (isShown && spot[key]) counts.set(spot[key], (counts.get(spot[key]) ?? 0) + 1)
    return ({ spot, isShown }: typeof spots[number]) => spot[key] ? (counts.get(spot[key]) ?? 0) - (isShown ? 1 : 0) : 0
  }
  const [in6, in7] = [count('c6'), count('c7')]
  return spots.map((one) => {
    const resolution = resolutionFor({ c6: in6(one), c7: in7(one) })
    return { resolution, ...centreOf(one.spot[`c${resolution}`]!) }
  })
}
