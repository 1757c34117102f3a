import { readdir } from 'node:fs/promises'
import { expect, it } from 'vitest'

it('the migrations have a version each, by which an install knows what it has', async () => {
  const names = await readdir(new URL('../../../supabase/migrations', import.meta.url))
  const versions = names.map((name) => /^\d{14}(?=_\w+\.sql$)/.exec(name)?.[0])
  expect(versions).not.toContain(undefined)
  expect(versions.toSorted()).toEqual([...new Set(versions)].toSorted())
})
