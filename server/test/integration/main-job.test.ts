import { createClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asAdmin, startServer, type TestServer, textFile, waitForDocument } from '../harness/harness.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

async function signUp(email: string): Promise<string> {
  const { body: config } = await server.call('GET', '/v1/config')
  const supabase = createClient(config.supabase_url, config.supabase_key, { auth: { persistSession: false } })
  const { data, error } = await supabase.auth.signUp({ email, password: crypto.randomUUID() })
  if (error || !data.session) throw error ?? new Error('no session')
  return data.session.access_token
}

async function createCollection(token: string): Promise<{ base: string; collection: string }> {
  const base = await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'Base' } })
  const path = `/v1/knowledge-bases/${base.body.id}/collections`
  const collection = await server.call('POST', path, { token, body: { name: 'Coleção' } })
  expect([base.status, collection.status]).toEqual([201, 201])
  return { base: base.body.id, collection: collection.body.id }
}

describe('the main job', () => {
  const text = [
    '# Política de férias',
    'Cada colaborador tem direito a trinta dias de férias por ano.',
    '## Venda de dias',
    'É possível vender até dez dias, avisando no momento do pedido.',
  ].join('\n\n')

  it('goes from sign-up to a cited passage, and a second client finds nothing', async () => {
    const ana = await signUp(`ana-${crypto.randomUUID()}@test.example`)
    const before = await server.call('GET', '/v1/me', { token: ana })
    expect(before.body).toMatchObject({ client_id: null, role: null, clients: [] })
    const client = await server.call('POST', '/v1/clients', { token: ana, body: { name: '  Aurora ' } })
    expect(client.body).toMatchObject({ name: 'Aurora', status: 'active' })
    const me = await server.call('GET', '/v1/me', { token: ana })
    expect(me.body).toMatchObject({ client_id: client.body.id, role: 'owner' })
    expect(me.body.last_login).toEqual(expect.any(String))

    const { base, collection } = await createCollection(ana)
    const path = `/v1/collections/${collection}/documents`
    const uploaded = await server.call('POST', path, { token: ana, body: textFile('política de férias.md', text) })
    expect(uploaded.status).toBe(202)
    expect(uploaded.body).toMatchObject({
      name: 'política de férias.md',
      file_type: 'text/markdown',
      status: 'pending',
    })
    const ready = await waitForDocument(server, ana, uploaded.body.id)
    expect(ready).toMatchObject({ status: 'ready', current_version: 1, chunk_count: 2, error_code: null })

    const query = 'posso vender dias de férias?'
    const found = await server.call('POST', '/v1/search', { token: ana, body: { query } })
    expect(found.body).toMatchObject({ mode: 'hybrid', model: 'lexical-1' })
    const [best] = found.body.results
    expect(best.content).toContain('vender até dez dias')
    const { document_name, location } = best.citation
    expect(document_name).toBe('política de férias.md')
    expect(location.heading).toBe('Política de férias > Venda de dias')
    expect(text.slice(location.start, location.end)).toBe(best.content)

    const bruno = await signUp(`bruno-${crypto.randomUUID()}@test.example`)
    await server.call('POST', '/v1/clients', { token: bruno, body: { name: 'Outra' } })
    const nothing = await server.call('POST', '/v1/search', { token: bruno, body: { query } })
    expect(nothing.body.results).toEqual([])
    const attempts = [
      await server.call('GET', `/v1/documents/${uploaded.body.id}`, { token: bruno }),
      await server.call('GET', path, { token: bruno }),
      await server.call('POST', path, { token: bruno, body: textFile('a.md', 'intruso') }),
      await server.call('POST', '/v1/search', { token: bruno, body: { query, collection_ids: [collection] } }),
      await server.call('POST', '/v1/search', { token: bruno, body: { query, knowledge_base_id: base } }),
      await server.call('GET', `/v1/knowledge-bases/${base}/collections`, { token: bruno }),
      await server.call('POST', `/v1/knowledge-bases/${base}/collections`, { token: bruno, body: { name: 'x' } }),
    ]
    expect(attempts.map(({ status, body }) => [status, body.code])).toEqual(attempts.map(() => [404, 'not_found']))
  })

  it('keeps files in Storage from everybody’s own token', async () => {
    const { supabase } = inject('environment')
    const email = `ana-${crypto.randomUUID()}@test.example`
    const password = crypto.randomUUID()
    const own = createClient(supabase.url, supabase.key, { auth: { persistSession: false } })
    const { data } = await own.auth.signUp({ email, password })
    const token = data.session?.access_token ?? ''
    const client = await server.call('POST', '/v1/clients', { token, body: { name: 'Aurora' } })
    const { collection } = await createCollection(token)
    const body = textFile('a.txt', 'segredo')
    const uploaded = await server.call('POST', `/v1/collections/${collection}/documents`, { token, body })
    const [stored] = await asAdmin<{ path: string }>(
      'select storage_path as path from document_versions where document_id = $1',
      [uploaded.body.id],
    )
    const path = stored?.path ?? ''

    const stranger = createClient(supabase.url, supabase.key, { auth: { persistSession: false } })
    await stranger.auth.signUp({ email: `b-${crypto.randomUUID()}@test.example`, password })
    const nobody = createClient(supabase.url, supabase.key, { auth: { persistSession: false } })
    // Not even their own people come past the API: a URL that they signed would outlive their membership.
    for (const each of [own, stranger, nobody]) {
      const bucket = each.storage.from('documents')
      expect((await bucket.download(path)).data).toBeNull()
      expect((await bucket.createSignedUrl(path, 60)).data).toBeNull()
      expect((await bucket.createSignedUrls([path], 60)).data?.some(({ signedUrl }) => signedUrl) ?? false).toBe(false)
      expect((await bucket.list(client.body.id)).data ?? []).toEqual([])
      expect((await bucket.upload(`${client.body.id}/x`, 'x')).error).not.toBeNull()
      await bucket.remove([path])
    }
    const file = await server.raw('GET', `/v1/documents/${uploaded.body.id}/file`, token)
    expect(await file.text()).toBe('segredo')
  })
})

describe('bad input', () => {
  let token: string
  let documents: string
  beforeAll(async () => {
    token = await signUp(`c-${crypto.randomUUID()}@test.example`)
    await server.call('POST', '/v1/clients', { token, body: { name: 'Aurora' } })
    documents = `/v1/collections/${(await createCollection(token)).collection}/documents`
  })

  it.each([
    ['an empty file', textFile('a.txt', ''), 422, 'empty_file'],
    ['a format that is not taken', textFile('a.exe', 'MZ'), 415, 'unsupported_file_type'],
    ['data under the name of a text', textFile('a.txt', new Uint8Array([0, 1, 2, 3])), 415, 'unsupported_file_type'],
    ['a form without a file', new FormData(), 400, 'invalid_input'],
  ])('refuses %s with its code and field', async (_, body, status, code) => {
    const answer = await server.call('POST', documents, { token, body })
    expect(answer).toMatchObject({ status, body: { code, field: 'file', status } })
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  })

  it('ends a document without text as failed, with a reason', async () => {
    const { body } = await server.call('POST', documents, { token, body: textFile('a.md', '---\n\n***\n') })
    const ended = await waitForDocument(server, token, body.id)
    expect(ended).toMatchObject({ status: 'failed', error_code: 'no_text', chunk_count: 0 })
    expect(ended.error_message).toMatch(/^O documento não tem texto legível. Confira/)
    const headers = { 'Accept-Language': 'en' }
    const english = await server.call('GET', `/v1/documents/${body.id}`, { token, headers })
    expect(english.body.error_message).toBe(
      'The document has no text that can be read. Check that it is not blank, and upload a version with text.',
    )
  })

  it.each([
    ['/v1/search', { query: '' }, 'query'],
    ['/v1/search', { query: 'a', top_k: 0 }, 'top_k'],
    ['/v1/search', { query: 'a', top_k: 1_000_000 }, 'top_k'],
    ['/v1/search', { query: 'x'.repeat(10_001) }, 'query'],
    ['/v1/search', { query: 'a', client_id: crypto.randomUUID() }, 'client_id'],
    ['/v1/knowledge-bases', { name: ' ' }, 'name'],
    ['/v1/knowledge-bases', { name: 'a', client_id: crypto.randomUUID() }, 'client_id'],
    ['/v1/knowledge-bases', {}, 'name'],
  ])('refuses %s %o and names the field', async (path, body, field) => {
    const answer = await server.call('POST', path, { token, body })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input', field } })
  })

  it('answers in the language that was asked for, Portuguese by default', async () => {
    const body = { query: '' }
    const pt = await server.call('POST', '/v1/search', { token, body })
    const en = await server.call('POST', '/v1/search', {
      token,
      body,
      headers: { 'Accept-Language': 'en-US,pt;q=0.5' },
    })
    expect(pt.body.title).toBe('`query` não pode ficar vazio.')
    expect(en.body.title).toBe('`query` cannot be empty.')
  })

  it('refuses what is not JSON, an unknown id and an unknown route', async () => {
    const headers = { 'Content-Type': 'application/json' }
    const broken = await server.call('POST', '/v1/search', { token, body: '{', headers })
    expect(broken).toMatchObject({ status: 400, body: { code: 'invalid_json' } })
    const unknown = await server.call('GET', `/v1/documents/${crypto.randomUUID()}`, { token })
    expect(unknown).toMatchObject({ status: 404, body: { code: 'not_found' } })
    const odd = await server.call('GET', '/v1/documents/1', { token })
    expect(odd).toMatchObject({ status: 400, body: { code: 'invalid_input', field: 'id' } })
    expect((await server.call('GET', '/v1/nothing', { token })).status).toBe(404)
  })

  it('refuses what comes under another Content-Type, and a form that is none', async () => {
    const plain = { 'Content-Type': 'text/plain' }
    const answers = [
      await server.call('POST', '/v1/search', { token, body: '{"query":"a"}', headers: plain }),
      await server.call('POST', documents, { token, body: 'um texto', headers: plain }),
      await server.call('POST', '/v1/search', { token, body: textFile('a.txt', 'a') }),
    ]
    const linked = { 'Content-Type': 'application/ld+json' }
    const odd = await server.call('POST', documents, { token, body: '{"name":"a","text":"a"}', headers: linked })
    expect(odd.status).toBe(202)
    const misspelt = textFile('a.txt', 'a')
    misspelt.append('langauge', 'pt')
    const unknown = await server.call('POST', documents, { token, body: misspelt })
    expect([unknown.status, unknown.body.field]).toEqual([400, 'langauge'])
    const expected = answers.map(() => [415, 'unsupported_content_type'])
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(expected)
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' }
    const form = await server.call('POST', documents, { token, body: 'no form at all', headers })
    expect([form.status, form.body.code]).toEqual([400, 'invalid_form'])
  })

  it('refuses a file name that cannot be kept, before anything is stored', async () => {
    for (const name of ['x'.repeat(600), ' ', '\u0007']) {
      const answer = await server.call('POST', documents, { token, body: textFile(name, 'a') })
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input', field: 'file' } })
    }
  })

  it('refuses a file over the limit, however far over it is', async () => {
    const small = await startServer({ maxFileBytes: 1024 * 1024 })
    try {
      const over = await small.call('POST', documents, { token, body: textFile('a.txt', 'a'.repeat(1024 * 1024 + 1)) })
      expect(over).toMatchObject({ status: 413, body: { code: 'file_too_large' } })
      expect(over.body.title).toContain('1 MB')
      const far = await small.call('POST', documents, { token, body: textFile('a.txt', 'a'.repeat(3 * 1024 * 1024)) })
      expect(far).toMatchObject({ status: 413, body: { code: 'file_too_large' } })
    } finally {
      await small.close()
    }
  })

  it('gives every answer a request id, and takes the caller’s', async () => {
    const { headers, body } = await server.call('GET', '/v1/nothing', { token, headers: { 'X-Request-Id': 'abc-123' } })
    expect([headers.get('x-request-id'), body.request_id]).toEqual(['abc-123', 'abc-123'])
    expect((await server.call('GET', '/healthz')).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('without a client', () => {
  it('says so on every route that needs one', async () => {
    const token = await signUp(`d-${crypto.randomUUID()}@test.example`)
    const answers = [
      await server.call('GET', '/v1/knowledge-bases', { token }),
      await server.call('POST', '/v1/knowledge-bases', { token, body: { name: 'a' } }),
      await server.call('POST', '/v1/search', { token, body: { query: 'a' } }),
      await server.call('GET', `/v1/documents/${crypto.randomUUID()}`, { token }),
    ]
    expect(answers.map(({ body }) => body.code)).toEqual(answers.map(() => 'no_client'))
  })
})

describe('health', () => {
  it('answers without a token', async () => {
    expect(await server.call('GET', '/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
    const ready = await server.call('GET', '/readyz')
    expect(ready).toMatchObject({ status: 200, body: { checks: { database: 'ok', storage: 'ok', queue: 'ok' } } })
  })
})
