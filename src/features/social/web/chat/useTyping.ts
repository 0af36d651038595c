import type { Ref } from 'vue'
import { onScopeDispose, ref } from 'vue'
import { useRealtime } from '../../../../core/realtime/web/useRealtime.ts'

const SAY_EVERY_MS = 3000
const SHOWN_MS = 5000

/** Whether the other types, and a way to tell them that I do. */
export function useTyping(id: string): { theyType: Readonly<Ref<boolean>>, iType: () => void, theyStopped: () => void } {
  const { onNudge, signal } = useRealtime()
  const theyType = ref(false)
  let timer: number | undefined
  let saidAt = -Infinity

  function theyStopped() {
    window.clearTimeout(timer)
    theyType.value = false
  }

  onNudge('social.typing', (nudge) => {
    if (nudge.id !== id) return
    theyType.value = true
    window.clearTimeout(timer)
    timer = window.setTimeout(theyStopped, SHOWN_MS)
  })
  onScopeDispose(() => window.clearTimeout(timer))

  return {
    theyType,
    theyStopped,
    iType() {
      if (performance.now() - saidAt < SAY_EVERY_MS) return
      saidAt = performance.now()
      signal('social.typing', { id })
    },
  }
}
