import type { Ref } from 'vue'
import { onMounted, onUnmounted, ref } from 'vue'
import { useBoot } from './boot.ts'
import { siteNow } from './dates.ts'

/** The site's present, brought up to date every few seconds; the epoch until the page is alive. */
export function useNow(everySeconds: number): Ref<Date> {
  const boot = useBoot()
  const now = ref(new Date(0))
  let timer: number | undefined
  const tick = () => { now.value = siteNow(boot) }
  onMounted(() => {
    tick()
    timer = window.setInterval(tick, everySeconds * 1000)
  })
  onUnmounted(() => clearInterval(timer))
  return now
}
