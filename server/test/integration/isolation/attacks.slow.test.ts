import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Database } from '../../../src/db/pool.ts'
import { scopes } from '../../../src/db/tenant.ts'
import { tenantSqlSession } from '../../../src/doctor/tenant-sql-session.ts'
import {
  type Outcome,
  runIsolationAttacks,
  seedTablesWithoutRoutes,
  seedTenant,
  type Target,
} from '../../../src/isolation/run-attacks.ts'
import {
  asAdmin,
  createKey,
  createMember,
  createOwner,
  createUser,
  openTestDatabase,
  startServer,
  type TestServer,
} from '../../harness/harness.ts'
import { callAs, runAs, settled, supabaseAs, unsigned } from './attackers.ts'

let server: TestServer
let database: Database
let description: object
const { supabase } = inject('environment')

beforeAll(async () => {
  server = await startServer()
  database = openTestDatabase()
  description = (await server.call('GET', '/openapi.json')).body
})
afterAll(async () => {
  await database.close()
  await server.close()
})

type Person = Awaited<ReturnType<typeof createOwner>>

async function sowClient(owner: Person): Promise<Target> {
  const member = await createMember(owner.client_id, 'user')
  const target = await seedTenant(description, callAs(server, owner.token), {
    ids: { clients: [owner.client_id], users: [member.id] },
    settle: () => settled(owner.client_id),
  })
  target.ids.users = [owner.id, member.id]
  await seedTablesWithoutRoutes({ owner: tenantSqlSession(database, owner.principal) }, target)
  return target
}

async function filesOf(target: Target): Promise<string[]> {
  const rows = await asAdmin<{ path: string }>(
    'select storage_path as path from document_versions where document_id = any ($1) order by created_at limit 2',
    [target.ids.documents],
  )
  return rows.map(({ path }) => path)
}

const leaked = (outcomes: Outcome[]) => outcomes.filter((outcome) => outcome.leaked)

describe('another client', () => {
  it('is not read, changed, counted or inferred, in any way that is known', async () => {
    const [victim, stranger, nobody] = [await createOwner(), await createOwner(), await createUser()]
    const target = await sowClient(victim)
    const { ids: own } = await sowClient(stranger)
    const viewer = await createMember(stranger.client_id, 'viewer')
    const key = await createKey(stranger, [...scopes])
    // Somebody of both, who acts for the victim: the other client may know the person, and not for whom they act.
    const both = await createMember(victim.client_id, 'user')
    await asAdmin(`insert into client_members (client_id, user_id, role) values ($1, $2, 'user')`, [
      stranger.client_id,
      both.id,
    ])
    const api = [
      { name: 'owner of another client', call: callAs(server, stranger.token), own },
      { name: 'viewer of another client', call: callAs(server, viewer.token), own },
      { name: 'key of another client', call: callAs(server, key.token), own },
      { name: 'signed in without a client', call: callAs(server, nobody.token), own },
      { name: 'signed in as nobody', call: callAs(server, undefined), own: {} },
      { name: 'with an unsigned token', call: callAs(server, unsigned(victim.token)), own: {} },
    ]
    const report = await runIsolationAttacks({
      description,
      target,
      runAsOwner: runAs(database, victim.principal),
      api,
      sql: [
        { name: 'owner of another client', run: runAs(database, stranger.principal) },
        { name: 'viewer of another client', run: runAs(database, viewer.principal) },
        { name: 'key of another client', run: runAs(database, key.principal) },
        { name: 'signed in without a client', run: runAs(database, nobody.principal) },
        { name: 'job of another client', run: runAs(database, { kind: 'job', client_id: stranger.client_id }) },
      ],
      supabase: {
        files: await filesOf(target),
        attackers: [
          { name: 'without a key', call: supabaseAs({}) },
          { name: 'publishable key', call: supabaseAs({ key: supabase.key }) },
          {
            name: 'owner of another client',
            call: supabaseAs({ key: supabase.key, token: stranger.token }),
            folder: stranger.client_id,
          },
          { name: 'signed in without a client', call: supabaseAs({ key: supabase.key, token: nobody.token }) },
          { name: 'with an unsigned token', call: supabaseAs({ key: supabase.key, token: unsigned(victim.token) }) },
        ],
      },
    })
    process.stdout.write(`isolation: ${JSON.stringify({ attacks: report.attacks, leaks: report.leaks })}\n`)
    expect(leaked(report.outcomes)).toEqual([])
    expect(report.attacks).toBeGreaterThanOrEqual(1_000)
  }, 600_000)
})

describe('a restricted collection', () => {
  it('is not there for members without a grant, in any way that is known', async () => {
    const owner = await createOwner()
    const granted = await createMember(owner.client_id, 'user')
    const call = callAs(server, owner.token)
    const settle = () => settled(owner.client_id)
    const { ids: own } = await seedTenant(description, call, { ids: { users: [granted.id] }, settle })
    const base = await server.call('POST', '/v1/knowledge-bases', { token: owner.token, body: { name: 'Reservada' } })
    const target = await seedTenant(description, call, {
      ids: { 'knowledge-bases': [base.body.id], users: [granted.id] },
      choices: { access: 'restricted' },
      below: true,
      settle,
    })
    // Its knowledge base and its people are everybody's to see.
    const { users: _, 'knowledge-bases': __, ...ids } = target.ids
    target.ids = ids
    await asAdmin(
      `insert into document_usage_stats (client_id, document_id, collection_id)
       select client_id, id, collection_id from documents where id = $1`,
      [ids.documents?.[0]],
    )
    await asAdmin(
      // Held, or the worker would say of it that nobody has such a model.
      `insert into pending_embeddings (client_id, document_id, collection_id, embedding_model, missing_count, held_until)
       select client_id, id, collection_id, $2, 1, now() + interval '1 day' from documents where id = $1`,
      [ids.documents?.[0], target.canaries[0]],
    )
    await asAdmin(
      `insert into ingestion_pages (client_id, document_id, collection_id, version_number, page, content)
       select client_id, id, collection_id, latest_version, 1, jsonb_build_object('seen', $2::text)
         from documents where id = $1`,
      [ids.documents?.[0], target.canaries[0]],
    )
    await asAdmin(
      `insert into document_pages (client_id, document_id, collection_id, version_number, page, width, height, text_start,
         text_end, lines)
       select client_id, id, collection_id, latest_version, 1, 1, 1, 0, 1, jsonb_build_array($2::text)
         from documents where id = $1`,
      [ids.documents?.[0], target.canaries[0]],
    )
    await asAdmin(
      `insert into document_removals (client_id, document_id, collection_id)
       select client_id, gen_random_uuid(), collection_id from documents where id = $1`,
      [ids.documents?.[0]],
    )
    const members = [await createMember(owner.client_id, 'user'), await createMember(owner.client_id, 'viewer')]
    // Made for all that is open, and for one collection alone.
    const collection_ids = own.collections?.slice(0, 1) ?? []
    const keys = [
      await createKey(owner, ['read', 'write', 'search']),
      await createKey(owner, ['read', 'write', 'search'], { collection_ids }),
    ]
    const without = [...members, ...keys]
    // What says that a key is for it is kept from them too.
    await createKey(owner, ['read'], { collection_ids: ids.collections ?? [] })
    const report = await runIsolationAttacks({
      description,
      target,
      runAsOwner: runAs(database, owner.principal),
      api: without.map(({ token }, i) => ({
        name: `member or key ${i} without a grant`,
        call: callAs(server, token),
        own,
      })),
      sql: without.map(({ principal }, i) => ({
        name: `member or key ${i} without a grant`,
        run: runAs(database, principal),
      })),
      supabase: {
        files: await filesOf(target),
        attackers: members.map(({ token }, i) => ({
          name: `member ${i} without a grant`,
          call: supabaseAs({ key: supabase.key, token }),
          folder: owner.client_id,
        })),
      },
    })
    process.stdout.write(
      `isolation within a client: ${JSON.stringify({ attacks: report.attacks, leaks: report.leaks })}\n`,
    )
    expect(leaked(report.outcomes)).toEqual([])
    expect(report.attacks).toBeGreaterThanOrEqual(500)
  }, 600_000)
})
