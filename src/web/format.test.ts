import { expect, test } from 'vitest'
import { ago, compact, count, dateTime, day, distance, money, month, nights, stayDates } from './format.ts'

test('money in fen reads as yuan, with jiao and fen only where there are any', () => {
  expect([32800, 32850, 32805, 132850, 123456700, 0, -4990].map(money)).toEqual(['¥328', '¥328.50', '¥328.05', '¥1,328.50', '¥1,234,567', '¥0', '-¥49.90'])
})

test('a day names its weekday, and its year only when it is not this one', () => {
  expect(day('2026-05-01', 'zh-CN')).toBe('5月1日 周五')
  expect(day('2026-05-01', 'en')).toBe('Fri, May 1')
  expect(day('2027-01-02', 'zh-CN', '2026-12-30')).toBe('2027年1月2日 周六')
  expect(day('2027-01-02', 'en', '2026-12-30')).toBe('Sat, Jan 2, 2027')
})

test('a stay reads as two days and the nights between them', () => {
  expect(stayDates('2026-05-01', '2026-05-03', 'zh-CN')).toBe('5月1日 周五 → 5月3日 周日 · 2晚')
  expect(stayDates('2026-05-01', '2026-05-02', 'en')).toBe('Fri, May 1 → Sat, May 2 · 1 night')
  expect(nights(3, 'en')).toBe('3 nights')
})

test('a month is read from a month or from a day of it', () => {
  expect(month('2026-05', 'zh-CN')).toBe('2026年5月')
  expect(month('2026-05-17', 'en')).toBe('May 2026')
})

test('an instant is told in Shanghai time', () => {
  expect(dateTime('2026-04-30T18:05:00Z', 'zh-CN')).toBe('5月1日 02:05')
  expect(dateTime('2026-04-30T18:05:00Z', 'en', '2027-01-01')).toBe('May 1, 2026, 02:05')
})

test('how long ago something was grows from now to the day', () => {
  const now = new Date('2026-05-02T10:00:00Z') // 18:00 in Shanghai
  const zh = (instant: string) => ago(instant, now, 'zh-CN')
  expect(zh('2026-05-02T09:59:30Z')).toBe('刚刚')
  expect(zh('2026-05-02T09:12:00Z')).toBe('48分钟前')
  expect(zh('2026-05-02T06:59:00Z')).toBe('3小时前')
  expect(zh('2026-05-01T15:30:00Z')).toBe('昨天 23:30')
  expect(zh('2026-03-01T01:00:00Z')).toBe('3月1日 09:00')
  expect(zh('2025-03-01T01:00:00Z')).toBe('2025年3月1日 09:00')
  expect(ago('2026-05-02T09:12:00Z', now, 'en')).toBe('48 min ago')
})

test('a distance is never finer than ten metres', () => {
  expect([3, 324, 999, 1250, 9960, 12600].map(distance)).toEqual(['10m', '320m', '1.0km', '1.3km', '10km', '13km'])
})

test('counts stop at 200, and large numbers are short', () => {
  expect([count(17), count(null)]).toEqual(['17', '200+'])
  expect([compact(9999, 'zh-CN'), compact(12500, 'zh-CN'), compact(20000, 'zh-CN'), compact(12500, 'en')]).toEqual(['9999', '1.3万', '2万', '12.5k'])
})
