import sharp from 'sharp'
import { expect, test } from 'vitest'
import { drawPortrait, SETTINGS } from './portrait.ts'

const specs = SETTINGS.flatMap((setting, i) => (['female', 'male'] as const).map(sex => ({ seed: `${setting} ${sex}`, sex, age: (['young', 'middle', 'senior'] as const)[i % 3]!, setting, nth: 0 })))

test('a photo is the same every time, byte for byte, and another one of the same person is not', () => {
  for (const spec of specs) {
    expect(drawPortrait(spec)).toBe(drawPortrait(spec))
    expect(drawPortrait({ ...spec, nth: 1 })).not.toBe(drawPortrait(spec))
  }
})

test('photos are 960 × 1280 and draw in little time', async () => {
  for (const spec of specs.slice(0, 6)) {
    const { width, height } = await sharp(Buffer.from(drawPortrait(spec))).metadata()
    expect([width, height]).toEqual([960, 1280])
  }
})
