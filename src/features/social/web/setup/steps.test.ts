import { expect, test } from 'vitest'
import { stepAfter, stepFor, STEPS } from './steps.ts'

test('somebody new begins with the name', () => {
  expect(stepFor({ id: null, missing: ['birthDate', 'gender', 'city', 'photos'] }, 'photos')).toBe('name')
})

test('somebody who left comes back to where they were', () => {
  expect(stepFor({ id: 'x', missing: ['photos', 'city'] }, 'seeks')).toBe('seeks')
})

test('without a memory one goes on with what is missing first', () => {
  expect(stepFor({ id: 'x', missing: ['gender', 'photos'] }, null)).toBe('gender')
  expect(stepFor({ id: 'x', missing: ['photos', 'city'] }, 'done')).toBe('photos')
  expect(stepFor({ id: 'x', missing: [] }, 'nonsense')).toBe('about')
})

test('the steps lead to the end, and stay there', () => {
  expect(STEPS.map(stepAfter)).toEqual([...STEPS.slice(1), 'done'])
})
