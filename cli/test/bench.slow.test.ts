import { describe, expect, it } from 'vitest'
import { renum } from './renum.ts'

const small = ['--json', '--rounds', '1', '--seconds', '0.3']

async function bench(...args: string[]) {
  const { exit, stdout, stderr } = renum(['bench', ...args])
  expect(await exit, stderr()).toBe(0)
  return JSON.parse(stdout())
}

describe('renum bench', () => {
  it('prints all sides of the tenant transaction and their ratios, and says on which ground', async () => {
    const result = await bench('--only', 'tenant-transaction', ...small)
    expect(result).toMatchObject({ bench: 'tenant-transaction', ground: 'embedded', named_statements: false })
    expect(Object.keys(result.sides)).toEqual(['renum', 'renum_transaction', 'bare', 'kysely'])
    expect(result.ratios.renum_to_bare).toBeGreaterThan(0)
    expect(result.ratios.renum_to_kysely).toBeGreaterThan(0)
  })

  it('prints the list with row security and without', async () => {
    const result = await bench('--only', 'list', '--rows', '4000', ...small)
    expect(result.data).toEqual({ rows: 4000, clients: 1000, page: 50 })
    expect(result.ratios.p95_renum_to_bare).toBeGreaterThan(0)
  })

  it('prints what ingestion writes, and documents from end to end', async () => {
    const result = await bench('--only', 'ingest', '--rows', '500', ...small)
    expect(result).toMatchObject({ bench: 'ingest', ground: 'embedded', data: { rows: 500, documents: 1 } })
    expect(result.rates.renum_rows_per_second).toBeGreaterThan(0)
    expect(result.rates.documents_per_second).toBeGreaterThan(0)
    // The embedded database knows no COPY from a client: there is nothing to compare with.
    expect(result.ratios).toEqual({})
  })

  it('names the benchmarks there are', async () => {
    const { exit, stderr } = renum(['bench', '--only', 'nothing'])
    expect(await exit).toBe(64)
    expect(stderr()).toContain('tenant-transaction')
  })
})
