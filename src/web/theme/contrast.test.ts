import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/** Every text colour with the grounds it stands on (design.md §7; WCAG 2.2 AA). */
const TEXT_ON: [text: string, grounds: string[]][] = [
  ['ink', ['bg', 'surface', 'surface-2']],
  ['ink-2', ['bg', 'surface', 'surface-2']],
  ['ink-3', ['bg', 'surface', 'surface-2']],
  ['accent-ink', ['accent']],
  ['accent-text', ['bg', 'surface', 'accent-soft']],
  ['pine', ['bg', 'surface', 'pine-soft']],
  ['pine-ink', ['pine']],
  ['plum', ['bg', 'surface', 'plum-soft']],
  ['plum-ink', ['plum']],
  ['warn', ['bg', 'surface', 'warn-soft']],
  ['danger', ['bg', 'surface', 'danger-soft']],
  ['bg', ['ink']],
]
/** Borders of controls and focus rings. */
const SHAPE_ON: [shape: string, grounds: string[]][] = [
  ['line-strong', ['bg', 'surface']],
  ['accent-bright', ['bg', 'surface']],
]

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const tokens = new Map([...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [name!, { light: light!, dark: dark! }]))

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const below = (pairs: [string, string[]][], least: number) => pairs.flatMap(([front, grounds]) => grounds
    .map(ground => ({ front, ground, ratio: contrast(tokens.get(front)![theme], tokens.get(ground)![theme]) }))
    .filter(({ ratio }) => ratio < least))

  test('text can be read on every ground it stands on', () => {
    expect(below(TEXT_ON, 4.5)).toEqual([])
  })

  test('controls can be told from their ground', () => {
    expect(below(SHAPE_ON, 3)).toEqual([])
  })
})

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
