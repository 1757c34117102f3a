import { setTimeout as sleep } from 'node:timers/promises'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'

export interface Hit {
  document_name: string
  score: number
  citation: { document_id: string; location: { heading?: string; start: number; end: number } }
}

export interface Answer {
  results: (Hit & { content: string })[]
}

interface Row {
  id: string
  name: string
}

interface Document extends Row {
  status: string
  chunk_count: number
}

/** Somebody who is signed in, with nothing but what `GET /v1/config` told them. */
export interface Person {
  supabase: SupabaseClient
  /** The status and body of whatever the API answers. */
  request(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>
  /** The body of a 2xx; anything else is an error. */
  get(path: string): Promise<unknown>
  post<Body = Row>(path: string, body: unknown): Promise<Body>
  upload(path: string, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Document>
}

/** Signs up with supabase-js at the Supabase that the API names. */
export async function signUp(api: string, email: string): Promise<Person> {
  const config = (await (await fetch(`${api}/v1/config`)).json()) as { supabase_url: string; supabase_key: string }
  const supabase = createClient(config.supabase_url, config.supabase_key, { auth: { persistSession: false } })
  const { data, error } = await supabase.auth.signUp({ email, password: crypto.randomUUID() })
  if (error) throw error
  if (!data.session) throw new Error('the sign-up waits for a confirmation by mail')
  const Authorization = `Bearer ${data.session.access_token}`

  async function request(method: string, path: string, body?: unknown) {
    const form = body instanceof FormData
    const response = await fetch(api + path, {
      method,
      headers: { Authorization, ...(body && !form ? { 'Content-Type': 'application/json' } : {}) },
      ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
    })
    return { status: response.status, body: (await response.json()) as unknown }
  }
  async function succeed(method: string, path: string, body?: unknown) {
    const answer = await request(method, path, body)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  return {
    supabase,
    request,
    get: (path) => succeed('GET', path),
    post: async <Body>(path: string, body: unknown) => (await succeed('POST', path, body)) as Body,
    async upload(path, name, bytes) {
      const form = new FormData()
      form.append('file', new File([bytes], name))
      return (await succeed('POST', path, form)) as Document
    },
  }
}

const patienceMs = 300_000

/** Waits for every document to end, and tells of each when it does. */
export async function waitUntilReady(person: Person, documents: Document[], onEnd: (document: Document) => void) {
  const deadline = Date.now() + patienceMs
  const ended = new Map<string, Document>()
  while (ended.size < documents.length) {
    if (Date.now() > deadline) throw new Error(`documents still not processed after ${patienceMs / 1000} s`)
    for (const { id } of documents.filter(({ id }) => !ended.has(id))) {
      const document = (await person.get(`/v1/documents/${id}`)) as Document
      if (document.status === 'pending' || document.status === 'processing') continue
      ended.set(id, document)
      onEnd(document)
    }
    await sleep(100)
  }
  return [...ended.values()]
}

/**
 * Counts what a person gets to see when they go for these rows: by lists, by ids, by search with and without the
 * collection, from Storage and through Supabase's own Data API. An answer that is neither yes nor "not found" is an
 * error: a route that fails for everybody hides nothing.
 */
export async function countVisibleRows(
  person: Person,
  { base, collection, documents, questions }: { base: Row; collection: Row; documents: Row[]; questions: string[] },
): Promise<number> {
  const rows = (body: unknown): number => {
    const { data, results, id } = body as { data?: unknown[]; results?: unknown[]; id?: string }
    return data?.length ?? results?.length ?? (id === undefined ? 0 : 1)
  }
  const attempts: [string, string, unknown?][] = [
    ['GET', '/v1/knowledge-bases'],
    ['GET', `/v1/knowledge-bases/${base.id}/collections`],
    ['GET', `/v1/collections/${collection.id}/documents`],
    ['POST', `/v1/knowledge-bases/${base.id}/collections`, { name: 'intruso' }],
    ...documents.map(({ id }): [string, string] => ['GET', `/v1/documents/${id}`]),
    ...questions.flatMap((query): [string, string, unknown][] => [
      ['POST', '/v1/search', { query }],
      ['POST', '/v1/search', { query, collection_ids: [collection.id] }],
      ['POST', '/v1/search', { query, knowledge_base_id: base.id }],
    ]),
  ]
  let seen = 0
  for (const [method, path, body] of attempts) {
    const answer = await person.request(method, path, body)
    if (answer.status >= 300 && answer.status !== 404) throw new Error(`${method} ${path}: ${answer.status}`)
    seen += rows(answer.body)
  }
  const { data: files } = await person.supabase.storage.from('documents').list()
  const { data: tableRows } = await person.supabase.from('documents').select('id')
  return seen + (files?.length ?? 0) + (tableRows?.length ?? 0)
}
