import { beforeAll, describe, expect, inject, it } from 'vitest'
import { createRenum, RenumConnectionError, RenumError, type Schemas, unwrap } from '../src/index.ts'
import { createOwner, signUp } from './person.ts'

let owner: Awaited<ReturnType<typeof createOwner>>
beforeAll(async () => {
  owner = await createOwner()
})

const text = (name: string, content: string) => new File([content], name)

describe('a call', () => {
  it('gives typed data, or the problem, and throws neither', async () => {
    const { data } = await owner.renum.GET('/v1/me')
    expect(data?.role).toBe('owner')
    const { error, response } = await owner.renum.GET('/v1/documents/{id}', {
      params: { path: { id: crypto.randomUUID() } },
    })
    expect([response.status, error?.code]).toEqual([404, 'not_found'])
  })

  it('gives undefined where the answer has no content', async () => {
    const { id } = await unwrap(owner.renum.POST('/v1/knowledge-bases', { body: { name: 'some' } }))
    expect(await unwrap(owner.renum.DELETE('/v1/knowledge-bases/{id}', { params: { path: { id } } }))).toBeUndefined()
  })

  it('asks for the token each time, and sends none where there is none', async () => {
    const tokens = [owner.token, null]
    const renum = createRenum({ url: inject('api'), token: async () => tokens.shift() })
    expect((await renum.GET('/v1/me')).response.status).toBe(200)
    expect((await renum.GET('/v1/me')).error?.code).toBe('unauthenticated')
    expect((await renum.GET('/v1/config')).response.status).toBe(200)
  })

  it('reaches a Renum under a path, with or without a slash at its end', async () => {
    const asked: string[] = []
    const fetch = async (request: Request) => {
      asked.push(request.url)
      return Response.json({ status: 'ok' })
    }
    for (const url of ['https://example.test/renum', 'https://example.test/renum/'])
      await createRenum({ url, fetch }).GET('/healthz')
    expect(asked).toEqual(['https://example.test/renum/healthz', 'https://example.test/renum/healthz'])
  })
})

describe('unwrap', () => {
  it('throws what went wrong, with the code, the field and the request', async () => {
    const failed = unwrap(owner.renum.POST('/v1/search', { body: { query: 'x', top_k: 1000 } }))
    const error = await failed.catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(RenumError)
    expect(error).toMatchObject({
      name: 'RenumError',
      status: 400,
      code: 'invalid_input',
      field: 'top_k',
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      message: expect.stringContaining('top_k'),
    })
  })

  it('speaks the language that was chosen', async () => {
    const message = async (language: 'pt' | 'en') =>
      (await createRenum({ url: inject('api'), language }).GET('/v1/me')).error?.title
    expect(await message('pt')).toContain('Envie um token')
    expect(await message('en')).toContain('Send a valid access token')
  })

  it('says unknown of an answer that is not the API’s', async () => {
    const fetch = async () => new Response('<h1>Bad gateway</h1>', { status: 502 })
    const failed = unwrap(createRenum({ url: 'https://example.test', fetch }).GET('/v1/me'))
    await expect(failed).rejects.toMatchObject({ name: 'RenumError', code: 'unknown', status: 502 })
  })

  it('says where no answer came from', async () => {
    await expect(unwrap(createRenum({ url: 'http://127.0.0.1:1' }).GET('/v1/me'))).rejects.toThrow(RenumConnectionError)
  })
})

describe('a document', () => {
  it('is uploaded, waited for and found', async () => {
    const file = text('férias.md', '# Férias\n\nTrinta dias por ano, em até três períodos.')
    const { id, name } = await owner.renum.uploadDocument(owner.collection.id, file, { language: 'pt' })
    expect(name).toBe('férias.md')
    const seen: string[] = []
    const document = await owner.renum.waitForDocument(id, { onChange: ({ status }) => seen.push(status) })
    expect(document).toMatchObject({ id, status: 'ready', language: 'pt' })
    expect(seen.at(-1)).toBe('ready')
    expect(new Set(seen).size).toBe(seen.length)
    const { results } = await unwrap(owner.renum.POST('/v1/search', { body: { query: 'quantos dias de férias?' } }))
    expect(results[0]).toMatchObject({ document_id: id, citation: { document_name: 'férias.md' } })
    const { data } = await owner.renum.GET('/v1/documents/{id}/file', { params: { path: { id } }, parseAs: 'blob' })
    expect(await data?.text()).toContain('Trinta dias')
  })

  it('that the collection has already is given instead of a copy, unless somebody insists', async () => {
    const { collection, renum } = owner
    const first = await renum.uploadDocument(collection.id, text('a.txt', 'Vinte dias.'))
    expect(await renum.uploadDocument(collection.id, text('b.txt', 'Vinte dias.'))).toMatchObject({
      id: first.id,
      name: 'a.txt',
    })
    const copy = await renum.uploadDocument(collection.id, text('b.txt', 'Vinte dias.'), { allow_duplicate: true })
    expect([copy.name, copy.id === first.id]).toEqual(['b.txt', false])
  })

  it('that cannot be read is waited for until it failed, and says why', async () => {
    const { id } = await owner.renum.uploadDocument(owner.collection.id, text('vazio.txt', ' \n '))
    expect(await owner.renum.waitForDocument(id)).toMatchObject({ status: 'failed', error_code: 'no_text' })
  })

  it('that is refused is a RenumError', async () => {
    const upload = owner.renum.uploadDocument(owner.collection.id, new File([new Uint8Array(16)], 'x.bin'))
    await expect(upload).rejects.toMatchObject({ name: 'RenumError', status: 415 })
  })

  it('is waited for no longer than the signal lets', async () => {
    const slow: Partial<Schemas['Document']> = { id: 'x', status: 'processing' }
    const renum = createRenum({ url: 'https://example.test', fetch: async () => Response.json(slow) })
    const wait = renum.waitForDocument('x', { signal: AbortSignal.timeout(300) })
    await expect(wait).rejects.toMatchObject({ name: 'TimeoutError' })
  })
})

describe('a list', () => {
  it('is gone through to its end, however small the pages', async () => {
    const { renum } = await createOwner()
    for (const name of ['a', 'b', 'c', 'd']) await unwrap(renum.POST('/v1/knowledge-bases', { body: { name } }))
    const names: string[] = []
    for await (const base of renum.all('/v1/knowledge-bases', { params: { query: { limit: 2 } } }))
      names.push(base.name)
    expect(names).toEqual(['d', 'c', 'b', 'a', 'Base'])
    const sizes: number[] = []
    for await (const page of renum.pages('/v1/knowledge-bases', { params: { query: { limit: 3 } } }))
      sizes.push(page.length)
    expect(sizes).toEqual([3, 2])
  })

  it('of something that is not there throws', async () => {
    const { renum } = await signUp()
    await expect(renum.all('/v1/knowledge-bases').next()).rejects.toMatchObject({ code: 'no_client' })
    const params = { path: { id: crypto.randomUUID() } }
    const rows = owner.renum.all('/v1/collections/{id}/documents', { params })
    await expect(rows.next()).rejects.toMatchObject({ code: 'not_found' })
  })
})
