import { expect, test } from 'vitest'
import { memoryCache } from './cache.ts'
import { createLog } from './log.ts'

const keep = { seconds: 60, tags: ['house:1'] }
const newCache = () => memoryCache(createLog('silent'))

test('a value is read once and kept until what it was made of changes', async () => {
  const cache = newCache()
  let reads = 0
  const load = async () => ++reads
  expect([await cache.remember('a', keep, load), await cache.remember('a', keep, load)]).toEqual([1, 1])
  cache.forget('house:2')
  expect(await cache.remember('a', keep, load)).toBe(1)
  cache.forget('house:1')
  expect(await cache.remember('a', keep, load)).toBe(2)
})

test('a hundred visitors at once cause one read', async () => {
  const cache = newCache()
  let reads = 0
  await Promise.all(Array.from({ length: 100 }, () => cache.remember('a', keep, async () => ++reads)))
  expect(reads).toBe(1)
})

test('a value that was being read while it changed is not kept (B-52)', async () => {
  const cache = newCache()
  let finish = (_: string) => {}
  const old = cache.remember('a', keep, () => new Promise<string>((resolve) => { finish = resolve }))
  cache.forget('house:1')
  const fresh = cache.remember('a', keep, async () => 'new')
  finish('old')
  expect([await old, await fresh]).toEqual(['old', 'new'])
  expect(await cache.remember('a', keep, async () => 'newer')).toBe('new')
})

test('a failed read is not kept', async () => {
  const cache = newCache()
  await expect(Promise.resolve(cache.remember('a', keep, async () => { throw new Error('away') }))).rejects.toThrow('away')
  expect(await cache.remember('a', keep, async () => 'back')).toBe('back')
})
