import { expect, it } from 'vitest'
import { type CachedClaims, ClaimsCache } from '../../../src/db/claims-cache.ts'

const decided = (text: string): CachedClaims => ({
  text,
  claims: { kind: 'job', user_id: null, client_id: 'c', role: 'job' },
  version: 'v',
  expires_at: 'infinity',
})

it('forgets who was asked for longest ago, by the length of what it keeps', () => {
  const memory = new ClaimsCache(5_000)
  for (let i = 0; i < 100; i++) memory.set(`p${i}`, decided('x'.repeat(500)))
  const kept = Array.from({ length: 100 }, (_, i) => `p${i}`).filter((asking) => memory.get(asking))
  expect(kept).toEqual(['p96', 'p97', 'p98', 'p99'])
  // CachedClaims anew it is the newest, and is counted once.
  for (let i = 0; i < 100; i++) memory.set('p96', decided('y'.repeat(500)))
  memory.set('q', decided('x'.repeat(500)))
  expect(['p96', 'p97', 'p98', 'p99', 'q'].filter((asking) => memory.get(asking))).toEqual(['p96', 'p98', 'p99', 'q'])
  // What is longer than everything together is not kept, and takes the rest with it rather than staying.
  memory.set('long', decided('x'.repeat(10_000)))
  expect(['p96', 'q', 'long'].filter((asking) => memory.get(asking))).toEqual([])
})
