import type { Point, Random, Rgb, Stop } from '../../../../kit/draw.ts'
import { curve, element, mix, Sheet } from '../../../../kit/draw.ts'

/** A photo as cards show it, 3:4. */
export const WIDTH = 960
export const HEIGHT = 1280

/** When a picture is taken: what colour the light has. */
export type Hour = 'day' | 'golden' | 'dusk' | 'night' | 'lamp' | 'snow'

/** What colours become in the light of an hour, channel by channel. */
export const LIGHTS: Record<Hour, Rgb> = {
  day: [1, 1, 1],
  golden: [1.03, 0.97, 0.88],
  dusk: [0.96, 0.89, 0.95],
  night: [0.86, 0.82, 0.93],
  lamp: [1.02, 0.95, 0.86],
  snow: [0.97, 0.99, 1.02],
}

/** Skies from the top to the horizon. */
const SKIES: Record<Exclude<Hour, 'lamp'>, readonly [string, string, string]> = {
  day: ['#a9c9da', '#cfe0e2', '#f1ead9'],
  golden: ['#9fb6c4', '#edcda0', '#f6dfb4'],
  dusk: ['#5d6a94', '#b98a9c', '#f2b98c'],
  night: ['#1d2745', '#2f3b63', '#66587c'],
  snow: ['#c3ced8', '#d9e1e6', '#edf0f0'],
}

const tenth = (value: number) => Math.round(value * 10) / 10
const hundredth = (value: number) => Math.round(value * 100) / 100

/** A sheet of the size of a photo with what landscapes and rooms are made of. */
export class Canvas extends Sheet {
  constructor() {
    super(WIDTH, HEIGHT)
  }

  rect(x: number, y: number, w: number, h: number, fill: string, { r, opacity }: { r?: number, opacity?: number } = {}): void {
    this.add(element('rect', { 'x': tenth(x), 'y': tenth(y), 'width': tenth(w), 'height': tenth(h), 'rx': r, fill, 'fill-opacity': opacity && hundredth(opacity) }))
  }

  oval(cx: number, cy: number, rx: number, ry: number, fill: string, opacity?: number): void {
    this.add(element('ellipse', { 'cx': tenth(cx), 'cy': tenth(cy), 'rx': tenth(rx), 'ry': tenth(ry), fill, 'fill-opacity': opacity && hundredth(opacity) }))
  }

  all(stops: readonly Stop[], from: Point = [0, 0], to: Point = [0, HEIGHT]): void {
    this.rect(0, 0, WIDTH, HEIGHT, this.linear(stops, from, to))
  }

  sky(hour: Exclude<Hour, 'lamp'>, horizon: number): void {
    const [top, middle, low] = SKIES[hour]
    this.rect(0, 0, WIDTH, horizon + 4, this.linear([[0, top], [0.6, middle], [1, low]], [0, 0], [0, horizon]))
  }

  /** A soft round light. */
  glow(cx: number, cy: number, r: number, colour: string, strength = 0.6): void {
    this.oval(cx, cy, r, r, this.radial([[0, colour, strength], [0.45, colour, strength * 0.4], [1, colour, 0]]))
  }

  /** Draws moved, turned or scaled. */
  group(transform: string, draw: () => void): void {
    this.add(`<g transform="${transform}">`)
    draw()
    this.add('</g>')
  }

  /** A line of hills across the picture, filled down to `low`. */
  hills(random: Random, y: number, height: number, fill: string, { low = HEIGHT, steps = 6, opacity }: { low?: number, steps?: number, opacity?: number } = {}): void {
    const points = Array.from({ length: steps + 3 }, (_, i): Point => [(i - 1) * WIDTH / steps, y - random.between(0, 1) * height])
    this.path(`${curve(points).line([WIDTH + 200, low]).line([-200, low]).close()}`, fill, { opacity })
  }

  /** Lights out of focus. */
  bokeh(random: Random, count: number, colours: readonly string[], [top, low]: readonly [number, number], [small, large]: readonly [number, number] = [10, 34]): void {
    for (let i = 0; i < count; i++) {
      const [x, y, r] = [random.between(0, WIDTH), random.between(top, low), random.between(small, large)]
      const colour = random.pick(colours)
      this.oval(x, y, r, r, colour, random.between(0.16, 0.42))
    }
  }

  /** A crown of leaves: rounds in three tones, the light from the left above. */
  crown(random: Random, x: number, y: number, size: number, colour: string): void {
    const parts = Array.from({ length: 11 }, (): Point => {
      const [angle, far] = [random.between(0, Math.PI * 2), random.between(0.15, 0.78)]
      return [x + Math.cos(angle) * size * far, y + Math.sin(angle) * size * far * 0.8]
    })
    const rounds = (shift: number) => parts.map(([px, py]) => `M${px.toFixed(0)} ${(py + shift).toFixed(0)}h.1`).join('')
    this.stroke(rounds(size * 0.12), mix(colour, '#16261e', 0.28), size * 0.92)
    this.stroke(rounds(0), colour, size * 0.82)
    this.stroke(parts.slice(0, 7).map(([px, py]) => `M${(px - size * 0.14).toFixed(0)} ${(py - size * 0.18).toFixed(0)}h.1`).join(''), mix(colour, '#fff2c4', 0.2), size * 0.46, { opacity: 0.75 })
  }

  /** Leaves on a bent stalk. */
  frond(x: number, y: number, length: number, turn: number, colour: string, leaves = 7, broad = 1): void {
    this.group(`translate(${x.toFixed(0)} ${y.toFixed(0)})rotate(${turn.toFixed(0)})`, () => {
      this.stroke(`M0 0Q${length * 0.1} ${-length * 0.5} 0 ${-length}`, mix(colour, '#16261e', 0.3), length * 0.02 + 1.5)
      let d = ''
      for (let i = 1; i <= leaves; i++) {
        const at = -length * i / leaves
        const size = length * broad * (0.34 - 0.2 * i / leaves)
        for (const side of [-1, 1]) d += `M2 ${at.toFixed(0)}q${(side * size * 0.5).toFixed(0)} ${(-size * 0.6).toFixed(0)} ${(side * size).toFixed(0)} ${(-size * 0.34).toFixed(0)}q${(-side * size * 0.3).toFixed(0)} ${(size * 0.5).toFixed(0)} ${(-side * size).toFixed(0)} ${(size * 0.34).toFixed(0)}z`
      }
      this.path(d, colour)
    })
  }

  /** A house or tower with rows of windows, some of them lit. */
  tower(random: Random, x: number, base: number, w: number, h: number, fill: string, lamp?: string): void {
    this.rect(x, base - h, w, h, fill)
    const [columns, rows] = [Math.max(2, Math.round(w / 24)), Math.floor(h / 30)]
    let d = ''
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        if (random.chance(lamp ? 0.42 : 0.8)) d += `M${(x + (column + 0.28) * w / columns).toFixed(0)} ${(base - h + 20 + row * 30).toFixed(0)}h${(w / columns * 0.44).toFixed(0)}`
      }
    }
    this.stroke(d, lamp ?? mix(fill, '#ffffff', 0.28), 13, { 'opacity': lamp ? 0.8 : 0.5, 'stroke-linecap': 'butt' })
  }

  /** Streaks of light on still water. */
  ripples(random: Random, count: number, [top, low]: readonly [number, number], colour: string, opacity: number): void {
    let d = ''
    for (let i = 0; i < count; i++) {
      const y = top + (low - top) * random.next() ** 1.4
      const w = 30 + (y - top) / (low - top) * 130 * random.between(0.5, 1.2)
      d += `M${(random.between(-60, WIDTH)).toFixed(0)} ${y.toFixed(0)}h${w.toFixed(0)}`
    }
    this.stroke(d, colour, 5, { opacity })
  }
}
