import type { Lang } from './boot.ts'
import { useI18n } from 'vue-i18n'
import { dayOf, daysBetween, weekday } from './dates.ts'

/*
 * Written by hand rather than by Intl: the server's and the browser's tables differ in small ways, and then the
 * browser's first render would not equal the server's.
 */
const WEEKDAYS_ZH = ['日', '一', '二', '三', '四', '五', '六']
const WEEKDAYS_EN = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The digits of an amount in fen, without the sign of the currency: 32800 → '328', 132850 → '1,328.50'. */
export function yuan(fen: number): string {
  const abs = Math.abs(fen)
  const whole = String(Math.floor(abs / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  const rest = abs % 100
  return (fen < 0 ? '-' : '') + whole + (rest ? `.${String(rest).padStart(2, '0')}` : '')
}

/** 32800 → '¥328'; -32850 → '-¥328.50'. */
export function money(fen: number): string {
  return fen < 0 ? `-¥${yuan(-fen)}` : `¥${yuan(fen)}`
}

/** '2027-05-01' → '5月1日 周六', 'Sat, May 1'; the year is told when it is not that of `today`. */
export function day(date: string, lang: Lang, today?: string): string {
  const { year, month, dayOfMonth } = parts(date)
  const otherYear = today !== undefined && parts(today).year !== year
  if (lang === 'en') return `${WEEKDAYS_EN[weekday(date)]}, ${MONTHS_EN[month - 1]} ${dayOfMonth}${otherYear ? `, ${year}` : ''}`
  return `${otherYear ? `${year}年` : ''}${month}月${dayOfMonth}日 周${WEEKDAYS_ZH[weekday(date)]}`
}

/** '2027-05-01' → '5月1日', 'May 1'. */
function shortDay(date: string, lang: Lang): string {
  const { month, dayOfMonth } = parts(date)
  return lang === 'en' ? `${MONTHS_EN[month - 1]} ${dayOfMonth}` : `${month}月${dayOfMonth}日`
}

/** '2027-05' or a day of it → '2027年5月', 'May 2027'. */
export function month(date: string, lang: Lang): string {
  const { year, month } = parts(`${date.slice(0, 7)}-01`)
  return lang === 'en' ? `${MONTHS_EN[month - 1]} ${year}` : `${year}年${month}月`
}

/** '5月1日 周六 → 5月3日 周一 · 2晚'. */
export function stayDates(checkIn: string, checkOut: string, lang: Lang, today?: string): string {
  return `${day(checkIn, lang, today)} → ${day(checkOut, lang, today)} · ${nights(daysBetween(checkIn, checkOut), lang)}`
}

/** 2 → '2晚', '2 nights'. */
export function nights(count: number, lang: Lang): string {
  if (lang === 'en') return count === 1 ? '1 night' : `${count} nights`
  return `${count}晚`
}

/** Metres: 320 → '320m'; 1250 → '1.3km'. Exact positions are never known to strangers, so no finer than 10 m. */
export function distance(metres: number): string {
  if (metres < 995) return `${Math.max(10, Math.round(metres / 10) * 10)}m`
  const km = metres / 1000
  return km < 9.95 ? `${km.toFixed(1)}km` : `${Math.round(km)}km`
}

/** An instant as the day and hour in Shanghai: '5月1日 14:05', 'May 1, 14:05'. */
export function dateTime(instant: string | Date, lang: Lang, today?: string): string {
  const at = new Date(instant)
  const date = dayOf(at)
  const time = new Date(at.getTime() + 8 * 3600_000).toISOString().slice(11, 16)
  const { year } = parts(date)
  const otherYear = today !== undefined && parts(today).year !== year
  if (lang === 'en') return `${shortDay(date, lang)}${otherYear ? `, ${year}` : ''}, ${time}`
  return `${otherYear ? `${year}年` : ''}${shortDay(date, lang)} ${time}`
}

/** How long ago: '刚刚', '5分钟前', '3小时前', '昨天 14:05', then the day. */
export function ago(instant: string | Date, now: Date, lang: Lang): string {
  const at = new Date(instant)
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000)
  const days = daysBetween(dayOf(at), dayOf(now))
  const zh = lang === 'zh-CN'
  if (minutes < 1) return zh ? '刚刚' : 'just now'
  if (minutes < 60) return zh ? `${minutes}分钟前` : `${minutes} min ago`
  if (days === 0) return zh ? `${Math.floor(minutes / 60)}小时前` : `${Math.floor(minutes / 60)} h ago`
  const time = dateTime(at, lang).slice(-5)
  if (days === 1) return zh ? `昨天 ${time}` : `yesterday ${time}`
  return dateTime(at, lang, dayOf(now))
}

/** Lists count exactly up to 200: null → '200+'. */
export function count(total: number | null): string {
  return total === null ? '200+' : String(total)
}

/** 12500 → '1.3万', '12.5k'. */
export function compact(n: number, lang: Lang): string {
  const [step, unit] = lang === 'en' ? [1000, 'k'] as const : [10_000, '万'] as const
  if (n < step) return String(n)
  return `${(n / step).toFixed(1).replace(/\.0$/, '')}${unit}`
}

function parts(date: string): { year: number, month: number, dayOfMonth: number } {
  const [year = 0, month = 1, dayOfMonth = 1] = date.split('-').map(Number)
  return { year, month, dayOfMonth }
}

/** The same functions in the language of the page. */
export function useFormat() {
  const { locale } = useI18n()
  const lang = () => locale.value as Lang
  return {
    money,
    yuan,
    distance,
    count,
    day: (date: string, today?: string) => day(date, lang(), today),
    shortDay: (date: string) => shortDay(date, lang()),
    month: (date: string) => month(date, lang()),
    nights: (n: number) => nights(n, lang()),
    stayDates: (checkIn: string, checkOut: string, today?: string) => stayDates(checkIn, checkOut, lang(), today),
    dateTime: (instant: string | Date, today?: string) => dateTime(instant, lang(), today),
    ago: (instant: string | Date, now: Date) => ago(instant, now, lang()),
    compact: (n: number) => compact(n, lang()),
  }
}
