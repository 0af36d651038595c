import type { SwipeKind } from '../../swipes/contract.ts'

// The arithmetic of swiping: pixels, milliseconds, degrees. No DOM.

/** So far a finger may stray and still have tapped. */
const TAP_PX = 8
const TAP_MS = 350
/** Let go beyond these shares of the card, it is decided. */
const FAR_ACROSS = 0.32
const FAR_UP = 0.22
/** Thrown this fast (px/ms), a short way is enough. */
const FAST = 0.5
const SHORT_PX = 24
/** Upwards has to be meant: steeper than this. */
const STEEP = 1.2
const MOST_DEGREES = 14
/** Speed is that of the last moment: who stops before letting go has not thrown it. */
const MOMENT_MS = 80

export interface Point { x: number, y: number, at: number }
export interface Size { width: number, height: number }
export interface Drag { dx: number, dy: number, vx: number, vy: number }

/** How far and how fast the finger has gone, from where it was at each moment. */
export function dragOf(trail: readonly Point[]): Drag {
  const first = trail[0]
  const last = trail.at(-1)
  if (!first || !last) return { dx: 0, dy: 0, vx: 0, vy: 0 }
  const recent = trail.find(({ at }) => last.at - at <= MOMENT_MS) ?? last
  const elapsed = last.at - recent.at
  const speed = (way: number) => elapsed > 0 ? way / elapsed : 0
  return { dx: last.x - first.x, dy: last.y - first.y, vx: speed(last.x - recent.x), vy: speed(last.y - recent.y) }
}

export const isTap = ({ dx, dy }: Drag, elapsed: number): boolean => Math.hypot(dx, dy) <= TAP_PX && elapsed <= TAP_MS

/** What letting go here means; undefined: the card springs back. */
export function decisionOf({ dx, dy, vx, vy }: Drag, { width, height }: Size): SwipeKind | undefined {
  if (dy < 0 && -dy > Math.abs(dx) * STEEP) {
    const thrown = -vy > FAST && -dy > SHORT_PX
    return -dy > height * FAR_UP || thrown ? 'superlike' : undefined
  }
  // Thrown back towards the middle is a change of mind, however far away it is.
  if (Math.abs(vx) > FAST && Math.sign(vx) !== Math.sign(dx)) return undefined
  const thrown = Math.abs(vx) > FAST && Math.abs(dx) > SHORT_PX && Math.abs(dx) > Math.abs(dy)
  if (Math.abs(dx) <= width * FAR_ACROSS && !thrown) return undefined
  return dx > 0 ? 'like' : 'pass'
}

/** What is about to be decided, and how nearly (0–1), for the words on the card. */
export function leaningOf(drag: Drag, { width, height }: Size): { kind: SwipeKind, share: number } | undefined {
  const { dx, dy } = drag
  if (dy < 0 && -dy > Math.abs(dx) * STEEP) return { kind: 'superlike', share: Math.min(1, -dy / (height * FAR_UP)) }
  if (dx === 0) return undefined
  return { kind: dx > 0 ? 'like' : 'pass', share: Math.min(1, Math.abs(dx) / (width * FAR_ACROSS)) }
}

/** A card turns about the finger: grabbed at its lower half it turns the other way. */
export function turnOf(dx: number, { width, height }: Size, grabbedAt: number): number {
  const turn = MOST_DEGREES * Math.max(-1, Math.min(1, dx / width))
  return (grabbedAt > height * 0.6 ? -turn : turn) || 0
}

/** Where a decided card flies: out of the window, on the way it was going. */
export function flightOf(kind: SwipeKind, { dx, dy }: Pick<Drag, 'dx' | 'dy'>, { width, height }: Size): { x: number, y: number, turn: number } {
  if (kind === 'superlike') return { x: dx, y: -height * 1.4, turn: 0 }
  const side = kind === 'like' ? 1 : -1
  const slope = dx === 0 ? 0 : Math.max(-0.8, Math.min(0.8, dy / Math.abs(dx)))
  return { x: side * width * 1.6, y: slope * width * 1.6, turn: side * MOST_DEGREES * 1.5 }
}
