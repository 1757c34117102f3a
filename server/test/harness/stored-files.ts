import { afterAll, beforeAll } from 'vitest'
import { sendForm } from './form-on-the-wire.ts'
import { asAdmin, createOwner, startServer, type TestServer } from './harness.ts'

export const megabyte = 1024 * 1024

/** A server, and a person with a collection there, whose documents are at `documents`. */
export let server: TestServer
export let owner: Awaited<ReturnType<typeof createOwner>>
export let documents: string

/** In each test file: loaded once, this module serves all of them. */
export function startCollection() {
  beforeAll(async () => {
    server = await startServer()
    owner = await createOwner()
    const { token } = owner
    const base = await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'Base' } })
    const path = `/v1/knowledge-bases/${base.body.id}/collections`
    const collection = await server.call('POST', path, { token, body: { name: 'Coleção' } })
    documents = `/v1/collections/${collection.body.id}/documents`
  })
  afterAll(() => server.close())
}

/** Paths of the person's client's files in the bucket. */
export async function storedFiles(): Promise<string[]> {
  const rows = await asAdmin<{ name: string }>(`select name from storage.objects where name like $1 order by name`, [
    `${owner.client_id}/%`,
  ])
  return rows.map(({ name }) => name)
}

export async function pathOf(document_id: string): Promise<string> {
  const [row] = await asAdmin<{ storage_path: string }>(
    'select storage_path from document_versions where document_id = $1',
    [document_id],
  )
  return row?.storage_path ?? ''
}

/** Sends a form of `form`'s, whole or as it comes. */
export async function send(body: Uint8Array | ReadableStream<Uint8Array>, path = documents, token = owner.token) {
  const response = await sendForm(server, path, token, body)
  return { status: response.status, body: (await response.json()) as ReturnType<typeof JSON.parse> }
}
