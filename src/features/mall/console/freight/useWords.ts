import { useI18n } from 'vue-i18n'
import { money } from '../../../../web/format.ts'

/** Terms of carriage in words: '¥10，满 ¥99 包邮'. */
export function useWords() {
  const { t } = useI18n()
  const fee = (fen: number) => fen === 0 ? t('mall.freight.free') : money(fen)
  const terms = (one: { fee: number, freeOver: number | null }) => one.fee === 0 || one.freeOver === null ? fee(one.fee) : `${fee(one.fee)} · ${t('mall.freight.from', { sum: money(one.freeOver) })}`
  return { fee, terms }
}
