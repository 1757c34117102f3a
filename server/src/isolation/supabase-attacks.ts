import { type Answer, findTraces, type Outcome, type Target } from './attack.ts'
import type { Callable, Table } from './catalogue.ts'

/** A request to Supabase itself, past our API. */
export interface SupabaseRequest {
  method: string
  path: string
  headers?: Record<string, string>
  body?: unknown
}

/** An attacker with what anyone may have of Supabase: nothing, the publishable key, an account. */
export interface SupabaseAttacker {
  name: string
  call(request: SupabaseRequest): Promise<Answer>
  /** Folder that the attacker's own files are in. */
  folder?: string | undefined
}

const profiles = ['public', 'private', 'auth', 'storage', 'pgboss']

/**
 * Asks Supabase's Data API, GraphQL, Auth and Storage for what is the target's. Nothing of ours has a right in the Data
 * API, so that whatever succeeds there leaks.
 *
 * @param files the paths of the target's files in Storage
 */
export async function attackSupabase(
  attacker: SupabaseAttacker,
  { tables, functions }: { tables: Table[]; functions: Callable[] },
  target: Target,
  files: string[],
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const { leaks, ...request } of [
    ...dataRequests(tables, functions, target),
    ...storageRequests(files, attacker.folder ?? crypto.randomUUID()),
    ...otherRequests(tables, target),
  ]) {
    const { headers, ...answer } = await attacker.call(request)
    const sent = JSON.stringify(request)
    const traces = findTraces(`${answer.text} ${JSON.stringify([...headers])}`, target, sent)
    const leaked = traces.length > 0 || leaks(answer)
    outcomes.push({
      attack: `${attacker.name}: ${request.method} ${request.path}`,
      leaked,
      ...(leaked && { why: `${sent}: ${answer.status} ${answer.text.slice(0, 300)}` }),
    })
  }
  return outcomes
}

type Attack = SupabaseRequest & { leaks(answer: Pick<Answer, 'status' | 'text'>): boolean }

const anySuccess = ({ status }: Pick<Answer, 'status'>) => status < 300
/** A list may be answered, if there is nothing in it. */
const anythingIn = ({ status, text }: Pick<Answer, 'status' | 'text'>) =>
  status < 300 && !/^\s*(\[\]|\{\}|\{"hasNext":false,"folders":\[\],"objects":\[\]\})?\s*$/.test(text)

function dataRequests(tables: Table[], functions: Callable[], target: Target): Attack[] {
  const [client = ''] = target.ids.clients ?? target.ids.collections ?? []
  const wide = tables
    .filter(({ leaf }) => !leaf)
    .flatMap(({ name, columns }) => {
      const key = columns.some((column) => column.name === 'client_id') ? 'client_id' : 'id'
      const path = `/rest/v1/${name}`
      const where = `${path}?${key}=eq.${client}`
      return [
        { method: 'GET', path: `${path}?select=*` },
        { method: 'GET', path: where },
        { method: 'GET', path: `${path}?select=count` },
        { method: 'HEAD', path, headers: { Prefer: 'count=exact' } },
        { method: 'GET', path: `${path}?select=*,clients(*)` },
        { method: 'POST', path, body: { [key]: client } },
        {
          method: 'POST',
          path: `${path}?on_conflict=${key}`,
          headers: { Prefer: 'resolution=merge-duplicates' },
          body: [{ [key]: client }],
        },
        { method: 'PATCH', path: where, headers: { Prefer: 'return=representation' }, body: { [key]: client } },
        { method: 'DELETE', path: where, headers: { Prefer: 'return=representation' } },
      ]
    })
  const hidden = [
    ...tables.filter(({ leaf }) => leaf).map(({ name }) => ({ method: 'GET', path: `/rest/v1/${name}?select=*` })),
    ...['users', 'sessions', 'objects', 'buckets', 'job', 'schema_migrations'].flatMap((name) =>
      profiles.map((profile) => ({ method: 'GET', path: `/rest/v1/${name}`, headers: { 'Accept-Profile': profile } })),
    ),
  ]
  const called = functions.flatMap(({ name, arguments: given }) => {
    const [profile = '', called = ''] = name.split('.')
    const body = Object.fromEntries(
      given.map((argument) => [argument.name ?? '', argument.type === 'uuid' ? client : '1']),
    )
    return [profile, 'public'].map((schema) => ({
      method: 'POST',
      path: `/rest/v1/rpc/${called}`,
      headers: { 'Content-Profile': schema, 'Accept-Profile': schema },
      body,
    }))
  })
  return [...wide, ...hidden, ...called].map((request) => ({
    ...request,
    // Auth's and Storage's own tables keep their own rules.
    leaks: /users|sessions|objects|buckets/.test(request.path) && 'headers' in request ? anythingIn : anySuccess,
  }))
}

function storageRequests(files: string[], own: string): Attack[] {
  const of = (path: string) => {
    const object = '/storage/v1/object'
    const [folder = '', document = ''] = path.split('/')
    const copy = { bucketId: 'documents', sourceKey: path, destinationKey: `${own}/copy` }
    return [
      { method: 'GET', path: `${object}/documents/${path}` },
      { method: 'HEAD', path: `${object}/documents/${path}` },
      { method: 'GET', path: `${object}/authenticated/documents/${path}` },
      { method: 'GET', path: `${object}/public/documents/${path}` },
      { method: 'GET', path: `${object}/info/documents/${path}` },
      { method: 'GET', path: `${object}/info/authenticated/documents/${path}` },
      { method: 'GET', path: `${object}/info/public/documents/${path}` },
      { method: 'GET', path: `/storage/v1/render/image/authenticated/documents/${path}` },
      { method: 'GET', path: `${object}/documents/${own}/../${path}` },
      { method: 'GET', path: `${object}/documents/${own}%2F..%2F${path}` },
      { method: 'GET', path: `${object}/documents//${path}` },
      { method: 'GET', path: `${object}/documents/${path.toUpperCase()}` },
      { method: 'GET', path: `${object}/sign/documents/${path}?token=eyJhbGciOiJub25lIn0.eyJ1cmwiOiJ4In0.` },
      { method: 'POST', path: `${object}/sign/documents/${path}`, body: { expiresIn: 60 } },
      { method: 'POST', path: `${object}/sign/documents`, body: { expiresIn: 60, paths: [path] } },
      { method: 'POST', path: `${object}/upload/sign/documents/${path}`, headers: { 'x-upsert': 'true' } },
      { method: 'POST', path: `${object}/upload/sign/documents/${folder}/${document}/${crypto.randomUUID()}` },
      { method: 'POST', path: `${object}/documents/${path}`, headers: { 'x-upsert': 'true' }, body: 'x' },
      { method: 'PUT', path: `${object}/documents/${path}`, body: 'x' },
      { method: 'POST', path: `${object}/documents/${folder}/${document}/${crypto.randomUUID()}`, body: 'x' },
      { method: 'POST', path: `${object}/move`, body: copy },
      { method: 'POST', path: `${object}/copy`, body: copy },
      { method: 'POST', path: `${object}/copy`, body: { ...copy, sourceKey: `${own}/x`, destinationKey: path } },
      { method: 'DELETE', path: `${object}/documents/${path}` },
      { method: 'DELETE', path: `${object}/documents`, body: { prefixes: [path] } },
      ...['', folder, `${folder}/${document}`, path].flatMap((prefix) => [
        { method: 'POST', path: `${object}/list/documents`, body: { prefix, limit: 100 } },
        { method: 'POST', path: `${object}/list-v2/documents`, body: { prefix, limit: 100 } },
      ]),
    ].map((request) => ({
      ...request,
      // The root and the folder of the attacker's client may list the attacker's own files: ids tell which are not.
      leaks: [`"prefix":""`, `"prefix":"${own}"`].some((prefix) => JSON.stringify(request).includes(prefix))
        ? () => false
        : anythingIn,
    }))
  }
  return files.flatMap(of)
}

function otherRequests(tables: Table[], target: Target): Attack[] {
  const [user = crypto.randomUUID()] = target.ids.users ?? []
  const names = tables.filter(({ leaf }) => !leaf).map(({ name }) => `${name}Collection`)
  const graphql = names.map((name) => ({
    method: 'POST',
    path: '/graphql/v1',
    body: { query: `{ ${name} { edges { node { nodeId } } } }` },
    leaks: ({ text }: Pick<Answer, 'text'>) => /"edges"/.test(text),
  }))
  const closed = [
    { method: 'POST', path: '/graphql/v1', body: { query: '{ __schema { queryType { fields { name } } } }' } },
    { method: 'GET', path: '/auth/v1/admin/users' },
    { method: 'GET', path: `/auth/v1/admin/users/${user}` },
    { method: 'PUT', path: `/auth/v1/admin/users/${user}`, body: { email_confirm: true } },
    { method: 'DELETE', path: `/auth/v1/admin/users/${user}` },
    {
      method: 'POST',
      path: '/auth/v1/admin/generate_link',
      body: { type: 'magiclink', email: `${user}@test.example` },
    },
    { method: 'POST', path: '/auth/v1/invite', body: { email: `${user}@test.example` } },
    { method: 'GET', path: '/rest/v1/' },
    { method: 'GET', path: '/storage/v1/bucket' },
    { method: 'GET', path: '/storage/v1/bucket/documents' },
    { method: 'PUT', path: '/storage/v1/bucket/documents', body: { public: true } },
    { method: 'POST', path: '/storage/v1/bucket/documents/empty' },
    { method: 'DELETE', path: '/storage/v1/bucket/documents' },
    { method: 'GET', path: '/_system' },
    { method: 'GET', path: '/rest/v1/%2e%2e/%2e%2e/_system' },
    { method: 'GET', path: '/pg/query' },
    { method: 'GET', path: '/pg-meta/default/tables' },
  ].map((request) => ({ ...request, leaks: anythingIn }))
  return [
    ...graphql.map((attack) => ({
      ...attack,
      leaks: (answer: Pick<Answer, 'status' | 'text'>) => answer.status < 300 && attack.leaks(answer),
    })),
    ...closed.map((attack) =>
      attack.path === '/graphql/v1'
        ? { ...attack, leaks: ({ text }: Pick<Answer, 'text'>) => names.some((name) => text.includes(name)) }
        : attack,
    ),
  ]
}
