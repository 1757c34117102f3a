import type { Asker, intended, Verb } from './intended.ts'

/**
 * One client with everything in it, and who asks for it. `id` names every row: the same name is the same row.
 * `seedSql` is run by a superuser; rows of an open collection end with `_open`, of a restricted one with `_restricted`.
 */

type Id = (name: string) => string
type Table = keyof typeof intended
export type Place = 'open' | 'restricted'

/** People of Supabase Auth among the askers, with their role in the client. */
const people = { owner: 'owner', admin: 'admin', user: 'user', viewer: 'viewer', ungranted: 'user' } as const

/** Who is asking, as the server tells it to the database; null for a role of Supabase's own. */
export function principalOf(asker: Asker, id: Id): object | null {
  switch (asker) {
    case 'anon':
    case 'authenticated':
      return null
    case 'job':
      return { kind: 'job', client_id: id('client') }
    case 'viewer_key':
    case 'admin_key':
      return { kind: 'api_key', key_hash: hash(id, asker) }
    default:
      return { kind: 'user', user_id: id(asker) }
  }
}

/** Whether the caller acts for the client: then the database fills in the client of their rows. */
export function isInside(asker: Asker): boolean {
  return !['stranger', 'nobody', 'anon', 'authenticated'].includes(asker)
}

export function seedSql(id: Id): string {
  const client_id = id('client')
  const own = (table: Table, place: Place, more: Row = {}) =>
    `${insert(table, { client_id, ...newRow(table, place, id), id: rowOf(table, place, id), ...more })};`
  const lines = [
    // Only an admin makes a restricted collection, whatever role the database gives them.
    `select set_config('request.jwt.claims', '{"renum": {"role": "admin"}}', true);`,
    `${insert('clients', { id: client_id, name: 'Client' })};`,
    `${insert('clients', { id: id('elsewhere'), name: 'Elsewhere' })};`,
  ]
  for (const name of [...Object.keys(people), 'stranger', 'nobody']) {
    lines.push(`insert into auth.users (id, email) values ('${id(name)}', '${id(name)}@test.example');`)
  }
  for (const [name, role] of Object.entries({ ...people, stranger: 'owner' })) {
    const client = name === 'stranger' ? id('elsewhere') : client_id
    lines.push(`${insert('client_members', { client_id: client, user_id: id(name), role })};`)
    lines.push(`update users set client_id = '${client}' where id = '${id(name)}';`)
  }
  for (const [name, scopes] of Object.entries({
    viewer_key: '{read,search}',
    admin_key: '{read,write,search,admin}',
  })) {
    const key = { ...newRow('api_keys', 'open', id), id: id(name), key_hash: hash(id, name), scopes }
    lines.push(`${insert('api_keys', { client_id, ...key, created_by: id('owner') })};`)
  }
  // A lost key that was given up: no start asks for it.
  lines.push(
    `insert into private.encryption_keys (key_id, canary, lost_at) values ('00000000', 'c', now()) on conflict do nothing;`,
  )
  lines.push(own('agents', 'open', { latest_version: 1 }), own('agent_versions', 'open', { version_number: 1 }))
  lines.push(own('agent_usage', 'open', { user_id: id('user') }), own('agent_budgets', 'open', { period: 'day' }))
  lines.push(own('conversations', 'open', { user_id: id('user') }))
  lines.push(own('agent_executions', 'open', { user_id: id('user') }), own('api_credentials', 'open'))
  lines.push(`${insert('execution_events', { client_id, ...newRow('execution_events', 'open', id), position: 1 })};`)
  lines.push(own('invitations', 'open', { token_hash: hash(id, 'sown') }), own('audit_log', 'open'))
  lines.push(own('webhook_endpoints', 'open'), own('webhook_deliveries', 'open'))
  lines.push(own('idempotency_keys', 'open', { key: 'sown', principal: `user:${id('user')}` }))
  for (const place of ['open', 'restricted'] as const) {
    lines.push(own('knowledge_bases', place), own('knowledge_collections', place), own('documents', place))
    lines.push(
      own('document_versions', place, { version_number: 1 }),
      own('document_chunks', place, { chunk_index: 0 }),
      `${insert('document_chunk_embeddings', { client_id, ...newRow('document_chunk_embeddings', place, id), ...embedded })};`,
    )
    // What tells how far its document is came with it, by a trigger.
    lines.push(
      `${insert('pending_embeddings', { client_id, ...newRow('pending_embeddings', place, id), embedding_model: 'm' })};`,
      `${insert('document_pages', { client_id, ...newRow('document_pages', place, id), page: 1 })};`,
      `${insert('ingestion_pages', { client_id, ...newRow('ingestion_pages', place, id), page: 1 })};`,
    )
    lines.push(`${insert('collection_terms', { client_id, ...newRow('collection_terms', place, id), term: 'sown' })};`)
    lines.push(own('test_questions', place))
    lines.push(own('document_removals', place))
    lines.push(own('document_usage_stats', place, { chunk_id: null }))
    const link = { ...newRow('api_key_collections', place, id), api_key_id: id('viewer_key') }
    lines.push(`${insert('api_key_collections', { client_id, ...link })};`)
    lines.push(own('collection_grants', place, { user_id: id('user') }))
    lines.push(own('collection_grants', place, { id: id(`second_grant_${place}`), user_id: id('viewer') }))
  }
  return lines.join('\n')
}

/** Tables whose rows are told apart by the collection they belong to. */
const placed: readonly string[] = [
  'knowledge_bases',
  'knowledge_collections',
  'collection_grants',
  'documents',
  'document_versions',
  'document_chunks',
  'document_removals',
  'document_usage_stats',
  'test_questions',
]

/** The id of the row that a table's statements are about. */
function rowOf(table: Table, place: Place, id: Id): string {
  switch (table) {
    case 'clients':
    case 'client_usage':
      return id('client')
    case 'users':
    case 'client_members':
      return id('user')
    case 'api_keys':
      return id('viewer_key')
    case 'api_key_collections':
    case 'collection_terms':
      return rowOf('knowledge_collections', place, id)
    case 'execution_events':
      return rowOf('agent_executions', place, id)
    case 'document_chunk_embeddings':
      return rowOf('document_chunks', place, id)
    case 'ingestions':
    case 'pending_embeddings':
    case 'ingestion_pages':
    case 'document_pages':
      return rowOf('documents', place, id)
    default:
      return id(placed.includes(table) ? `${table}_${place}` : table)
  }
}

/** What an update sets: columns that the product changes. */
const changes = {
  clients: `name = 'Changed'`,
  client_usage: `documents = 0`,
  users: `name = 'Changed'`,
  client_members: `role = 'viewer'`,
  api_keys: `name = 'Changed'`,
  api_key_collections: `api_key_id = api_key_id`,
  knowledge_bases: `name = 'Changed'`,
  knowledge_collections: `name = 'Changed'`,
  collection_grants: `role = 'user'`,
  documents: `name = 'Changed'`,
  document_versions: `change_description = 'Changed'`,
  document_chunks: `content = 'Changed'`,
  document_chunk_embeddings: `embedding_id = 'Changed'`,
  document_removals: `revision = 1`,
  document_usage_stats: `usage_count = 2`,
  test_questions: `question = 'Changed'`,
  collection_terms: 'chunk_count = 2',
  ingestions: `step = 'parsing'`,
  pending_embeddings: 'missing_count = 2',
  ingestion_pages: 'page = 3',
  document_pages: 'page = 3',
  agents: `name = 'Changed'`,
  agent_versions: 'version_number = 3',
  agent_usage: 'failed = 1',
  agent_budgets: 'limit_usd = 2',
  conversations: `title = 'Changed'`,
  agent_executions: `status = 'running'`,
  execution_events: 'position = 3',
  api_credentials: `encrypted_value = 'Changed', last_four = null`,
  invitations: 'revoked_at = now()',
  audit_log: `action = 'changed.row'`,
  idempotency_keys: `response = '{}'`,
  webhook_endpoints: `description = 'Changed'`,
  webhook_deliveries: `status = 'pending', next_attempt_at = now()`,
} as const satisfies Record<Table, string>

/**
 * The statement that tries `verb` on the client's row, or on a new one. Answers one row for whom it is allowed.
 * A caller of another client names the client of the row; a member leaves it to the database.
 */
export function attempt(table: Table, verb: Verb, place: Place, id: Id, from: 'inside' | 'outside'): string {
  const key = keyOf(table, id)
  const where = `where ${key} = '${rowOf(table, place, id)}'`
  switch (verb) {
    case 'select':
      return `select 1 from ${table} ${where}`
    case 'insert': {
      const client = from === 'outside' && table !== 'clients' && table !== 'users' ? { client_id: id('client') } : {}
      return `${insert(table, { ...client, ...newRow(table, place, id) })} returning 1`
    }
    case 'update':
      return `update ${table} set ${changes[table]} ${where} returning 1`
    case 'delete':
      return `delete from ${table} ${where} returning 1`
  }
}

/** By what a row of the table is told apart. */
function keyOf(table: Table, id: Id): string {
  switch (table) {
    case 'client_usage':
      return 'client_id'
    case 'client_members':
      return `client_id = '${id('client')}' and user_id`
    case 'api_key_collections':
      return `api_key_id = '${id('viewer_key')}' and collection_id`
    case 'collection_terms':
      return 'collection_id'
    case 'execution_events':
      return 'execution_id'
    case 'document_chunk_embeddings':
      return 'chunk_id'
    case 'ingestions':
    case 'pending_embeddings':
    case 'ingestion_pages':
    case 'document_pages':
      return 'document_id'
    default:
      return 'id'
  }
}

type Row = Record<string, string | number | null>

const embedded = { embedding_model: 'm', embedding_dimensions: 3 }

function insert(table: Table, row: Row): string {
  const values = Object.values(row).map((value) => (typeof value === 'string' ? `'${value}'` : String(value)))
  return `insert into ${table} (${Object.keys(row).join(', ')}) values (${values.join(', ')})`
}

/** A new row of the table, without its id and client. */
function newRow(table: Table, place: Place, id: Id): Row {
  const collection = { collection_id: rowOf('knowledge_collections', place, id) }
  const document = { document_id: rowOf('documents', place, id), ...collection }
  const file = { file_type: 'text/plain', file_size: 1, content_hash: 'a'.repeat(64) }
  switch (table) {
    case 'clients':
      return { name: 'New' }
    case 'client_usage':
      return { documents: 0 }
    case 'users':
      return { id: id('new') }
    case 'client_members':
      return { user_id: id('nobody'), role: 'viewer' }
    case 'api_keys':
      return { name: 'New', key_hash: hash(id, 'new'), prefix: 'rnm_12345678', last_four: 'abcd', scopes: '{read}' }
    case 'api_key_collections':
      return { api_key_id: id('admin_key'), ...collection }
    case 'knowledge_bases':
      return { name: 'New' }
    case 'knowledge_collections':
      return { knowledge_base_id: rowOf('knowledge_bases', place, id), name: 'New', access: place, ...embedded }
    case 'collection_grants':
      return { ...collection, user_id: id('ungranted') }
    case 'documents':
      return { ...collection, name: 'New', source_type: 'file', ...file }
    case 'document_versions':
      return {
        ...document,
        version_number: 2,
        change_type: 'created',
        storage_path: `${id('client')}/${document.document_id}/${id('file')}`,
        ...file,
      }
    case 'document_chunks':
      return {
        ...document,
        version_number: 1,
        chunk_index: 1,
        content: 'New',
        metadata: '{"start": 0, "end": 3}',
        terms: '{}/536870912',
        term_keys: '{}',
      }
    case 'document_chunk_embeddings':
      return {
        ...document,
        chunk_id: rowOf('document_chunks', place, id),
        embedding_model: 'another',
        embedding_dimensions: 3,
        embedding: '[1,0,0]',
        embedding_id: 'e',
      }
    case 'collection_terms':
      return { ...collection, term: 'new', chunk_count: 1 }
    case 'ingestions':
      return { ...document, version_number: 1 }
    case 'pending_embeddings':
      return { ...document, embedding_model: 'another', missing_count: 1 }
    case 'ingestion_pages':
      return { ...document, version_number: 1, page: 2, content: '{}' }
    case 'document_pages':
      return {
        ...document,
        version_number: 1,
        page: 2,
        width: 595,
        height: 842,
        text_start: 0,
        text_end: 0,
        lines: '[]',
      }
    case 'document_removals':
      return document
    case 'document_usage_stats':
      return { ...document, chunk_id: rowOf('document_chunks', place, id) }
    case 'test_questions':
      return { ...document, question: 'New' }
    case 'agents':
      return { name: 'New' }
    case 'agent_versions':
      return { agent_id: id('agents'), version_number: 2, configuration: '{}' }
    case 'agent_usage':
      return { agent_id: id('agents'), day: '2026-01-01' }
    case 'agent_budgets':
      return { agent_id: null, period: 'month', limit_usd: 1 }
    case 'conversations':
      return { agent_id: id('agents'), title: 'T' }
    case 'agent_executions':
      return { agent_id: id('agents'), input: '{"question":"Q"}' }
    case 'execution_events':
      return { execution_id: id('agent_executions'), position: 2, event: 'text', data: '{"text":"T"}' }
    case 'api_credentials':
      return {
        name: 'New',
        service_name: 's',
        credential_type: 'openai_compatible',
        settings: '{"base_url": "https://service.invalid/v1"}',
        encrypted_value: 'v',
        key_id: '00000000',
      }
    case 'invitations':
      return { email: 'new@test.example', role: 'viewer', token_hash: hash(id, 'new') }
    case 'audit_log':
      return { action: 'new.row', subject_type: 'client', subject_id: id('client'), details: '{}' }
    case 'webhook_endpoints':
      return { url: 'https://example.invalid', events: '{document.ready}', secret: 's', key_id: '00000000' }
    case 'webhook_deliveries':
      return { webhook_endpoint_id: id('webhook_endpoints'), event: 'webhook.test' }
    case 'idempotency_keys':
      return { key: 'new', request_hash: 'a'.repeat(64) }
  }
}

/** As long as a SHA-256, and the same name is the same one. */
function hash(id: Id, name: string): string {
  return `${id(`${name}_hash`)}${id(`${name}_hash`)}`.replaceAll('-', '')
}
