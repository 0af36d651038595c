import type { Ref } from 'vue'
import { ref } from 'vue'

/**
 * Drags the entries of a list by a handle, with mouse or finger: the list changes under way, `dropped` hears the end
 * when the order is another. Entries carry `data-id`.
 */
export function useDragOrder<T extends { id: number }>(list: Ref<T[]>, dropped: (before: T[]) => void) {
  const dragging = ref<number>()
  let before: T[] = []

  function start(event: PointerEvent, id: number) {
    before = list.value
    dragging.value = id
    ;(event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)
  }

  function move(event: PointerEvent) {
    if (dragging.value === undefined) return
    const over = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-id]')
    const to = list.value.findIndex(entry => String(entry.id) === over?.dataset.id)
    if (to >= 0) list.value = moved(list.value, list.value.findIndex(entry => entry.id === dragging.value), to)
  }

  function end() {
    if (dragging.value === undefined) return
    dragging.value = undefined
    if (list.value.some((entry, i) => entry.id !== before[i]?.id)) dropped(before)
  }

  return { dragging, start, move, end }
}

/** The list with one entry at another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, i) => i !== from)
  return [...rest.slice(0, to), list[from]!, ...rest.slice(to)]
}
