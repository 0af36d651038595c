import type { PersonCard, Why } from '../../deck/contract.ts'
import { useI18n } from 'vue-i18n'
import { useLang } from '../../../../web/useLang.ts'

type Placed = Pick<PersonCard, 'distance' | 'city' | 'visiting'>

/** What is said of somebody on more than one page. */
export function useCardWords() {
  const { t } = useI18n()
  const { lang } = useLang()
  const listed = (words: readonly string[]) => words.join(lang.value === 'en' ? ', ' : '、')
  const distanceOf = (distance: number | null) => distance === null ? t('social.distance.beyond') : t('social.distance.within', { n: distance })
  return {
    listed,
    distanceOf,
    placeOf: ({ distance, city, visiting }: Placed) => `${visiting ? t('social.visiting', { city }) : city} · ${distanceOf(distance)}`,
    whyOf: (why: Why) => t(`social.why.${why.kind}`, { tags: why.kind === 'tags' ? listed(why.tags) : '' }),
  }
}
