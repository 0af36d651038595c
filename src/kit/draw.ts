/** Small tools for drawing SVG pictures: a seeded random, colours, paths and a sheet that collects them. */

export type Point = readonly [x: number, y: number]
export type Rgb = readonly [r: number, g: number, b: number]

export interface Random {
  /** A number from 0 to 1, 1 excluded. */
  next: () => number
  /** A number between two bounds. */
  between: (low: number, high: number) => number
  /** A whole number between two bounds, both included. */
  int: (low: number, high: number) => number
  pick: <T>(list: readonly T[]) => T
  shuffle: <T>(list: readonly T[]) => T[]
  /** True with this probability. */
  chance: (probability: number) => boolean
}

/** A stream of random numbers that is the same for the same seed, on every machine. */
export function seeded(seed: string): Random {
  let state = 2166136261
  for (const letter of seed) state = Math.imul(state ^ letter.codePointAt(0)!, 16777619)
  // mulberry32: short, fast and even enough for pictures
  const next = () => {
    state = (state + 0x6D2B79F5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  for (let warm = 0; warm < 4; warm++) next()
  const between = (low: number, high: number) => low + (high - low) * next()
  const int = (low: number, high: number) => Math.floor(between(low, high + 1))
  const shuffle = <T>(list: readonly T[]) => {
    const copy = [...list]
    for (let i = copy.length - 1; i > 0; i--) {
      const j = int(0, i)
      ;[copy[i], copy[j]] = [copy[j]!, copy[i]!]
    }
    return copy
  }
  return { next, between, int, shuffle, pick: list => list[int(0, list.length - 1)]!, chance: probability => next() < probability }
}

export const clamp = (value: number, low = 0, high = 1) => Math.min(high, Math.max(low, value))

/** #rrggbb as three numbers from 0 to 255. */
export function rgb(hex: string): Rgb {
  const n = Number.parseInt(hex.slice(1), 16)
  return [n >> 16, (n >> 8) & 255, n & 255]
}

export function hex([r, g, b]: Rgb): string {
  const byte = (value: number) => Math.round(clamp(value, 0, 255))
  return `#${((1 << 24) | (byte(r) << 16) | (byte(g) << 8) | byte(b)).toString(16).slice(1)}`
}

/** A colour between two others: 0 gives the first, 1 the second. */
export function mix(from: string, to: string, share: number): string {
  const [a, b] = [rgb(from), rgb(to)]
  return hex([a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share])
}

/** A colour under coloured light, channel by channel. */
export const lit = (colour: string, light: Rgb) => {
  const [r, g, b] = rgb(colour)
  return hex([r * light[0], g * light[1], b * light[2]])
}

/** A number short enough to print ten thousand times. */
export const short = (value: number) => tenths(Math.round(value * 10))

/** So many tenths, without the zero before the point. */
const tenths = (n: number) => Math.abs(n) < 10 && n ? `${n < 0 ? '-' : ''}.${Math.abs(n)}` : String(n / 10)

/** Writes paths as steps from point to point in tenths of a unit: half as long as absolute coordinates. */
export class Pen {
  #text = ''
  #x = 0
  #y = 0

  #steps(command: string, points: readonly Point[]): this {
    this.#text += command
    let [endX, endY] = [this.#x, this.#y]
    points.forEach(([px, py], i) => {
      ;[endX, endY] = [Math.round(px * 10), Math.round(py * 10)]
      const [x, y] = [endX - this.#x, endY - this.#y]
      this.#text += `${i && x >= 0 ? ' ' : ''}${tenths(x)}${y >= 0 ? ' ' : ''}${tenths(y)}`
    })
    ;[this.#x, this.#y] = [endX, endY]
    return this
  }

  move(to: Point): this {
    return this.#steps(this.#text ? 'm' : 'M', [to])
  }

  line(to: Point): this {
    return this.#steps('l', [to])
  }

  /** A curve pulled towards one point. */
  bend(pull: Point, to: Point): this {
    return this.#steps('q', [pull, to])
  }

  /** A curve pulled towards two points. */
  curve(first: Point, second: Point, to: Point): this {
    return this.#steps('c', [first, second, to])
  }

  /** Closes the outline; a new one must begin with an absolute step, so the pen is not used after it. */
  close(): string {
    return `${this.#text}z`
  }

  toString(): string {
    return this.#text
  }
}

/** An open path with straight sides. */
export function line(points: readonly Point[]): string {
  const pen = new Pen().move(points[0]!)
  for (const p of points.slice(1)) pen.line(p)
  return pen.toString()
}

/** A closed path with straight sides. */
export const polygon = (points: readonly Point[]) => points.length ? `${line(points)}z` : ''

const middle = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]

/** A closed curve guided by the points, as a rubber band would be. */
export function blob(points: readonly Point[]): string {
  const pen = new Pen().move(middle(points.at(-1)!, points[0]!))
  points.forEach((p, i) => pen.bend(p, middle(p, points[(i + 1) % points.length]!)))
  return pen.close()
}

/** A curve through all the points, with the pen that is there already or a new one. */
export function curve(points: readonly Point[], pen?: Pen): Pen {
  const at = (i: number) => points[clamp(i, 0, points.length - 1)]!
  const drawing = pen ? pen.line(at(0)) : new Pen().move(at(0))
  points.slice(1).forEach((p, k) => {
    const [p0, p1, p3] = [at(k - 1), at(k), at(k + 2)]
    drawing.curve([p1[0] + (p[0] - p0[0]) / 6, p1[1] + (p[1] - p0[1]) / 6], [p[0] - (p3[0] - p1[0]) / 6, p[1] - (p3[1] - p1[1]) / 6], p)
  })
  return drawing
}

/** A closed polygon with rounded corners. */
export function rounded(points: readonly Point[], radius: number): string {
  if (radius < 0.7) return polygon(points)
  const pen = new Pen()
  points.forEach((p, i) => {
    const [before, after] = [points.at(i - 1)!, points[(i + 1) % points.length]!]
    const towards = (q: Point): Point => {
      const share = Math.min(0.5, radius / (Math.hypot(q[0] - p[0], q[1] - p[1]) || 1))
      return [p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share]
    }
    ;(i ? pen.line(towards(before)) : pen.move(towards(before))).bend(p, towards(after))
  })
  return pen.close()
}

/** The convex outline around points, anticlockwise. */
export function hull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const half = (list: readonly Point[]) => {
    const chain: Point[] = []
    for (const p of list) {
      while (chain.length > 1) {
        const [a, b] = [chain.at(-2)!, chain.at(-1)!]
        if ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) break
        chain.pop()
      }
      chain.push(p)
    }
    return chain.slice(0, -1)
  }
  return [...half(sorted), ...half(sorted.reverse())]
}

type Attributes = Record<string, string | number | undefined>

/** Writes one SVG element; attributes that are undefined are left out. */
export function element(name: string, attributes: Attributes, inside = ''): string {
  let text = `<${name}`
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) text += ` ${key}="${typeof value === 'number' ? short3(value) : value}"`
  }
  return inside ? `${text}>${inside}</${name}>` : `${text}/>`
}

const short3 = (value: number) => String(Math.round(value * 1000) / 1000)

export type Stop = readonly [offset: number, colour: string, opacity?: number]

const stopsOf = (stops: readonly Stop[]) => stops.map(([offset, colour, opacity]) =>
  element('stop', { 'offset': offset || undefined, 'stop-color': colour, 'stop-opacity': opacity })).join('')

/** Collects the elements of one picture and the definitions they need, each definition once. */
export class Sheet {
  readonly width: number
  readonly height: number
  #definitions = new Map<string, string>()
  #body: string[] = []

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
  }

  add(svg: string): void {
    this.#body.push(svg)
  }

  /** Draws a path; the fill is a colour or what linear() and radial() return. */
  path(d: string, fill: string, { opacity, ...more }: Attributes = {}): void {
    // Opacity of the fill alone costs nothing; opacity of the element makes the renderer set up a layer of its own.
    if (d) this.add(element('path', { d, fill, 'fill-opacity': opacity, ...more }))
  }

  /** Draws an open line. */
  stroke(d: string, colour: string, width: number, { opacity, ...more }: Attributes = {}): void {
    if (d) this.add(element('path', { d, 'fill': 'none', 'stroke': colour, 'stroke-width': short(width), 'stroke-opacity': opacity, ...more }))
  }

  /** Registers a definition and gives the id it can be found by. */
  define(name: string, attributes: Attributes, inside: string): string {
    const key = element(name, attributes, inside)
    const known = this.#definitions.get(key)
    if (known) return known
    const id = `d${this.#definitions.size.toString(36)}`
    this.#definitions.set(key, id)
    return id
  }

  /** A gradient in picture coordinates, or across the shape's own box when no points are given. */
  linear(stops: readonly Stop[], from?: Point, to?: Point, more: Attributes = {}): string {
    const place = from && to
      ? { gradientUnits: 'userSpaceOnUse', x1: short(from[0]), y1: short(from[1]), x2: short(to[0]), y2: short(to[1]) }
      : { x2: 0, y2: 1 }
    return `url(#${this.define('linearGradient', { ...place, ...more }, stopsOf(stops))})`
  }

  /** A gradient from the left to the right of the shape's own box. */
  across(stops: readonly Stop[]): string {
    return `url(#${this.define('linearGradient', {}, stopsOf(stops))})`
  }

  /** A round gradient, in picture coordinates or (without a centre) in the shape's own box. */
  radial(stops: readonly Stop[], centre?: Point, radius?: number): string {
    const place = centre ? { gradientUnits: 'userSpaceOnUse', cx: short(centre[0]), cy: short(centre[1]), r: short(radius!) } : {}
    return `url(#${this.define('radialGradient', place, stopsOf(stops))})`
  }

  /** The attribute value that keeps what is drawn inside the path. */
  clip(d: string): string {
    return `url(#${this.define('clipPath', {}, element('path', { d }))})`
  }

  /** Keeps everything drawn meanwhile inside the path. */
  within(d: string, draw: () => void): void {
    this.add(`<g clip-path="${this.clip(d)}">`)
    draw()
    this.add('</g>')
  }

  /** Lays a fine paper grain over everything drawn so far. */
  grain(strength: number): void {
    // The noise is made once for a small tile: made for the whole sheet it would take ten times as long.
    const noise = this.define('filter', { x: 0, y: 0, width: 1, height: 1 }, '<feTurbulence type="fractalNoise" baseFrequency=".8" numOctaves="2" stitchTiles="stitch"/><feColorMatrix values="0 0 0 0 .12 0 0 0 0 .08 0 0 0 0 .05 0 0 0 1.6 -.62"/>')
    const tile = this.define('pattern', { width: 180, height: 180, patternUnits: 'userSpaceOnUse' }, `<rect width="180" height="180" filter="url(#${noise})"/>`)
    this.add(`<rect width="${this.width}" height="${this.height}" fill="url(#${tile})" opacity="${strength}"/>`)
  }

  toString(): string {
    const definitions = [...this.#definitions].map(([text, id]) => text.replace(/^<\w+/, start => `${start} id="${id}"`)).join('')
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}" viewBox="0 0 ${this.width} ${this.height}" stroke-linecap="round" stroke-linejoin="round"><defs>${definitions}</defs>${this.#body.join('')}</svg>`
  }
}
