import type { Ref } from 'vue'
import { onMounted, onUnmounted, ref } from 'vue'

/** How much of the window the keyboard of a phone covers, px: it lies above the page and does not make it smaller. */
export function useKeyboardInset(): Readonly<Ref<number>> {
  const inset = ref(0)
  const measure = () => {
    const { visualViewport: view } = window
    // Zoomed in, the view is smaller without any keyboard.
    inset.value = view && view.scale === 1 ? Math.max(0, Math.round(window.innerHeight - view.height - view.offsetTop)) : 0
  }
  onMounted(() => window.visualViewport?.addEventListener('resize', measure))
  onUnmounted(() => window.visualViewport?.removeEventListener('resize', measure))
  return inset
}
