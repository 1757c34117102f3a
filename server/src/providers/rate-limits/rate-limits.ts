import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { RateClass } from '../../config.ts'
import type { RedisConnection } from '../redis/redis.ts'

/** What a request counts against: its caller, the caller's client, or the address that it comes from. */
export type RateSubject = 'caller' | 'client' | 'address'

/** How a count stands after a request. */
export interface RateCount {
  /** `read`, `read-client`: what a caller is told by. */
  name: string
  quota: number
  windowSeconds: number
  remaining: number
  /** Until the count begins anew. */
  resetSeconds: number
  exceeded: boolean
}

export interface RateLimits {
  /** Counts a request; null where that limit is off. Never fails. */
  count(limit: RateClass, subject: RateSubject, id: string): Promise<RateCount | null>
  /** Takes a request back that was counted and should not have been. Never fails. */
  giveBack(limit: RateClass, subject: RateSubject, id: string): Promise<void>
}

const windowSeconds = 60
/** A client is many people and programs. */
const clientFactor = 10

/**
 * Counts requests by the minute: in Redis, for all processes together, where there is one, and otherwise, or while it
 * does not answer, in this process alone.
 *
 * @param quotas requests a minute of one caller; 0 is no limit
 */
export function createRateLimits(quotas: Record<RateClass, number>, redis: RedisConnection | null): RateLimits {
  const limiters = new Map<string, RateLimiterMemory | RateLimiterRedis>()
  const limiterOf = (name: string, points: number) => {
    const known = limiters.get(name)
    if (known) return known
    const options = { keyPrefix: `renum:limit:${name}`, points, duration: windowSeconds }
    const memory = new RateLimiterMemory(options)
    const limiter = redis
      ? new RateLimiterRedis({
          ...options,
          storeClient: redis,
          useRedisPackage: true,
          rejectIfRedisNotReady: true,
          insuranceLimiter: memory,
        })
      : memory
    limiters.set(name, limiter)
    return limiter
  }
  const named = (limit: RateClass, subject: RateSubject) => ({
    name: subject === 'caller' ? limit : `${limit}-${subject}`,
    quota: quotas[limit] * (subject === 'client' ? clientFactor : 1),
  })
  return {
    async count(limit, subject, id) {
      const { name, quota } = named(limit, subject)
      if (quota === 0) return null
      const limiter = limiterOf(name, quota)
      const result = await limiter.consume(id).catch((refusal: unknown) => {
        if (refusal instanceof RateLimiterRes) return refusal
        throw refusal
      })
      return {
        name,
        quota,
        windowSeconds,
        remaining: Math.max(0, result.remainingPoints),
        resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1000)),
        exceeded: result.consumedPoints > quota,
      }
    },
    async giveBack(limit, subject, id) {
      const { name, quota } = named(limit, subject)
      if (quota > 0) await limiterOf(name, quota).reward(id)
    },
  }
}
