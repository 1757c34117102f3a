import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asAdmin, createOwner, startServer, type TestServer, textFile, waitForDocument } from '../../harness/harness.ts'

let server: TestServer
let token: string
let collection: string
beforeAll(async () => {
  server = await startServer()
  token = (await createOwner()).token
  const base = await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'Base' } })
  const collections = `/v1/knowledge-bases/${base.body.id}/collections`
  collection = (await server.call('POST', collections, { token, body: { name: 'Coleção' } })).body.id
})
afterAll(() => server.close())

async function upload(file: string): Promise<string> {
  const bytes = new Uint8Array(await readFile(new URL(`../../files/${file}`, import.meta.url)))
  const documents = `/v1/collections/${collection}/documents`
  const { body } = await server.call('POST', documents, { token, body: textFile(file, bytes) })
  expect(await waitForDocument(server, token, body.id)).toMatchObject({ status: 'ready' })
  return body.id
}

const rectangles = (id: string, query: string, as = token) =>
  server.call('GET', `/v1/documents/${id}/rectangles?${query}`, { token: as })

describe('the rectangles of a citation', () => {
  it('are where it stands on the pages of its version, line by line', async () => {
    const id = await upload('writer-tagged.pdf')
    const search = { query: 'licença maternidade adoção guarda judicial', mode: 'full_text' }
    const { body } = await server.call('POST', '/v1/search', { token, body: search })
    const { location, document_id } = body.results[0].citation
    expect(document_id).toBe(id)

    const whole = await rectangles(id, `start=${location.start}&end=${location.end}`)
    expect(whole).toMatchObject({
      status: 200,
      body: { version_number: 1, pages: [{ page: 2, width: 595, height: 842 }] },
    })
    const lines = whole.body.pages[0].rectangles
    expect(lines.length).toBeGreaterThan(4)
    expect([...lines].sort((a, b) => a.y - b.y)).toEqual(lines)

    const at = location.start + body.results[0].content.indexOf('dura cento e oitenta dias')
    const cited = await rectangles(id, `start=${at}&end=${at + 25}&version=1`)
    expect(cited.body.pages[0].rectangles).toHaveLength(1)
    expect(cited.body.pages[0].rectangles[0].width).toBeLessThan(150)
  })

  it('are none of a format without pages', async () => {
    const id = await upload('politica-de-ferias.txt')
    expect(await rectangles(id, 'start=0&end=100')).toMatchObject({
      status: 200,
      body: { version_number: 1, pages: [] },
    })
  })

  it('are those of a version, an older one too, and go with the document', async () => {
    const id = await upload('groff-columns.pdf')
    const before = await rectangles(id, 'start=0&end=50')
    const again = await server.call('POST', `/v1/documents/${id}/reprocess`, { token })
    expect(again.status).toBe(202)
    await waitForDocument(server, token, id)
    const after = await rectangles(id, 'start=0&end=50')
    expect(after.body).toEqual({ ...before.body, version_number: 2 })
    expect((await rectangles(id, 'start=0&end=50&version=1')).body).toEqual(before.body)
    expect(await rectangles(id, 'start=0&end=50&version=3')).toMatchObject({ status: 404 })

    const kept = () => asAdmin('select 1 from document_pages where document_id = $1', [id])
    expect(await kept()).toHaveLength(4)
    await server.call('DELETE', `/v1/documents/${id}`, { token })
    expect(await kept()).toHaveLength(0)
  })

  it('are for those who may read the document, and of a part of it', async () => {
    const id = await upload('form.pdf')
    const other = await createOwner()
    expect(await rectangles(id, 'start=0&end=50', other.token)).toMatchObject({ status: 404 })
    for (const query of ['start=5&end=5', 'start=5', 'start=-1&end=5', 'start=0&end=50001', 'start=0&end=5&page=1']) {
      expect(await rectangles(id, query), query).toMatchObject({ status: 400, body: { code: 'invalid_input' } })
    }
  })
})
