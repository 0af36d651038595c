import type { SwipeKind } from '../../swipes/contract.ts'
import { onMounted, onUnmounted } from 'vue'

interface Heard {
  /** False while something lies over the cards. */
  enabled: () => boolean
  decide: (kind: SwipeKind) => void
  rewind: () => void
  nextPhoto: () => void
  details: () => void
}

const DECISIONS: Record<string, SwipeKind> = { ArrowLeft: 'pass', ArrowRight: 'like', ArrowUp: 'superlike' }

/** The cards by keyboard. What has the focus keeps its own keys: a field all of them, a button space and enter. */
export function useDeckKeys({ enabled, decide, rewind, nextPhoto, details }: Heard): void {
  function onKey(event: KeyboardEvent) {
    const target = event.target as HTMLElement
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || !enabled()) return
    if (target.closest('input, textarea, select, [contenteditable]')) return
    const kind = DECISIONS[event.key]
    if (kind) decide(kind)
    else if (event.key === 'Backspace' || event.key.toLowerCase() === 'z') rewind()
    else if (target.closest('a, button')) return
    else if (event.key === ' ') nextPhoto()
    else if (event.key === 'Enter') details()
    else return
    event.preventDefault()
  }
  onMounted(() => window.addEventListener('keydown', onKey))
  onUnmounted(() => window.removeEventListener('keydown', onKey))
}
