import { createRenum, type Renum, type Schemas } from '@renum/client'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'

/** A user who is signed in, with nothing but what `GET /v1/config` told them. */
export interface Person {
  supabase: SupabaseClient
  renum: Renum
  /** The status and body of whatever the API answers. */
  request(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>
}

/** The Supabase that an install names, as a browser uses it. */
export async function supabaseOf(api: string): Promise<SupabaseClient> {
  const config = (await (await fetch(`${api}/v1/config`)).json()) as { supabase_url: string; supabase_key: string }
  return createClient(config.supabase_url, config.supabase_key, { auth: { persistSession: false } })
}

/** Signs up with supabase-js at the Supabase that the API names. */
export async function signUp(api: string, email: string): Promise<Person> {
  const supabase = await supabaseOf(api)
  const { data, error } = await supabase.auth.signUp({ email, password: crypto.randomUUID() })
  if (error) throw error
  if (!data.session) throw new Error('the sign-up waits for a confirmation by mail')
  const token = data.session.access_token
  return {
    supabase,
    renum: createRenum({ url: api, token }),
    async request(method, path, body) {
      const response = await fetch(api + path, {
        method,
        headers: { Authorization: `Bearer ${token}`, ...(body ? { 'Content-Type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      return { status: response.status, body: (await response.json()) as unknown }
    },
  }
}

export interface Target {
  base: Schemas['KnowledgeBase']
  collection: Schemas['Collection']
  documents: Schemas['Document'][]
  questions: string[]
}

/**
 * Counts what a person gets to see when they go for these rows: by lists, by ids, by search with and without the
 * collection, from Storage and through Supabase's own Data API. An answer that is neither yes nor "not found" is an
 * error: a route that fails for everybody hides nothing.
 */
export async function countVisibleRows(
  person: Person,
  { base, collection, documents, questions }: Target,
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
    ...documents.flatMap(({ id }): [string, string][] => [
      ['GET', `/v1/documents/${id}`],
      ['GET', `/v1/documents/${id}/chunks`],
      ['GET', `/v1/documents/${id}/versions`],
    ]),
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
