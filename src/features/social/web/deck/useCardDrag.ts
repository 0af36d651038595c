import type { ComputedRef, Ref } from 'vue'
import type { SwipeKind } from '../../swipes/contract.ts'
import type { Drag, Point, Size } from './gesture.ts'
import { computed, shallowRef } from 'vue'
import { decisionOf, dragOf, flightOf, isTap, leaningOf, turnOf } from './gesture.ts'

export interface Flight { x: number, y: number, turn: number }

export interface CardDrag {
  /** Where the card is now, and which way it leans; undefined while nobody holds it. */
  held: Ref<{ drag: Drag, turn: number } | undefined>
  leaning: ComputedRef<{ kind: SwipeKind, share: number } | undefined>
  start: (event: PointerEvent) => void
  move: (event: PointerEvent) => void
  end: (event: PointerEvent) => void
  cancel: () => void
  /** Where a card flies that is decided now. */
  flight: (kind: SwipeKind) => Flight
}

interface Heard {
  size: () => Size
  decided: (kind: SwipeKind, flight: Flight) => void
  /** Touched without moving; the share of the width and of the height at which. */
  tapped: (x: number, y: number) => void
}

/** One finger or the mouse moves the top card. A second finger, or the browser taking over, lets it spring back. */
export function useCardDrag({ size, decided, tapped }: Heard): CardDrag {
  const held: CardDrag['held'] = shallowRef()
  let trail: Point[] = []
  let pointer: number | undefined
  let grabbedAt = 0
  let box = { left: 0, top: 0, width: 1, height: 1 }

  function start(event: PointerEvent) {
    if (event.button !== 0) return
    if (pointer !== undefined) return cancel()
    const card = event.currentTarget as HTMLElement
    box = card.getBoundingClientRect()
    grabbedAt = event.clientY - box.top
    pointer = event.pointerId
    trail = [pointOf(event)]
    card.setPointerCapture(event.pointerId)
  }

  function move(event: PointerEvent) {
    if (event.pointerId !== pointer) return
    trail.push(pointOf(event))
    const drag = dragOf(trail)
    held.value = { drag, turn: turnOf(drag.dx, size(), grabbedAt) }
  }

  function end(event: PointerEvent) {
    if (event.pointerId !== pointer) return
    trail.push(pointOf(event))
    const drag = dragOf(trail)
    const elapsed = trail.at(-1)!.at - trail[0]!.at
    const kind = decisionOf(drag, size())
    const { clientX, clientY } = event
    cancel()
    if (isTap(drag, elapsed)) tapped((clientX - box.left) / box.width, (clientY - box.top) / box.height)
    else if (kind) decided(kind, flightOf(kind, drag, size()))
  }

  function cancel() {
    pointer = undefined
    trail = []
    held.value = undefined
  }

  return {
    held,
    leaning: computed(() => held.value && leaningOf(held.value.drag, size())),
    start,
    move,
    end,
    cancel,
    flight: kind => flightOf(kind, { dx: 0, dy: 0 }, size()),
  }
}

const pointOf = (event: PointerEvent): Point => ({ x: event.clientX, y: event.clientY, at: event.timeStamp })
