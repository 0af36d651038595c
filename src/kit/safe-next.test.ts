import { expect, test } from 'vitest'
import { safeNext } from './safe-next.ts'

test('after signing in one comes back to a page of this site', () => {
  expect(safeNext('/houses/7?from=2026-05-01#map')).toBe('/houses/7?from=2026-05-01#map')
})

test('a link cannot lead people to another site after they signed in', () => {
  const traps = ['https://evil.example', '//evil.example', '/\\evil.example', '\\\\evil.example', 'javascript:alert(1)', '/\t/evil.example', '', undefined, ['/a'], '/\n//evil.example']
  expect(traps.map(safeNext)).toEqual(traps.map(() => '/'))
})
