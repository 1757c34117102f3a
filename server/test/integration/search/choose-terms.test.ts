import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { asAdmin, createOwner, startServer, type TestServer, textFile, waitForDocument } from '../../harness/harness.ts'

// Real sentences: how often words come is what the choice goes by.
const files = [
  'manual-do-colaborador',
  'politica-de-viagens',
  'politica-comercial-e-credito',
  'codigo-de-conduta-e-lgpd',
]
/** More than are counted one by one (few), not more than a named document may have to be looked at whole (few_of_documents). */
const paragraphs = 1_600

let server: TestServer
let owner: Awaited<ReturnType<typeof createOwner>>
let document: string
let sentences: string[]

/** Always the same row of numbers, 0 up to 1 (Park and Miller 1988). */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

beforeAll(async () => {
  server = await startServer()
  owner = await createOwner()
  const { token } = owner
  const texts = await Promise.all(
    files.map((name) => readFile(new URL(`../../../../examples/demo/${name}.md`, import.meta.url), 'utf8')),
  )
  sentences = texts.flatMap((text) => text.split(/(?<=[.!?])\s+|\n+/)).filter((sentence) => /\p{L}{4}/u.test(sentence))
  const random = generator(7)
  const text = Array.from({ length: paragraphs }, (_, i) => {
    const said = Array.from({ length: 7 }, () => sentences[Math.floor(random() * sentences.length)])
    return `# Parte ${i}\n\n${said.join(' ')}`
  }).join('\n\n')
  const base = await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'B' } })
  const path = `/v1/knowledge-bases/${base.body.id}/collections`
  const collection = (await server.call('POST', path, { token, body: { name: 'C' } })).body.id
  const upload = await server.call('POST', `/v1/collections/${collection}/documents`, {
    token,
    body: textFile('partes.md', text),
  })
  document = upload.body.id
  const ready = await waitForDocument(server, token, document)
  expect(ready).toMatchObject({ status: 'ready' })
  expect(ready.chunk_count).toBeGreaterThan(1_000)
  expect(ready.chunk_count).toBeLessThanOrEqual(3_000)
  const counted = () =>
    asAdmin(`select chunk_count from collection_terms where collection_id = $1 and term = ''`, [collection])
  await vi.waitFor(async () => expect(await counted()).toEqual([{ chunk_count: ready.chunk_count }]), {
    timeout: 30_000,
    interval: 200,
  })
  return () => server.close()
}, 120_000)

async function search(query: string, filters?: { document_ids: string[] }): Promise<string[]> {
  const body = { query, mode: 'full_text', top_k: 10, ...(filters && { filters }) }
  const answer = await server.call('POST', '/v1/search', { token: owner.token, body })
  expect(answer.status).toBe(200)
  return answer.body.results.map(({ chunk_id }: { chunk_id: string }) => chunk_id)
}

describe('the terms that chunks are looked up by', () => {
  it('find what a look at every chunk finds', async () => {
    const random = generator(11)
    let shared = 0
    let all = 0
    const otherFirst: string[] = []
    for (let n = 0; n < 60; n++) {
      const words = (sentences[Math.floor(random() * sentences.length)] ?? '').match(/[\p{L}\p{N}]+/gu) ?? []
      const length = 2 + Math.floor(random() * 7)
      const from = Math.floor(random() * Math.max(1, words.length - length))
      const query = words.slice(from, from + length).join(' ')
      // A named document of few chunks is looked at whole.
      const [chosen, whole] = [await search(query), await search(query, { document_ids: [document] })]
      if (whole.length === 0) continue
      const there = new Set(chosen)
      shared += whole.filter((id) => there.has(id)).length
      all += whole.length
      if (whole[0] !== chosen[0]) otherFirst.push(query)
    }
    expect(all).toBeGreaterThan(500)
    expect(shared / all).toBeGreaterThanOrEqual(0.97)
    expect(otherFirst.length).toBeLessThanOrEqual(1)
  }, 120_000)

  it('do not leave out a chunk because its other words are common', async () => {
    // Of one rare word and one that half of the chunks have, the chunk with both comes before those with the rare one alone.
    const common = 'colaborador'
    const random = generator(13)
    for (let n = 0; n < 10; n++) {
      const sentence = sentences[Math.floor(random() * sentences.length)] ?? ''
      const rare = (sentence.match(/\p{L}{9,}/gu) ?? []).at(-1)
      if (!rare) continue
      const [chosen, whole] = [
        await search(`${common} ${rare}`),
        await search(`${common} ${rare}`, { document_ids: [document] }),
      ]
      expect(chosen[0], rare).toBe(whole[0])
    }
  })
})
