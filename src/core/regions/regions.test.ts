import { areaList } from '@vant/area-data'
import { describe, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { centreOfCity, cityName, isCurrentDistrict, isCurrentRegion, nearestCity, regionName } from './index.ts'

test.each([
  ['340104', '安徽省合肥市蜀山区', 'Anhui'],
  ['110105', '北京市朝阳区', 'Beijing'],
  ['500101', '重庆市万州区', 'Chongqing'],
  ['500229', '重庆市城口县', 'Chongqing'],
  ['419001', '河南省济源市', 'Henan'],
  ['659001', '新疆维吾尔自治区石河子市', 'Xinjiang'],
  ['340100', '安徽省合肥市', 'Anhui'],
  ['810000', '香港特别行政区', 'Hong Kong'],
])('the division %s is %s, in English %s', (code, chinese, english) => {
  expect(regionName(code, 'zh-CN')).toBe(chinese)
  expect(regionName(code, 'en')).toBe(english)
  expect(isCurrentRegion(code)).toBe(true)
})

test('a district of the past is named by what is left of it', () => {
  expect(regionName('330221', 'zh-CN')).toBe('浙江省宁波市')
  expect(isCurrentRegion('330221')).toBe(false)
})

test('a code of no province has no name', () => {
  expect(regionName('990101', 'zh-CN')).toBeNull()
  expect(isCurrentRegion('990101')).toBe(false)
})

test('every province has its name in both languages', () => {
  for (const code of Object.keys(areaList.province_list)) {
    expect(regionName(code, 'zh-CN')).toMatch(/^\p{Script=Han}+$/u)
    expect(regionName(code, 'en')).toMatch(/^[A-Z][A-Za-z ]+$/)
  }
})

describe('choosing a district', () => {
  const site = withApp()
  const below = async (parent?: string) => (await site.call('GET', 'regions', { query: { parent } })).data as { code: string, name: string, nameEn?: string }[]

  test('one goes from the provinces to the cities of one and on to its districts', async () => {
    const provinces = await below()
    expect(provinces).toHaveLength(34)
    expect(provinces.find(({ code }) => code === '340000')).toEqual({ code: '340000', name: '安徽省', nameEn: 'Anhui' })
    expect((await below('340000')).slice(0, 2)).toEqual([{ code: '340100', name: '合肥市' }, { code: '340200', name: '芜湖市' }])
    expect(await below('340100')).toContainEqual({ code: '340104', name: '蜀山区' })
    expect(await below('340104')).toEqual([])
  })

  test('every way down ends at a district that is current', async () => {
    for (const code of ['110000', '500000', '419000', '441900', '659000', '710000', '810000', '820000']) {
      const isProvince = code.endsWith('0000')
      const cities = isProvince ? await below(code) : [{ code }]
      expect(cities.length).toBeGreaterThan(0)
      for (const city of cities) {
        const districts = await below(city.code)
        expect(districts.length).toBeGreaterThan(0)
        expect(districts.every(({ code }) => isCurrentDistrict(code))).toBe(true)
      }
    }
    expect(isCurrentDistrict('340100')).toBe(false)
  })

  test('every city has a place and a name in both languages', async () => {
    for (const { code: province } of await below()) {
      for (const { code, name } of await below(province)) {
        expect([name, centreOfCity(code)]).toEqual([name, { lat: expect.any(Number), lng: expect.any(Number) }])
        expect(cityName(code, 'en')).toMatch(/^\p{Lu}[\p{Ll}’]+(?: \p{Lu}\p{Ll}+)?$/u)
        expect(nearestCity(centreOfCity(code)!)).toMatch(/^\d{4}00$/)
      }
    }
    expect([cityName('340100', 'zh-CN'), cityName('340100', 'en'), cityName('341500', 'en'), cityName('990000', 'en')]).toEqual(['合肥市', 'Hefei', 'Lu’an', null])
    expect(nearestCity({ lat: 31.82, lng: 117.23 })).toBe('340100')
  })

  test('the lists are kept by browsers and proxies, for they change once a year', async () => {
    const { raw } = await site.call('GET', 'regions')
    expect(raw.headers['cache-control']).toBe('public, max-age=604800')
    expect(raw.headers['content-type']).toBe('application/json; charset=utf-8')
  })

  test.each([['990000', 404], ['330221', 404], ['34', 400], ['toString', 400], ['', 400]])('below %j there is nothing: %i', async (parent, status) => {
    expect((await site.call('GET', 'regions', { query: { parent } })).status).toBe(status)
  })
})
