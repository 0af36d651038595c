import sharp from 'sharp'
import { expect, test } from 'vitest'
import { drawAvatar } from './avatars.ts'

const people = (['female', 'male'] as const).flatMap(sex => (['young', 'middle', 'senior'] as const).map(age => ({ sex, age })))

test('a person gets the same portrait every time, byte for byte', () => {
  expect(drawAvatar('ann')).toBe(drawAvatar('ann'))
})

test('no two people get the same portrait', () => {
  const portraits = Array.from({ length: 60 }, (_, i) => drawAvatar(`person ${i}`))
  expect(new Set(portraits).size).toBe(portraits.length)
})

test('women and men, young and old, look different with the same seed', () => {
  expect(new Set(people.map(person => drawAvatar('ann', person))).size).toBe(people.length)
})

test('portraits are small and complete in themselves', () => {
  for (let i = 0; i < 60; i++) {
    const svg = drawAvatar(`person ${i}`, people[i % people.length])
    expect(svg.length).toBeLessThan(20_000)
    expect(svg).not.toMatch(/NaN|undefined|Infinity|<text|<script|href="[^#]/)
  }
})

test('portraits render as 512 × 512 with a person in the middle', async () => {
  for (const person of people) {
    const image = sharp(Buffer.from(drawAvatar('render', person)))
    const { width, height } = await image.metadata()
    expect([width, height]).toEqual([512, 512])
    const face = await sharp(await image.png().toBuffer()).extract({ left: 206, top: 240, width: 100, height: 40 }).stats()
    const [red, , blue] = face.channels
    expect(red!.mean - blue!.mean, 'skin is warmer than anything behind it').toBeGreaterThan(20)
  }
})
