import { useI18n } from 'vue-i18n'

/** Large counts as people say them: 12,345 is 1.2万 in Chinese and 12.3k in English. */
export function useCount(): (n: number) => string {
  const { locale } = useI18n()
  return n => countText(n, locale.value === 'en')
}

export function countText(n: number, inEnglish: boolean): string {
  const unit = inEnglish ? 1000 : 10_000
  if (n < unit) return String(n)
  const tenths = Math.floor(n / (unit / 10))
  return `${tenths % 10 && tenths < 1000 ? (tenths / 10).toFixed(1) : Math.floor(tenths / 10)}${inEnglish ? 'k' : '万'}`
}
