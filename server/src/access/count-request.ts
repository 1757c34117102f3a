import type { Context } from 'hono'
import type { RateClass } from '../config.ts'
import { Problem } from '../problems.ts'
import type { RateLimits, RateSubject } from '../providers/rate-limits/rate-limits.ts'
import type { RequestContext } from '../services.ts'

/**
 * Counts a request against limits of whom it names; a null is nobody to count. Says in the headers how the counts stand
 * (draft-ietf-httpapi-ratelimit-headers). Raises `rate_limited`, with Retry-After.
 */
export async function countRequest(
  c: Context<RequestContext>,
  limits: RateLimits,
  limit: RateClass,
  subjects: { [Subject in RateSubject]?: string | null },
): Promise<void> {
  for (const [subject, id] of Object.entries(subjects) as [RateSubject, string | null][]) {
    const count = id === null ? null : await limits.count(limit, subject, id)
    if (!count) continue
    const { name, quota, windowSeconds, remaining, resetSeconds } = count
    c.header('RateLimit-Policy', `"${name}";q=${quota};w=${windowSeconds}`, { append: true })
    c.header('RateLimit', `"${name}";r=${remaining};t=${resetSeconds}`, { append: true })
    if (!count.exceeded) continue
    c.header('Retry-After', String(resetSeconds))
    throw new Problem('rate_limited')
  }
}
