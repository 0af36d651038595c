import type { ConsoleCoupon } from '../../coupons/console-contract.ts'
import { useI18n } from 'vue-i18n'
import { money } from '../../../../web/format.ts'

type Terms = Pick<ConsoleCoupon, 'kind' | 'amount' | 'percent' | 'most' | 'threshold' | 'category'>

/** What a coupon is worth, in words: '减 ¥10', '打 8.5 折，最多减 ¥50'. Chinese says what is left to pay, English what is taken off. */
export function useWords() {
  const { t, locale } = useI18n()
  function worth({ kind, amount, percent, most }: Terms): string {
    if (kind === 'amount') return t('mall.coupons.off', { sum: money(amount!) })
    const off = t('mall.coupons.percent', { n: locale.value === 'en' ? percent! : (100 - percent!) / 10 })
    return most === null ? off : t('mall.coupons.withMost', { off, sum: money(most) })
  }
  const threshold = (terms: Terms) => terms.threshold === 0 ? t('mall.coupons.always') : t('mall.coupons.from', { sum: money(terms.threshold) })
  const scope = ({ category }: Terms) => category ? t('mall.coupons.scopeIs', { name: category.name }) : t('mall.coupons.allGoods')
  return { worth, threshold, scope }
}
