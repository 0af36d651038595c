import sharp from 'sharp'
import { expect, test } from 'vitest'
import { drawScene, scenes } from './rooms.ts'

const kinds = ['apartment', 'lane', 'villa', 'farmhouse', 'loft'] as const
const LARGEST = 150 * 1024 // bytes; most pictures take two thirds of that

test('a home gets the same picture every time, byte for byte', () => {
  for (const scene of scenes) {
    const [first, second] = [1, 2].map(() => drawScene({ seed: 'one', kind: 'villa' }, scene))
    expect(first === second, scene).toBe(true)
  }
})

test('no two homes get the same picture', () => {
  for (const scene of scenes) {
    const pictures = Array.from({ length: 3 }, (_, i) => drawScene({ seed: `home ${i}`, kind: 'apartment' }, scene))
    expect(new Set(pictures).size).toBe(pictures.length)
  }
})

test('every kind of home has a picture of every scene, small and complete in itself', () => {
  for (const kind of kinds) {
    for (const scene of scenes) {
      const svg = drawScene({ seed: 'whole', kind }, scene)
      expect(svg.length, `${kind} ${scene}`).toBeLessThan(LARGEST)
      expect(svg.replaceAll(/base64,[^"]*/g, '')).not.toMatch(/NaN|undefined|Infinity|<text|<script/)
      expect([...svg.matchAll(/href="([^"]{5})/g)].filter(([, to]) => to !== 'data:' && !to!.startsWith('#'))).toEqual([])
    }
  }
})

test('pictures render as 1280 × 960, full of light and shade', async () => {
  for (const [i, scene] of scenes.entries()) {
    const image = sharp(Buffer.from(drawScene({ seed: 'render', kind: kinds[i % kinds.length]! }, scene)))
    const { width, height } = await image.metadata()
    expect([width, height]).toEqual([1280, 960])
    const { channels, entropy } = await image.stats()
    expect(entropy, scene).toBeGreaterThan(4)
    for (const { mean } of channels.slice(0, 3)) expect(mean, scene).toBeGreaterThan(30)
  }
})
