import { expect, test } from 'vitest'
import { INTERESTS, SMALL_THINGS, WISHES, WORK } from './abouts.ts'
import { ANYBODY, ENGLISH, MEN, SURNAMES, WOMEN } from './names.ts'
import { ANYTHING, FAREWELLS, IN_ENGLISH, ON_PICTURE, SHARED, TOPICS } from './replies.ts'

const twice = (list: readonly string[]) => list.filter((one, i) => list.indexOf(one) !== i)

test('no name and no sentence is twice in the lists', () => {
  expect(twice([...WOMEN, ...MEN, ...ANYBODY, ...ENGLISH])).toEqual([])
  expect(twice(SURNAMES)).toEqual([])
  expect(twice(INTERESTS.map(({ tag }) => tag))).toEqual([])
  const sentences = [...INTERESTS.flatMap(({ says }) => says), ...WISHES, ...SMALL_THINGS, ...WORK.map(({ says }) => says)]
  expect(twice(sentences)).toEqual([])
  expect(sentences.length).toBeGreaterThanOrEqual(120)
  expect(INTERESTS.length).toBeGreaterThanOrEqual(55)
})

test('neighbours have at least sixty things to answer, none of them twice', () => {
  const chinese = [...TOPICS.flatMap(({ says }) => says), ...ANYTHING, ...SHARED, ...ON_PICTURE, ...FAREWELLS]
  expect(chinese.length).toBeGreaterThanOrEqual(60)
  expect(twice([...chinese, ...Object.values(IN_ENGLISH).flat()])).toEqual([])
})

test('names and tags are as the site takes them', () => {
  for (const name of [...WOMEN, ...MEN, ...ANYBODY, ...ENGLISH]) expect([...name].length, name).toBeLessThanOrEqual(20)
  for (const { tag } of INTERESTS) expect([...tag].length, tag).toBeLessThanOrEqual(12)
})
