import type { Page } from 'playwright-core'
import { weekday } from '../../src/kit/dates.ts'

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

/** A day as the calendar's button reads it: 5月1日 周五. */
export const dayName = (day: string) => new RegExp(`^(?:\\d+年)?${Number(day.slice(5, 7))}月${Number(day.slice(8))}日 ${WEEKDAYS[weekday(day)]}`)

/** Chooses check-in and check-out in the open calendar. */
export async function chooseDates(page: Page, checkIn: string, checkOut: string) {
  const sheet = page.getByRole('dialog')
  for (const day of [checkIn, checkOut]) {
    while (await sheet.getByRole('button', { name: dayName(day) }).count() === 0) await sheet.getByRole('button', { name: '更多月份' }).click()
    await sheet.getByRole('button', { name: dayName(day) }).click()
  }
  await sheet.getByRole('button', { name: '确定' }).click()
}
