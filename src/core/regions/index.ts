import { areaList } from '@vant/area-data'
import { PROVINCE_NAMES_EN } from './province-names.ts'

/**
 * Administrative divisions of China by their six digits (GB/T 2260): province 340000, city 340100, district 340104.
 * The data is Vant's, which follows the yearly changes; divisions of the past are not in it.
 */
const { province_list: provinces, city_list: cities, county_list: districts } = areaList

/** Levels the statistics need and nobody says: 县 of Chongqing, 省直辖县 between a province and its own counties. */
const NAMELESS = /^县$|直辖县/

/**
 * The name people know a division by: '安徽省合肥市蜀山区', in English its province only. For a division that no longer
 * exists, the part of it that still does; null when not even the province is known.
 */
export function regionName(code: string, lang: 'zh-CN' | 'en'): string | null {
  const province = provinces[`${code.slice(0, 2)}0000`]
  if (!province) return null
  if (lang === 'en') return PROVINCE_NAMES_EN[code.slice(0, 2)]!
  const city = cities[`${code.slice(0, 4)}00`]
  // Beijing the city is Beijing the province: said once.
  const names = [province, city === province || NAMELESS.test(city ?? '') ? undefined : city, districts[code]]
  return names.join('')
}

/** False for a code that was taken out of use, or that never was one. */
export function isCurrentRegion(code: string): boolean {
  return code in provinces || code in cities || code in districts
}
