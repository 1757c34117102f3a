/**
 * What a Retry-After header asks for, in ms from `now`: its seconds, or its HTTP date (RFC 9110, 10.2.3). Null where
 * there is none that can be read; 0 for a date that has passed.
 */
export function retryAfterMs(header: string | null, now: number): number | null {
  const value = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000
  // Date.parse reads more than HTTP dates, bare numbers among it.
  if (!/^[A-Z][a-z]+, /.test(value)) return null
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}
