import { expect, test } from 'vitest'
import type { AppError } from './errors.ts'
import { memoryLimits } from './limits.ts'

const rule = { points: 2, seconds: 60 }

/** How many of these calls in a row are let through. */
async function passed(limits: ReturnType<typeof memoryLimits>, keys: string[]): Promise<number> {
  const results = await Promise.allSettled(keys.map(key => limits.take('door', key, rule)))
  return results.filter(({ status }) => status === 'fulfilled').length
}

test('whoever has used up the points is told when to come back; others are not touched', async () => {
  const limits = memoryLimits({ enabled: true })
  expect(await passed(limits, ['a', 'a', 'a', 'b'])).toBe(3)
  const refusal = await limits.take('door', 'a', rule).catch((error: AppError) => error) as AppError
  expect([refusal.code, refusal.status]).toEqual(['kit.too_many', 429])
  expect(refusal.details.retryAfter).toBeGreaterThan(0)
  expect(refusal.details.retryAfter).toBeLessThanOrEqual(60)
  await limits.reset('door', 'a')
  expect(await passed(limits, ['a'])).toBe(1)
})

test('one who has a whole IPv6 network is one', async () => {
  const limits = memoryLimits({ enabled: true })
  expect(await passed(limits, ['2001:db8:1:2::1', '2001:DB8:1:2:ffff::', '2001:db8:1:2:3:4:5:6', '2001:0db8:0001:0002::9'])).toBe(2)
  expect(await passed(limits, ['2001:db8:1:3::1', 'fe80::1%eth0', '::1'])).toBe(3)
})

test('an IPv4 address counts singly, however it is written', async () => {
  const limits = memoryLimits({ enabled: true })
  expect(await passed(limits, ['10.0.0.1', '::ffff:10.0.0.1', '10.0.0.1', '10.0.0.2', '::ffff:10.0.0.3'])).toBe(4)
})

test('keys that merely hold colons are left as they are', async () => {
  const limits = memoryLimits({ enabled: true })
  expect(await passed(limits, ['sms:13800000001', 'sms:13800000001', 'sms:13800000002'])).toBe(3)
})

test('a name with two rules is a mistake of ours, and told', async () => {
  const limits = memoryLimits({ enabled: true })
  await limits.take('door', 'a', rule)
  await expect(limits.take('door', 'a', { points: 3, seconds: 60 })).rejects.toThrow('the limit door has two rules')
})

test('with the limits off nobody is refused', async () => {
  expect(await passed(memoryLimits({ enabled: false }), ['a', 'a', 'a', 'a'])).toBe(4)
})
