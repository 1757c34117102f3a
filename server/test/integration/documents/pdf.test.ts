import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOwner, startServer, type TestServer, textFile, waitForDocument } from '../../harness/harness.ts'

let server: TestServer
let token: string
let documents: string
beforeAll(async () => {
  server = await startServer()
  token = (await createOwner()).token
  const base = await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'Base' } })
  const collections = `/v1/knowledge-bases/${base.body.id}/collections`
  const collection = await server.call('POST', collections, { token, body: { name: 'Coleção' } })
  documents = `/v1/collections/${collection.body.id}/documents`
})
afterAll(() => server.close())

async function upload(file: string, name = file) {
  const bytes = new Uint8Array(await readFile(new URL(`../../files/${file}`, import.meta.url)))
  return server.call('POST', documents, { token, body: textFile(name, bytes) })
}

describe('a PDF', () => {
  it('becomes knowledge that is cited with its page', async () => {
    const uploaded = await upload('writer-tagged.pdf', 'política de férias.pdf')
    expect(uploaded).toMatchObject({ status: 202, body: { file_type: 'application/pdf', status: 'pending' } })
    const ready = await waitForDocument(server, token, uploaded.body.id)
    expect(ready).toMatchObject({ status: 'ready', error_code: null, language: 'pt' })

    const best = async (query: string) =>
      (await server.call('POST', '/v1/search', { token, body: { query, mode: 'full_text' } })).body.results[0]
    const leave = await best('licença maternidade adoção guarda judicial')
    expect(leave.content).toContain('A licença-maternidade dura cento e oitenta dias')
    expect(leave.citation).toMatchObject({
      document_name: 'política de férias.pdf',
      location: { heading: 'Afastamentos > Maternidade e adoção', page: 2 },
    })
    expect((await best('abono pecuniário')).citation.location).toMatchObject({ page: 1 })
    expect((await best('licença-paternidade')).content).toContain(
      'Licença-paternidade | 20 dias | Certidão de nascimento',
    )
  })

  it('is one whatever its name says, and is none where only its name does', async () => {
    const named = await upload('groff-columns.pdf', 'estatuto.txt')
    expect(named.body).toMatchObject({ file_type: 'application/pdf' })
    expect(await waitForDocument(server, token, named.body.id)).toMatchObject({ status: 'ready' })
    const refused = await upload('proposta.html', 'proposta.pdf')
    expect(refused).toMatchObject({ status: 415, body: { code: 'wrong_extension', field: 'file' } })
    expect(refused.body.title).toContain('termina em .pdf')
  })

  it('that cannot be read ends as failed and says why, in both languages, while others go on', async () => {
    const reasons: [string, string, RegExp, RegExp][] = [
      ['password.pdf', 'encrypted_file', /protegido por senha/, /protected by a password/],
      ['scanned.pdf', 'image_only', /digitalizado.*Ligue o OCR/s, /scanned.*Switch on the collection’s OCR/s],
      ['truncated.pdf', 'broken_file', /danificado/, /damaged/],
      ['garbage.pdf', 'broken_file', /danificado/, /damaged/],
      ['no-pages.pdf', 'no_text', /não tem texto/, /no text/],
    ]
    const good = ['chromium-tagged.pdf', 'restricted.pdf', 'part-scanned.pdf', 'form.pdf']
    const uploaded = new Map<string, string>()
    for (const file of [...reasons.map(([name]) => name), ...good]) uploaded.set(file, (await upload(file)).body.id)

    for (const [file, code, portuguese, english] of reasons) {
      const id = uploaded.get(file) ?? ''
      const failed = await waitForDocument(server, token, id)
      expect(failed, file).toMatchObject({ status: 'failed', error_code: code, chunk_count: 0 })
      expect(failed.error_message).toMatch(portuguese)
      const headers = { 'Accept-Language': 'en' }
      const { body } = await server.call('GET', `/v1/documents/${id}`, { token, headers })
      expect(body.error_message).toMatch(english)
    }
    for (const file of good) {
      const ended = await waitForDocument(server, token, uploaded.get(file) ?? '')
      expect(ended, file).toMatchObject({ status: 'ready', error_code: null })
    }
  })
})
