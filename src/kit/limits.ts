import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { KitErrors } from './errors.ts'
import { networkOf } from './networks.ts'

/** How many in how long. */
export interface LimitRule { points: number, seconds: number }

/** Counters that say no for a while. The shape fits counters shared by several nodes as well. */
export interface Limits {
  /**
   * Counts one; throws `kit.too_many` with the seconds to wait when the rule's points are used up. A name has one rule; a
   * key that is an IPv6 address stands for its whole network.
   */
  take: (name: string, key: string, rule: LimitRule) => Promise<void>
  /** Gives all points back, e.g. after a success. */
  reset: (name: string, key: string) => Promise<void>
}

/** The counters of a single node; one is dropped when its time is over. With `enabled: false` (load tests of a demo site) nothing is ever refused. */
export function memoryLimits(options: { enabled: boolean }): Limits {
  const limiters = new Map<string, RateLimiterMemory>()
  const limiterOf = (name: string, rule: LimitRule) => {
    let limiter = limiters.get(name)
    if (!limiter) limiters.set(name, limiter = new RateLimiterMemory({ keyPrefix: name, points: rule.points, duration: rule.seconds }))
    if (limiter.points !== rule.points || limiter.duration !== rule.seconds) throw new Error(`the limit ${name} has two rules`)
    return limiter
  }
  return {
    async take(name, key, rule) {
      if (!options.enabled) return
      try {
        await limiterOf(name, rule).consume(networkOf(key))
      } catch (refused) {
        if (refused instanceof RateLimiterRes) throw KitErrors.too_many({ retryAfter: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)) })
        throw refused
      }
    },
    async reset(name, key) {
      await limiters.get(name)?.delete(networkOf(key))
    },
  }
}
