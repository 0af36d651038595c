import { areaList } from '@vant/area-data'
import { expect, test } from 'vitest'
import { isCurrentRegion, regionName } from './index.ts'

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
