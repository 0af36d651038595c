import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { KitErrors } from './errors.ts'

/** How many in how long. */
export interface LimitRule { points: number, seconds: number }

/** Counters that say no for a while. The shape fits counters shared by several nodes as well. */
export interface Limits {
  /** Counts one; throws `kit.too_many` with the seconds to wait when the rule's points are used up. */
  take: (name: string, key: string, rule: LimitRule) => Promise<void>
  /** Gives all points back, e.g. after a success. */
  reset: (name: string, key: string) => Promise<void>
}

/** The counters of a single node. With `enabled: false` (load tests of a demo site) nothing is ever refused. */
export function memoryLimits(options: { enabled: boolean }): Limits {
  const limiters = new Map<string, RateLimiterMemory>()
  const limiterOf = (name: string, rule: LimitRule) => {
    let limiter = limiters.get(name)
    if (!limiter) limiters.set(name, limiter = new RateLimiterMemory({ keyPrefix: name, points: rule.points, duration: rule.seconds }))
    return limiter
  }
  return {
    async take(name, key, rule) {
      if (!options.enabled) return
      try {
        await limiterOf(name, rule).consume(key)
      } catch (refused) {
        if (refused instanceof RateLimiterRes) throw KitErrors.too_many({ retryAfter: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)) })
        throw refused
      }
    },
    async reset(name, key) {
      await limiters.get(name)?.delete(key)
    },
  }
}
