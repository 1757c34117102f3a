import { describe, expect, it } from 'vitest'
import { examine } from '../src/doctor/doctor.ts'
import { prove } from '../src/start/prove-isolation.ts'
import { asAdmin, leftToLane, logger, testConfig } from './harness.ts'

describe('the live proof', () => {
  it('attacks a made-up client by every route and table, finds nothing, and leaves nothing', async () => {
    const count = async () => (await asAdmin('select id from clients union all select id from auth.users')).length
    const before = await count()
    const { attacks, leaks, tables, routes, found } = await prove(testConfig(), logger)
    expect(found).toEqual([])
    expect(leaks).toBe(0)
    expect(attacks).toBeGreaterThan(1_000)
    expect([tables > 10, routes > 30]).toEqual([true, true])
    expect(await count()).toBe(before)
  })

  it.skipIf(leftToLane('a hole that the live proof finds'))('finds what is open', async () => {
    // A policy too many, as somebody might add it by hand.
    await asAdmin('create policy open_house on knowledge_bases for select to renum_tenant using (true)')
    try {
      const { leaks, found } = await prove(testConfig(), logger)
      expect(leaks).toBeGreaterThan(0)
      expect(found.map(({ attack }) => attack).join('\n')).toContain('knowledge_bases: read')
      expect(found.map(({ attack }) => attack).join('\n')).toContain('getKnowledgeBase')
    } finally {
      await asAdmin('drop policy open_house on knowledge_bases')
    }
  })
})

describe('an examination', () => {
  it('finds everything in order', async () => {
    const found = []
    for await (const finding of examine(testConfig(), logger)) found.push(finding)
    expect(found.filter(({ status }) => status === 'failed')).toEqual([])
    expect(found.length).toBeGreaterThan(8)
  })
})
