import type { Region } from './contract.ts'
import { areaList } from '@vant/area-data'
import { englishCityName } from './centres.ts'
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

/** A city by itself: '合肥市', in English 'Hefei'; null for a code that is no city of today. */
export function cityName(code: string, lang: 'zh-CN' | 'en'): string | null {
  const name = cities[code]
  if (name === undefined) return null
  if (lang === 'en') return englishCityName(code) ?? PROVINCE_NAMES_EN[code.slice(0, 2)]!
  return NAMELESS.test(name) ? provinces[`${code.slice(0, 2)}0000`]! : name
}

/** False for a code that was taken out of use, or that never was one. */
export function isCurrentRegion(code: string): boolean {
  return code in provinces || code in cities || code in districts
}

/** Whether it is a city of today. */
export const isCurrentCity = (code: string): boolean => Object.hasOwn(cities, code)

/** Whether something can be sent there: a division of the lowest level that exists today. */
export const isCurrentDistrict = (code: string): boolean => Object.hasOwn(districts, code)

/** The provinces (of ''), the cities of a province, the districts of a city, nothing of a district; undefined of no division. */
export function regionsBelow(parent: string): Region[] | undefined {
  if (parent === '') return Object.entries(provinces).map(([code, name]) => ({ code, name: name!, nameEn: PROVINCE_NAMES_EN[code.slice(0, 2)] }))
  if (!isCurrentRegion(parent)) return undefined
  const [list, digits] = parent in provinces ? [cities, 2] as const : parent in cities ? [districts, 4] as const : [{}, 6] as const
  return Object.entries(list).filter(([code]) => code.startsWith(parent.slice(0, digits))).map(([code, name]) => ({ code, name: name! }))
}
