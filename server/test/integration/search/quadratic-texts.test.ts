import { beforeAll, describe, expect, it } from 'vitest'
import { asAdmin, createOwner, startServer, type TestServer, waitForDocument } from '../../harness/harness.ts'

/** Texts that Postgres' text search parser, or a pattern of ours, might read again from every place of theirs. */
const pieces = ['a', 'é', '1', '_', '-', '.', '/', '@', '+', ':', '<', '>', '!', '&', ';', '=', '"', "'", ' ', '?', '#']
const words = ['<!--', 'http://', 'www.', '&#', '--', '<a ', '1e', '\n']

/** Repeatable: which patterns are tried is the same in every run. */
function* patterns(count: number): Generator<string> {
  let state = 42
  const next = (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
  const all = [...pieces, ...words]
  yield* ['a_', '<!--', '<!-- ', 'a_é-']
  for (let i = 0; i < count; i++) yield Array.from({ length: 1 + next(5) }, () => all[next(all.length)]).join('')
}

/** Milliseconds in the database, the least of three: another process may have been in the way of one. */
async function timeOf(pattern: string, length: number): Promise<number> {
  const [row] = await asAdmin<{ ms: number }>(
    `with recursive tries (n, before, lexemes) as (
       select 0, clock_timestamp(), null::tsvector
       union all
       select n + 1, clock_timestamp(), private.to_lexemes('pt', left(repeat($1, $2::int), $2)) from tries where n < 4)
     select min(extract(epoch from t.after - t.before) * 1000)::float as ms
       from (select before, lead(before) over (order by n) as after from tries) t where t.after is not null`,
    [pattern, length],
  )
  return row?.ms ?? Number.NaN
}

describe('a text that is made to take long', () => {
  it('takes a time that grows with its length, whatever it repeats', async () => {
    const slow: string[] = []
    for (const pattern of patterns(300)) {
      const [short, long] = [await timeOf(pattern, 2_500), await timeOf(pattern, 20_000)]
      // Eight times the length: 64 times the time where each place is read from anew.
      if (long > 25 * Math.max(short, 0.4)) slow.push(`${JSON.stringify(pattern)}: ${short} ms, ${long} ms`)
    }
    expect(slow).toEqual([])
  })
})

describe('a language', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
    return () => server.close()
  })

  it('is given to a long document in pieces, and goes on where it was cut off', async () => {
    const { token } = await createOwner()
    const base = await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'B' } })
    const path = `/v1/knowledge-bases/${base.body.id}/collections`
    const collection = (await server.call('POST', path, { token, body: { name: 'C' } })).body.id
    const text = Array.from({ length: 4000 }, (_, n) => `# Parte ${n}\n\n${`zurpilantes${n} `.repeat(12)}`).join('\n\n')
    const body = { name: 'longo.md', text, language: 'simple' }
    const created = await server.call('POST', `/v1/collections/${collection}/documents`, { token, body })
    const { id, chunk_count } = await waitForDocument(server, token, created.body.id)
    expect(chunk_count).toBeGreaterThan(500)
    const spoken = async () => {
      const rows = await asAdmin<{ language: string; n: number }>(
        'select language, count(*)::int as n from document_chunks where document_id = $1 group by 1',
        [id],
      )
      return Object.fromEntries(rows.map(({ language, n }) => [language, n]))
    }
    expect((await server.call('PATCH', `/v1/documents/${id}`, { token, body: { language: 'pt' } })).status).toBe(200)
    expect(await spoken()).toEqual({ pt: chunk_count })
    // As where the process ended in between.
    await asAdmin(`update document_chunks set language = 'simple' where document_id = $1 and chunk_index >= 300`, [id])
    const again = await server.call('PATCH', `/v1/documents/${id}`, { token, body: { language: 'pt' } })
    expect(again).toMatchObject({ status: 200, body: { language: 'pt' } })
    expect(await spoken()).toEqual({ pt: chunk_count })
    // At the same moment, one of them is the last: no chunk keeps another's.
    const both = ['en', 'es'].map((language) =>
      server.call('PATCH', `/v1/documents/${id}`, { token, body: { language } }),
    )
    for (const { status } of await Promise.all(both)) expect(status).toBe(200)
    const last = (await server.call('GET', `/v1/documents/${id}`, { token })).body.language
    expect(await spoken()).toEqual({ [last]: chunk_count })
  })
})
