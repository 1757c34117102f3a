import { sql } from 'kysely'
import { queries } from '../../db/query-builder.ts'
import type { TenantTx } from '../../db/tenant.ts'
import type { OperatorTx } from './operator-transaction.ts'

/** Rows that are read at once. */
const pageSize = 500
const before = '00000000-0000-0000-0000-000000000000'

/** A table, or what is read like one, and what of it is handed over: no secret, and nothing that stands for one. */
export interface Source {
  /** What its file is called. */
  noun: string
  from: string
  columns: string
  /** The column that says whose a row is. */
  of: string
  /** What a row is told apart by: uuids, all of them in `columns`. */
  key: readonly string[]
}

const source = (noun: string, from: string, columns: string, key: readonly string[] = ['id']): Source => ({
  noun,
  from,
  columns,
  of: 'client_id',
  key,
})

/** Of a client, what its jobs may read. */
export const readAsJob: readonly Source[] = [
  source('knowledge-bases', 'public.knowledge_bases', '*'),
  source('collections', 'public.knowledge_collections', '*'),
  source('grants', 'public.collection_grants', '*'),
  source('documents', 'public.documents', '*'),
  source('versions', 'public.document_versions', '*'),
  // Embeddings are made from the content, and made again.
  source(
    'chunks',
    'public.document_chunks',
    `id, document_id, collection_id, version_number, chunk_index, content, metadata, created_at, edited_at`,
  ),
  source('document-usage', 'public.document_usage_stats', '*'),
  source('test-questions', 'public.test_questions', '*'),
  source('agents', 'public.agents', '*'),
  source('agent-versions', 'public.agent_versions', '*'),
  source('budgets', 'public.agent_budgets', '*'),
  source('conversations', 'public.conversations', '*'),
  source('executions', 'public.agent_executions', '*'),
]

/** And what only the system reads. */
export const readAsOperator: readonly Source[] = [
  { ...source('client', 'public.clients', '*'), of: 'id' },
  source('usage', 'public.client_usage', '*', ['client_id']),
  source('agent-usage', 'public.agent_usage', '*'),
  source(
    'members',
    `(select m.client_id, m.user_id, u.email, u.name, m.role, m.created_at, u.last_login
        from public.client_members m join public.users u on u.id = m.user_id) t`,
    '*',
    ['user_id'],
  ),
  source(
    'invitations',
    'public.invitations',
    'id, email, role, invited_by, created_at, expires_at, accepted_at, accepted_by, revoked_at',
  ),
  source(
    'api-keys',
    'public.api_keys',
    `id, name, prefix, last_four, scopes, role, limited, created_by, created_with, created_at, updated_at, expires_at,
     revoked_at, last_used_at`,
  ),
  source('api-key-collections', 'public.api_key_collections', '*', ['api_key_id', 'collection_id']),
  source(
    'credentials',
    'public.api_credentials',
    'id, name, service_name, credential_type, settings, last_four, created_by, created_at, updated_at, last_used_at',
  ),
  source(
    'webhook-endpoints',
    'public.webhook_endpoints',
    'id, url, description, events, enabled, disabled_reason, failing_since, created_by, created_at, updated_at',
  ),
  source('audit-log', 'public.audit_log', '*'),
]

/** Tables whose rows come and go with what is handed over, or are made of it again. */
export const leftOut = [
  'document_chunk_embeddings',
  'document_pages',
  'ingestions',
  'pending_embeddings',
  'ingestion_pages',
  'collection_terms',
  'document_removals',
  'idempotency_keys',
  'webhook_deliveries',
  // Their answers stand in the executions.
  'execution_events',
] as const

const ofPerson = (noun: string, table: string, of: string, columns: string, key = ['client_id', 'id']): Source => ({
  noun,
  from: `public.${table}`,
  of,
  columns,
  key,
})

/**
 * Of a person, over all clients: themselves, what they did, and what the logs say of them. What belongs to a client is
 * named, not handed over: details of what they did may hold another person's address, or that of a service of the client.
 */
export const readOfPerson: readonly Source[] = [
  { noun: 'person', from: 'public.users', of: 'id', columns: '*', key: ['id'] },
  ofPerson('memberships', 'client_members', 'user_id', 'client_id, user_id, role, created_at', [
    'client_id',
    'user_id',
  ]),
  ofPerson('grants', 'collection_grants', 'user_id', 'client_id, id, collection_id, created_at'),
  ofPerson(
    'invitations-given',
    'invitations',
    'invited_by',
    'client_id, id, role, created_at, accepted_at, revoked_at',
  ),
  {
    noun: 'invitations-received',
    from: `(select i.*, u.id as person from public.invitations i
        join public.users u on i.accepted_by = u.id or lower(i.email) = lower(u.email)) t`,
    of: 'person',
    columns: 'client_id, id, email, role, created_at, expires_at, accepted_at, revoked_at',
    key: ['client_id', 'id'],
  },
  ofPerson(
    'audit-log',
    'audit_log',
    'user_id',
    'client_id, id, action, actor, subject_type, subject_id, ip, user_agent, request_id, created_at',
  ),
  // Without who did it and from where: that is another person's data.
  {
    noun: 'audit-log-about',
    from: `(select a.*, case a.subject_type when 'grant' then (a.details ->> 'user_id')::uuid else a.subject_id end
        as person from public.audit_log a) t`,
    of: 'person',
    columns: 'client_id, id, action, subject_type, subject_id, details, created_at',
    key: ['client_id', 'id'],
  },
  ofPerson('executions', 'agent_executions', 'user_id', '*'),
  ofPerson('conversations', 'conversations', 'user_id', '*'),
  ofPerson('agent-usage', 'agent_usage', 'user_id', '*'),
  ofPerson(
    'documents',
    'documents',
    'created_by',
    'client_id, id, collection_id, name, source_type, file_type, file_size, created_at',
  ),
  ofPerson('versions', 'document_versions', 'changed_by', 'client_id, id, document_id, version_number, created_at'),
  ofPerson('test-questions', 'test_questions', 'created_by', 'client_id, id, document_id, source, created_at'),
  ofPerson('api-keys', 'api_keys', 'created_by', 'client_id, id, name, prefix, last_four, scopes, created_at'),
  ofPerson('credentials', 'api_credentials', 'created_by', 'client_id, id, name, service_name, created_at'),
  ofPerson('webhook-endpoints', 'webhook_endpoints', 'created_by', 'client_id, id, events, created_at'),
]

/** Rows of a source, as it gives them: RFC 3339 texts and numbers. */
export type Row = Record<string, unknown>

/** The next rows, in the order of their key; fewer than a page at the end. */
async function selectPage(
  tx: OperatorTx | TenantTx,
  { from, columns, of, key }: Source,
  id: string,
  after: Row | undefined,
): Promise<{ rows: Row[]; last: boolean }> {
  const names = sql.join(key.map((column) => sql.ref(column)))
  const values = sql.join(key.map((column) => sql`${after?.[column] ?? before}::uuid`))
  const rows = await tx.run(
    sql<Row>`select ${sql.raw(columns)} from ${sql.raw(from)}
      where ${sql.ref(of)} = ${id}::uuid and (${names}) > (${values}) order by ${names} limit ${pageSize}`.compile(
      queries,
    ),
  )
  return { rows, last: rows.length < pageSize }
}

/** All of them, page by page, each in a transaction that `within` opens. */
export async function* readPages(
  source: Source,
  id: string,
  within: <T>(body: (tx: OperatorTx | TenantTx) => Promise<T>) => Promise<T>,
): AsyncGenerator<Row[]> {
  for (let after: Row | undefined; ; ) {
    const { rows, last } = await within((tx) => selectPage(tx, source, id, after))
    if (rows.length > 0) yield rows
    if (last) return
    after = rows.at(-1)
  }
}
