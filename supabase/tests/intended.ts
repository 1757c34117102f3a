/**
 * Who may do what with the rows of one client, for every table: the policies as they are meant. Row security is asked
 * the same on the database, by server/test/integration/isolation/policies.test.ts and, in SQL, by policies.test.sql, which is generated from
 * this. A table that is missing here fails both.
 */

export const askers = [
  'owner',
  'admin',
  'user',
  'viewer',
  /** A member with the role `user`, to whom no grant opens the restricted collection. */
  'ungranted',
  'viewer_key',
  'admin_key',
  'job',
  /** The owner of another client. */
  'stranger',
  /** Signed in, and of no client. */
  'nobody',
  /** What the publishable key alone, and what it with a person's token, reaches the database as. */
  'anon',
  'authenticated',
] as const
export type Asker = (typeof askers)[number]

export const verbs = ['select', 'insert', 'update', 'delete'] as const
export type Verb = (typeof verbs)[number]

/** `null`: no tenant has that right on the table at all. */
export type Intended = Record<Verb, readonly Asker[] | null>

const members = ['owner', 'admin', 'user', 'viewer', 'ungranted', 'viewer_key', 'admin_key', 'job'] as const
const writers = ['owner', 'admin', 'user', 'ungranted', 'admin_key', 'job'] as const
const managers = ['owner', 'admin', 'admin_key'] as const
/** What the person `user` asked for. */
const ofUser = [...managers, 'user'] as const

/** Rows of the client; where they belong to a collection, of an open one. */
export const intended = {
  // The row of the client itself. It is created by the system.
  clients: { select: members, insert: null, update: managers, delete: ['owner'] },
  // Counted by triggers; its limits are the operator's to set. Of keys it is for those that are not limited.
  client_usage: { select: [...managers, 'viewer_key'], insert: null, update: null, delete: null },
  // The row of the person `user`.
  users: { select: members, insert: null, update: ['user'], delete: null },
  // The membership of the person `user`, who may also end it.
  client_members: { select: members, insert: null, update: managers, delete: [...managers, 'user'] },
  // A key is no person, and so may not invite. Revoked, never deleted.
  invitations: { select: managers, insert: ['owner', 'admin'], update: managers, delete: null },
  // Written by triggers.
  audit_log: { select: managers, insert: null, update: null, delete: null },
  // Revoked, never deleted.
  api_keys: { select: managers, insert: managers, update: managers, delete: null },
  api_key_collections: { select: managers, insert: managers, update: null, delete: null },
  knowledge_bases: { select: members, insert: writers, update: writers, delete: writers },
  knowledge_collections: { select: members, insert: writers, update: writers, delete: writers },
  collection_grants: { select: members, insert: managers, update: null, delete: managers },
  documents: { select: members, insert: writers, update: writers, delete: writers },
  document_versions: { select: members, insert: writers, update: null, delete: null },
  document_chunks: { select: members, insert: writers, update: writers, delete: writers },
  document_chunk_embeddings: { select: members, insert: writers, update: null, delete: writers },
  collection_terms: { select: members, insert: ['job'], update: ['job'], delete: ['job'] },
  // Begins with its document, by a trigger; then it is the job's.
  ingestions: { select: members, insert: null, update: ['job'], delete: null },
  pending_embeddings: { select: members, insert: writers, update: writers, delete: writers },
  document_pages: { select: members, insert: writers, update: null, delete: writers },
  // Deleted by a trigger.
  ingestion_pages: { select: members, insert: writers, update: null, delete: null },
  // Written by triggers.
  document_removals: { select: members, insert: null, update: null, delete: null },
  document_usage_stats: { select: members, insert: members, update: members, delete: managers },
  // Its collection hides it.
  test_questions: { select: members, insert: writers, update: writers, delete: writers },
  agents: { select: members, insert: managers, update: managers, delete: managers },
  // Counted by a trigger; everybody sees their own.
  agent_usage: { select: ofUser, insert: null, update: null, delete: null },
  agent_budgets: { select: managers, insert: managers, update: managers, delete: managers },
  // What was published does not change.
  agent_versions: { select: members, insert: managers, update: null, delete: null },
  // Those of the person `user`: an answer quotes what others may not see. Admins see every collection.
  conversations: { select: [...ofUser, 'job'], insert: writers, update: ofUser, delete: ofUser },
  // A job ends those whose process is gone.
  agent_executions: { select: [...ofUser, 'job'], insert: writers, update: [...ofUser, 'job'], delete: managers },
  execution_events: { select: [...ofUser, 'job'], insert: [...ofUser, 'job'], update: null, delete: null },
  api_credentials: { select: managers, insert: managers, update: managers, delete: managers },
  // A secret goes in and does not come out. Of what is sent a tenant writes tests alone.
  webhook_endpoints: { select: managers, insert: managers, update: managers, delete: managers },
  webhook_deliveries: { select: managers, insert: managers, update: managers, delete: null },
  // What the person `user` has asked for; everybody writes their own.
  idempotency_keys: { select: ['user'], insert: members, update: ['user'], delete: ['user'] },
} as const satisfies Record<string, Intended>

const granted = ['owner', 'admin', 'user', 'viewer', 'admin_key', 'job'] as const
const grantedWriters = ['owner', 'admin', 'user', 'admin_key', 'job'] as const

/** The same for a restricted collection and what is in it. `user` and `viewer` have a grant; a key has none. */
export const intendedWhereRestricted = {
  // The knowledge base is there for everybody; a member who does not see all that is in it may not delete it.
  knowledge_bases: { select: members, insert: writers, update: writers, delete: grantedWriters },
  // To make a restricted one is for managers.
  knowledge_collections: { select: granted, insert: managers, update: grantedWriters, delete: grantedWriters },
  collection_grants: { select: granted, insert: managers, update: null, delete: managers },
  api_key_collections: { select: managers, insert: managers, update: null, delete: null },
  documents: { select: granted, insert: grantedWriters, update: grantedWriters, delete: grantedWriters },
  document_versions: { select: granted, insert: grantedWriters, update: null, delete: null },
  document_chunks: { select: granted, insert: grantedWriters, update: grantedWriters, delete: grantedWriters },
  document_chunk_embeddings: { select: granted, insert: grantedWriters, update: null, delete: grantedWriters },
  collection_terms: { select: granted, insert: ['job'], update: ['job'], delete: ['job'] },
  ingestions: { select: granted, insert: null, update: ['job'], delete: null },
  pending_embeddings: { select: granted, insert: grantedWriters, update: grantedWriters, delete: grantedWriters },
  document_pages: { select: granted, insert: grantedWriters, update: null, delete: grantedWriters },
  ingestion_pages: { select: granted, insert: grantedWriters, update: null, delete: null },
  document_removals: { select: granted, insert: null, update: null, delete: null },
  test_questions: { select: granted, insert: grantedWriters, update: grantedWriters, delete: grantedWriters },
  document_usage_stats: { select: granted, insert: granted, update: granted, delete: managers },
} as const satisfies Partial<Record<keyof typeof intended, Intended>>
