import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOwner, repeatedFile, startServer, textFile, waitForDocument } from '../../harness/harness.ts'
import { zip } from '../../harness/make-zip.ts'

let server: Awaited<ReturnType<typeof startServer>>
let token: string
let path: string
let other: string

beforeAll(async () => {
  server = await startServer()
  token = (await createOwner()).token
  const base = await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'Base' } })
  const create = async (name: string) => {
    const collections = `/v1/knowledge-bases/${base.body.id}/collections`
    const { body } = await server.call('POST', collections, { token, body: { name } })
    return `/v1/collections/${body.id}/documents`
  }
  path = await create('Recibos')
  other = await create('Outra')
})
afterAll(() => server.close())

const send = (body: object | FormData, to = path, headers: Record<string, string> = {}) =>
  server.call('POST', to, { token, body, headers })

describe('the same bytes again', () => {
  it('are refused in a collection, with the document that has them, whatever their name', async () => {
    const first = await send(textFile('recibo.txt', 'Recibo de março.'))
    expect(first.status).toBe(202)
    const again = await send(textFile('cópia de recibo.txt', 'Recibo de março.'))
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'duplicate_document', field: 'file', document_id: first.body.id },
    })
    expect(again.body.title).toContain('“recibo.txt”')
    expect(again.body.title).toContain('allow_duplicate')
    const text = await send({ name: 'nota', text: 'Recibo de março.' })
    expect(text).toMatchObject({ status: 409, body: { code: 'duplicate_document', field: 'text' } })
    const { body: list } = await server.call('GET', path, { token })
    expect(list.data).toHaveLength(1)
  })

  it('are taken in where somebody insists, in another collection, and once the first is gone', async () => {
    const { body: first } = await send(textFile('a.txt', 'Recibo de abril.'))
    expect((await send(repeatedFile('b.txt', 'Recibo de abril.'))).status).toBe(202)
    expect((await send({ name: 'c', text: 'Recibo de abril.', allow_duplicate: true })).status).toBe(202)
    expect((await send(textFile('a.txt', 'Recibo de abril.'), other)).status).toBe(202)

    const { body: alone } = await send(textFile('d.txt', 'Recibo de maio.'))
    await server.call('DELETE', `/v1/documents/${alone.id}`, { token })
    expect((await send(textFile('d.txt', 'Recibo de maio.'))).status).toBe(202)
    expect(first.id).toBeDefined()
  })

  it('are taken in again where they could not be processed', async () => {
    const bytes = new Uint8Array(Buffer.from('%PDF-1.7\nnada'))
    const { body: broken } = await send(textFile('a.pdf', bytes))
    expect(await waitForDocument(server, token, broken.id)).toMatchObject({ status: 'failed' })
    expect((await send(textFile('a.pdf', bytes))).status).toBe(202)
  })

  it('that come at the same moment become one document', async () => {
    const sent = await Promise.all(Array.from({ length: 5 }, (_, i) => send(textFile(`${i}.txt`, 'Recibo de junho.'))))
    expect(sent.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409])
    const [taken] = sent.filter(({ status }) => status === 202)
    for (const { status, body } of sent) if (status === 409) expect(body.document_id).toBe(taken?.body.id)
  })

  it('under the key of the first request are its answer, not a duplicate', async () => {
    const headers = { 'Idempotency-Key': randomUUID() }
    const first = await send(textFile('chave.txt', 'Recibo de julho.'), path, headers)
    const again = await send(textFile('chave.txt', 'Recibo de julho.'), path, headers)
    expect([first.status, again.status, again.body.id]).toEqual([202, 202, first.body.id])

    // A key under which nothing came about is free for who insists.
    const refused = { 'Idempotency-Key': randomUUID() }
    expect((await send(textFile('b.txt', 'Recibo de julho.'), path, refused)).status).toBe(409)
    expect((await send(repeatedFile('b.txt', 'Recibo de julho.'), path, refused)).status).toBe(202)
  })

  it('in a zip are skipped by name, and the rest of it is taken in', async () => {
    const bytes = zip([
      { name: 'um.txt', content: 'Recibo de agosto.' },
      { name: 'pasta/dois.txt', content: 'Recibo de agosto.' },
      { name: 'três.txt', content: 'Recibo de setembro.' },
    ])
    const { body } = await send(textFile('a.zip', bytes), `${path}/import`)
    expect(body.data.map(({ name }: { name: string }) => name)).toEqual(['um.txt', 'três.txt'])
    expect(body.skipped).toMatchObject([{ path: 'pasta/dois.txt', error_code: 'duplicate_document' }])
    const insisted = await send(repeatedFile('a.zip', bytes), `${path}/import`)
    expect(insisted.body).toMatchObject({ data: [{}, {}, {}], skipped: [] })
  })
})
