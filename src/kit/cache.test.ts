import { expect, test, vi } from 'vitest'
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

test('a value is kept although others change while it is read', async () => {
  const cache = newCache()
  let finish = (_: string) => {}
  const slow = cache.remember('a', keep, () => new Promise<string>((resolve) => { finish = resolve }))
  cache.forget('house:2', 'house:3')
  const other = cache.remember('a', keep, async () => 'read twice')
  finish('once')
  expect([await slow, await other, await cache.remember('a', keep, async () => 'read again')]).toEqual(['once', 'once', 'once'])
})

test('a value whose tags show only when it is read is dropped by each of them, also while it is read', async () => {
  const cache = newCache()
  const byHost = { seconds: 60, tags: ({ host }: { host: number }) => ['house:1', `profile:${host}`] }
  let finish = (_: { host: number }) => {}
  const old = cache.remember('a', byHost, () => new Promise<{ host: number }>((resolve) => { finish = resolve }))
  cache.forget('profile:7')
  finish({ host: 7 })
  await old
  const read = () => cache.remember('a', byHost, async () => ({ host: 8 }))
  expect(await read()).toEqual({ host: 8 })
  cache.forget('profile:7')
  expect(read()).toEqual({ host: 8 })
  cache.forget('profile:8')
  expect(read()).toBeInstanceOf(Promise)
})

test('a value comes to its end by itself', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  try {
    const cache = memoryCache(createLog('silent'), { now: Date.now })
    await cache.remember('a', keep, async () => 'old')
    vi.advanceTimersByTime(59_000)
    expect(cache.remember('a', keep, async () => 'new')).toBe('old')
    vi.advanceTimersByTime(2000)
    expect(await cache.remember('a', keep, async () => 'new')).toBe('new')
  } finally {
    vi.useRealTimers()
  }
})

test('of many different questions the newest are kept, and what they depend on drops them still', async () => {
  const cache = memoryCache(createLog('silent'), { maxEntries: 100 })
  const ask = (i: number, answer: string) => cache.remember(`search:${i}`, { seconds: 60, tags: [`house:${i}`, 'houses'] }, async () => answer)
  for (let i = 0; i < 10_000; i++) await ask(i, 'first')
  expect([await ask(9_999, 'again'), await ask(9_901, 'again'), await ask(0, 'again')]).toEqual(['first', 'first', 'again'])
  cache.forget('house:9999')
  expect([await ask(9_999, 'again'), await ask(9_950, 'again')]).toEqual(['again', 'first'])
  cache.forget('houses')
  expect(await ask(9_950, 'again')).toBe('again')
})
