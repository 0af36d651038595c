import type { Drag } from './gesture.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decisionOf, dragOf, flightOf, isTap, leaningOf, turnOf } from './gesture.ts'

const CARD = { width: 320, height: 480 }
const slow = (dx: number, dy: number): Drag => ({ dx, dy, vx: 0, vy: 0 })

test('a card that is let go far enough out is decided, by the side it is on', () => {
  expect(decisionOf(slow(120, 10), CARD)).toBe('like')
  expect(decisionOf(slow(-120, 10), CARD)).toBe('pass')
  expect(decisionOf(slow(10, -130), CARD)).toBe('superlike')
})

test('a card that is let go near the middle springs back', () => {
  for (const [dx, dy] of [[0, 0], [80, 0], [-80, 20], [0, -80], [0, 300], [40, 200]]) expect(decisionOf(slow(dx!, dy!), CARD)).toBeUndefined()
})

test('a short throw is enough, a throw back towards the middle is a change of mind', () => {
  expect(decisionOf({ dx: 40, dy: 5, vx: 0.9, vy: 0 }, CARD)).toBe('like')
  expect(decisionOf({ dx: -40, dy: 5, vx: -0.9, vy: 0 }, CARD)).toBe('pass')
  expect(decisionOf({ dx: 5, dy: -40, vx: 0, vy: -0.9 }, CARD)).toBe('superlike')
  expect(decisionOf({ dx: 10, dy: 0, vx: 0.9, vy: 0 }, CARD)).toBeUndefined()
  expect(decisionOf({ dx: 150, dy: 0, vx: -0.9, vy: 0 }, CARD)).toBeUndefined()
})

test('moving down the page never decides anything', () => {
  fc.assert(fc.property(fc.integer({ min: -60, max: 60 }), fc.integer({ min: 61, max: 900 }), fc.double({ min: 0, max: 3, noNaN: true }), (dx, dy, vy) => {
    expect(decisionOf({ dx, dy, vx: 0, vy }, CARD)).toBeUndefined()
  }))
})

test('left mirrors right', () => {
  const mirrored = { like: 'pass', pass: 'like', superlike: 'superlike' } as const
  const number = (most: number) => fc.double({ min: -most, max: most, noNaN: true })
  fc.assert(fc.property(number(500), number(800), number(3), number(3), (dx, dy, vx, vy) => {
    const one = decisionOf({ dx, dy, vx, vy }, CARD)
    expect(decisionOf({ dx: -dx, dy, vx: -vx, vy }, CARD)).toBe(one && mirrored[one])
  }))
})

test('what the card says while it is dragged is what letting go there does', () => {
  const number = (most: number) => fc.double({ min: -most, max: most, noNaN: true })
  fc.assert(fc.property(number(500), number(800), (dx, dy) => {
    const decided = decisionOf(slow(dx, dy), CARD)
    if (decided) expect(leaningOf(slow(dx, dy), CARD)).toEqual({ kind: decided, share: 1 })
  }))
})

test('speed is that of the last moment: who stops has not thrown', () => {
  expect(dragOf([{ x: 0, y: 0, at: 0 }, { x: 100, y: 0, at: 100 }, { x: 100, y: 0, at: 400 }]).vx).toBe(0)
  expect(dragOf([{ x: 0, y: 0, at: 0 }, { x: 10, y: 0, at: 100 }, { x: 60, y: 0, at: 150 }])).toEqual({ dx: 60, dy: 0, vx: 1, vy: 0 })
  expect(dragOf([])).toEqual(slow(0, 0))
})

test('a short still touch is a tap; a long or a moving one is not', () => {
  expect(isTap(slow(3, 4), 120)).toBe(true)
  expect(isTap(slow(9, 0), 120)).toBe(false)
  expect(isTap(slow(0, 0), 600)).toBe(false)
})

test('a card turns about the finger, and never much', () => {
  expect(turnOf(160, CARD, 100)).toBe(7)
  expect(turnOf(160, CARD, 400)).toBe(-7)
  expect(turnOf(9000, CARD, 100)).toBe(14)
})

test('a decided card leaves the window on its side', () => {
  expect(flightOf('like', slow(120, 60), CARD).x).toBeGreaterThan(CARD.width)
  expect(flightOf('pass', slow(0, 0), CARD).x).toBeLessThan(-CARD.width)
  expect(flightOf('superlike', slow(0, 0), CARD).y).toBeLessThan(-CARD.height)
})
