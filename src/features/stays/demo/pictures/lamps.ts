import type { Point } from '../../../../kit/draw.ts'
import { mix } from '../../../../kit/draw.ts'
import { plus } from './light.ts'
import { turned } from './round.ts'
import type { Space } from './space.ts'

// Lamps light the room when the hour asks for it.

const on = (space: Space) => space.hour.lamp[0] > 0.3

function light(space: Space, x: number, y: number, z: number, power: number): void {
  const { lamp } = space.hour
  const at = space.world([x, y, z])
  if (!on(space)) return
  space.light.lamps.push({ at, colour: [lamp[0] * power, lamp[1] * power, lamp[2] * power] })
}

const shadeGlow = (space: Space) => on(space) ? 1.5 : 0

export type PendantStyle = 'dome' | 'globe' | 'lantern' | 'cone' | 'rattan' | 'drum'

/** Hangs from the ceiling: `drop` is the height of its lower edge above the floor. */
export function pendant(space: Space, x: number, z: number, ceiling: number, drop: number, style: PendantStyle, size = 1): void {
  const { look } = space
  const profiles: Record<PendantStyle, Point[]> = {
    dome: [[0.24, 0], [0.22, 0.1], [0.14, 0.19], [0.04, 0.24]],
    globe: [[0.06, 0], [0.15, 0.05], [0.19, 0.17], [0.15, 0.29], [0.05, 0.34]],
    lantern: [[0.1, 0], [0.23, 0.07], [0.29, 0.2], [0.23, 0.33], [0.09, 0.4]],
    cone: [[0.24, 0], [0.05, 0.24]],
    rattan: [[0.3, 0], [0.27, 0.15], [0.13, 0.26], [0.06, 0.28]],
    drum: [[0.28, 0], [0.28, 0.24]],
  }
  const colours: Record<PendantStyle, string> = { dome: look.accent, globe: '#f7ecd9', lantern: '#f6ead4', cone: look.metal, rattan: mix(look.wood, '#e6c48c', 0.5), drum: look.fabric }
  const paper = style === 'globe' || style === 'lantern' || style === 'drum'
  const profile = profiles[style].map(([r, h]): Point => [r * size, h * size])
  const top = drop + profile.at(-1)![1]
  space.box(x, top, z, 0.012, Math.max(0.05, ceiling - top), 0.012, '#3a322b', { shadow: false })
  turned(space, x, ceiling - 0.035, z, [[0.055, 0], [0.06, 0.034]], '#3a322b', { shadow: false })
  turned(space, x, drop, z, profile, colours[style], { smooth: style !== 'cone' && style !== 'drum', glow: paper ? shadeGlow(space) : on(space) ? 0.12 : 0, shadow: false, gloss: style === 'dome' || style === 'cone' ? 0.25 : 0 })
  if (style === 'lantern' || style === 'rattan') ribs(space, x, drop, z, profile)
  light(space, x, drop - 0.08, z, paper ? 0.95 : 0.8)
}

function ribs(space: Space, x: number, y: number, z: number, profile: readonly Point[]): void {
  const at = space.world([x, y, z])
  space.part([x - 0.3, y, z - 0.301], [x + 0.3, y + 0.4, z - 0.3], () => {
    const scale = space.scale(at)
    for (let i = 1; i < 8; i++) {
      const h = profile.at(-1)![1] * i / 8
      const k = profile.findIndex(([, ph]) => ph >= h)
      const [[r0, h0], [r1, h1]] = [profile[k - 1]!, profile[k]!]
      const r = (r0 + (r1 - r0) * (h - h0) / (h1 - h0)) * 1.04
      const [cx, cy] = space.point(plus(at, [0, h, 0]))
      space.sheet.stroke(`M${(cx - r * scale).toFixed(1)} ${cy.toFixed(1)}q${(r * scale).toFixed(1)} ${((y + h - space.camera.at[1]) / 6 * r * scale).toFixed(1)} ${(2 * r * scale).toFixed(1)} 0`, '#5a3d22', 0.9, { opacity: 0.3 })
    }
  })
}

export function floorLamp(space: Space, style: 'slim' | 'tripod' | 'arc' | 'paper'): void {
  const { look } = space
  if (style === 'paper') {
    const profile: Point[] = [[0.1, 0], [0.17, 0.18], [0.15, 0.5], [0.18, 0.8], [0.1, 1]]
    turned(space, 0, 0.05, 0, profile, '#f7ecd8', { smooth: true, glow: shadeGlow(space) })
    ribs(space, 0, 0.05, 0, profile)
    return light(space, 0, 0.6, -0.25, 0.9)
  }
  if (style === 'arc') {
    turned(space, 0, 0, 0, [[0.17, 0], [0.17, 0.04]], '#4a4541')
    space.box(0, 0.04, 0, 0.025, 1.75, 0.025, look.metal, { shadow: false })
    space.box(-0.35, 1.77, 0, 0.72, 0.025, 0.025, look.metal, { shadow: false })
    turned(space, -0.68, 1.5, 0, [[0.22, 0], [0.19, 0.12], [0.05, 0.24]], look.metal, { smooth: true, shadow: false, gloss: 0.3, glow: on(space) ? 0.2 : 0 })
    return light(space, -0.68, 1.45, 0, 0.9)
  }
  if (style === 'slim') {
    turned(space, 0, 0, 0, [[0.14, 0], [0.14, 0.025]], look.metal)
    space.box(0, 0.025, 0, 0.02, 1.25, 0.02, look.metal, { shadow: false })
  } else {
    for (const [x, z] of [[-0.19, -0.1], [0.19, -0.1], [0, 0.2]] as const) tilted(space, x, z)
  }
  turned(space, 0, 1.24, 0, [[0.21, 0], [0.15, 0.3]], '#f2e6d2', { glow: shadeGlow(space), shadow: false })
  light(space, 0, 1.3, -0.22, 0.85)
}

/** One leg of a tripod, from the floor to the middle. */
function tilted(space: Space, x: number, z: number): void {
  const [foot, head] = [space.world([x, 0, z]), space.world([0, 1.25, 0])]
  space.part([Math.min(0, x) - 0.01, 0, Math.min(0, z) - 0.01], [Math.max(0, x) + 0.01, 1.25, Math.max(0, z) + 0.01], () => {
    const [a, b] = [space.point(foot), space.point(head)]
    space.sheet.stroke(`M${a.map(v => v.toFixed(1)).join(' ')}L${b.map(v => v.toFixed(1)).join(' ')}`, space.shade(space.look.wood, foot, [0, 0.5, -0.8]), 0.025 * space.scale(foot))
  })
}

export function tableLamp(space: Space, x: number, y: number, z: number, style: 'ball' | 'mushroom' | 'paper' = space.random.pick(['ball', 'mushroom', 'paper'] as const)): void {
  const { look } = space
  if (style === 'mushroom') {
    turned(space, x, y, z, [[0.09, 0], [0.05, 0.12], [0.05, 0.22]], look.accent2, { smooth: true, shadow: false })
    turned(space, x, y + 0.2, z, [[0.17, 0], [0.155, 0.08], [0.05, 0.14]], mix(look.accent2, '#fff3e0', 0.45), { smooth: true, glow: shadeGlow(space) * 0.8, shadow: false })
  } else if (style === 'paper') {
    turned(space, x, y, z, [[0.09, 0], [0.12, 0.1], [0.1, 0.3], [0.07, 0.36]], '#f7ecd8', { smooth: true, glow: shadeGlow(space), shadow: false })
  } else {
    turned(space, x, y, z, [[0.05, 0], [0.1, 0.07], [0.09, 0.15], [0.02, 0.2], [0.015, 0.26]], mix(look.feature, look.fabric, 0.3), { smooth: true, gloss: 0.3, shadow: false })
    turned(space, x, y + 0.25, z, [[0.16, 0], [0.11, 0.2]], '#f4e8d4', { glow: shadeGlow(space), shadow: false })
  }
  light(space, x, y + 0.42, z - 0.14, 0.5)
}

/** A small lamp on a wall at z; its light washes the wall. */
export function wallLamp(space: Space, x: number, y: number, z: number): void {
  space.box(x, y, z - 0.02, 0.06, 0.12, 0.03, space.look.metal, { shadow: false })
  turned(space, x, y + 0.08, z - 0.1, [[0.06, 0], [0.09, 0.14]], '#f4e8d4', { glow: shadeGlow(space), shadow: false })
  light(space, x, y + 0.15, z - 0.22, 0.4)
}
