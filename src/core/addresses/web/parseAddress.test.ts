import { areaList } from '@vant/area-data'
import { describe, expect, test } from 'vitest'
import { parseAddress } from './parseAddress.ts'

const parse = (text: string) => parseAddress(text, areaList as never)

describe('a pasted address', () => {
  test.each([
    ['张三 13900001234 安徽省合肥市蜀山区望江西路666号3栋1201', '张三', '13900001234', '340104', '望江西路666号3栋1201'],
    ['安徽省合肥市蜀山区望江西路 666 号 3 栋，张三，13900001234', '张三', '13900001234', '340104', '望江西路 666 号 3 栋'],
    ['收货人：李小龙\n手机号码：139-0000-1234\n所在地区：北京市 北京市 朝阳区\n详细地址：建国路 88 号 SOHO 现代城', '李小龙', '13900001234', '110105', '建国路 88 号 SOHO 现代城'],
    ['王女士,+86 13900001234,广东省东莞市长安镇振安路1号', '王女士', '13900001234', '441904', '振安路1号'],
    ['江苏省昆山市玉山镇前进路1号 赵四 13900001234', '赵四', '13900001234', '320583', '玉山镇前进路1号'],
    ['合肥蜀山区黄山路1号', undefined, undefined, '340104', '黄山路1号'],
    ['上海浦东新区世纪大道100号 陈一 13900001234', '陈一', '13900001234', '310115', '世纪大道100号'],
    ['新疆乌鲁木齐市天山区解放路1号，阿凡提·买买提，１３９００００１２３４', '阿凡提·买买提', '13900001234', '650102', '解放路1号'],
    ['内蒙古自治区呼和浩特市新城区中山路1号', undefined, undefined, '150102', '中山路1号'],
    ['John Smith, 13900001234, 上海市黄浦区南京东路1号', 'John Smith', '13900001234', '310101', '南京东路1号'],
    ['重庆市渝中区解放碑1号 13900001234 周五', '周五', '13900001234', '500103', '解放碑1号'],
    ['海南省三亚市天涯区三亚湾路1号', undefined, undefined, '460204', '三亚湾路1号'],
  ])('%s', (text, receiver, mobile, regionCode, place) => {
    expect(parse(text)).toEqual({ ...receiver && { receiver }, ...mobile && { mobile }, regionCode, place })
  })

  test('leaves the district open where there are several of that name', () => {
    expect(parse('鼓楼区中山路1号 张三').regionCode).toBeUndefined()
    expect(parse('南京市鼓楼区中山路1号 张三').regionCode).toBe('320106')
    expect(parse('福州鼓楼区中山路1号 张三').regionCode).toBe('350102')
  })

  test('takes no name of a street for a city', () => {
    expect(parse('鼓楼区上海路1号').regionCode).toBeUndefined()
    expect(parse('江苏省南京市玄武区北京东路1号').regionCode).toBe('320102')
  })

  test('finds nothing in what is no address, and never breaks', () => {
    expect(parse('')).toEqual({})
    expect(parse('12345678901234567890')).toEqual({ place: '12345678901234567890' })
    expect(parse('。，；')).toEqual({})
    expect(parse('139000012345')).toEqual({ place: '139000012345' })
  })
})
