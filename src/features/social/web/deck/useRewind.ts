import type { PersonCard } from '../../deck/contract.ts'
import type { Quota } from '../../swipes/contract.ts'
import { useQueryClient } from '@tanstack/vue-query'
import { useI18n } from 'vue-i18n'
import { siteNow } from '../../../../web/dates.ts'
import { useBoot } from '../../../../web/boot.ts'
import { useToast } from '../../../../web/toast.ts'
import { useAction } from '../../../../web/useAction.ts'
import { keys } from '../api.ts'
import { quotaOutcome, useSwipes } from './useSwipes.ts'

/** Taking the last decision back, with everything that may speak against it. `back` hears whose card is on top again. */
export function useRewind(back: (card: PersonCard) => void) {
  const { t } = useI18n()
  const boot = useBoot()
  const toast = useToast()
  const queryClient = useQueryClient()
  const swipes = useSwipes()
  const { run, busy, error } = useAction(async () => ({ rewound: await swipes.rewind() }))

  async function rewind() {
    const allowance = queryClient.getQueryData<Quota>(keys.quota)?.rewinds
    if (allowance?.left === 0 && new Date(allowance.resetAt) > siteNow(boot)) {
      swipes.tell(allowance.limit === 0 ? { kind: 'members', what: 'rewind' } : { kind: 'quota', of: 'rewinds', limit: allowance.limit, resetAt: allowance.resetAt })
      return
    }
    const done = await run()
    if (error.value?.error === 'social.over_quota') return swipes.tell(quotaOutcome(error.value, 'rewinds'))
    if (error.value?.error === 'social.members_only') return swipes.tell({ kind: 'members', what: 'rewind' })
    if (error.value) return toast.bad(error.value)
    if (!done) return
    if (!done.rewound) return toast.say(t('social.deck.rewindWaits'))
    if (done.rewound.unmatched) toast.say(t('social.deck.unmatched'))
    if (done.rewound.card) back(done.rewound.card)
    else toast.say(t('social.deck.gone'))
  }

  return { rewind, busy }
}
