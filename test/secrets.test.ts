import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** The sources that run on a site; tests and what invents the demo's people and pictures are none. */
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(name => /\.(?:ts|vue|sql)$/.test(name) && !/\.(?:test|fixture)\.ts$/.test(name) && !/(?:^|\/)demo(?:\/|\.ts$|-)/.test(name))
  .map(name => ({ name, text: readFileSync(join(root, 'src', name), 'utf8') }))

test('what nobody may guess is drawn by the system’s own generator: nothing else draws at all (B-62)', () => {
  expect(sources.length).toBeGreaterThan(300)
  // The seeded draw is the same for everybody who knows the seed; it is for pictures and people of the demo.
  const drawing = sources.filter(({ name, text }) => name !== 'kit/draw.ts' && (/\bMath\.random\b|\bseeded\(|\brandom\(\)/.test(text)))
  expect(drawing.map(({ name }) => name)).toEqual([])
})

test('no key, password or merchant is written into a source (B-72)', () => {
  const written = sources.filter(({ name, text }) => !name.includes('/messages/') && (/PRIVATE KEY-----(?:\\n)?[\w+/]{20}/.test(text) || /\b(?:password|secret|apiKey|accessKey)\s*[:=]\s*'[^'\s]{8,}'/i.test(text)))
  expect(written.map(({ name }) => name)).toEqual([])
})
