import { describe, expect, it } from 'vitest'
import { asAdmin } from '../../harness/harness.ts'
import { rules } from './catalogue-guard.ts'
import { undone } from './rolled-back.ts'

/** What every migration has to keep, read from the catalogue; and that a migration which does not is found. */

describe.each(Object.entries(rules))('%s', (_, { finds, plants }) => {
  it('holds', async () => {
    expect(await asAdmin(finds)).toEqual([])
  })

  it.each([...plants])('is found broken by: %s', async (plant) => {
    const found = await undone(async (ask) => {
      await ask(plant)
      return ask(finds)
    })
    expect(found.length).toBeGreaterThan(0)
  })
})
