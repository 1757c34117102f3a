import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Config } from '../config.ts'
import { type Database, openDatabase } from '../db/pool.ts'
import { queries } from '../db/query.ts'
import { rehearse, type Stage } from '../db/rehearse.ts'
import { type Principal, withPerson, withTenant } from '../db/tenant.ts'
import type { Services } from '../http/context.ts'
import {
  type Answer,
  type Call,
  type IsolationReport,
  type RunSql,
  runIsolationAttacks,
  sow,
  type Target,
} from '../isolation/isolation.ts'
import type { Logger } from '../telemetry/logger.ts'
import { rehearsalServices } from './rehearsal-services.ts'

export interface IsolationProof extends Omit<IsolationReport, 'outcomes'> {
  tables: number
  routes: number
  /** What leaked, and how. */
  found: { attack: string; why: string }[]
}

/** The server's routes over given services, and their description: start/ wires them. */
export type BuildApp = (services: Services) => {
  request(request: Request): Promise<Response>
  description: { paths?: object }
}

/**
 * Proves on a live install that no client reaches another: two clients with one of everything are made, and one goes
 * for the other by every route, table and function, all within one transaction that is rolled back. Needs no account,
 * leaves no row; on the embedded stack everybody else waits meanwhile.
 */
export async function proveIsolation(config: Config, logger: Logger, buildApp: BuildApp): Promise<IsolationProof> {
  const owner = openDatabase(config.supabase.dbDirectUrl, { ...config.database, poolSize: 1 }, logger)
  try {
    return await rehearse(owner, (stage) => prove(stage, config, logger, buildApp))
  } finally {
    await owner.close()
  }
}

async function prove(stage: Stage, config: Config, logger: Logger, buildApp: BuildApp): Promise<IsolationProof> {
  const { database } = stage
  const { services, settle } = rehearsalServices(database, config, logger)
  const app = buildApp(services)
  const callAs = callerOf(app.request)
  const people = await Promise.all(
    ['victim', 'colleague', 'stranger', 'nobody'].map((name) => createPerson(stage, name)),
  )
  const [victim, colleague, stranger, nobody] = people as [string, string, string, string]

  const sowClient = async (owner: string, member: string): Promise<Target> => {
    const made = await callAs(owner)(jsonRequest('/v1/clients', { name: 'Proof' }))
    const { id }: { id: string } = JSON.parse(made.text)
    await join(stage, id, member)
    const ids = { clients: [id], users: [member] }
    const target = await sow(app.description, callAs(owner), { ids, settle })
    target.ids.users = [owner, member]
    await sowRows(database, owner, target)
    return target
  }
  const target = await sowClient(victim, colleague)
  const { ids: own } = await sowClient(stranger, nobody)
  const person = (user_id: string): Principal => ({ kind: 'user', user_id })
  const report = await runIsolationAttacks({
    description: app.description,
    target,
    runAsOwner: runAs(database, person(victim)),
    api: [
      { name: 'owner of another client', call: callAs(stranger), own },
      { name: 'signed in as nobody', call: callAs(undefined), own: {} },
    ],
    sql: [
      { name: 'owner of another client', run: runAs(database, person(stranger)) },
      { name: 'job of another client', run: runAs(database, { kind: 'job', client_id: own.clients?.[0] ?? '' }) },
    ],
  })
  const { rows } = await runAs(
    database,
    person(victim),
  )(
    `select count(*)::int as tables from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not relispartition`,
  )
  const { attacks, leaks, outcomes } = report
  const found = outcomes.flatMap(({ attack, leaked, why = '' }) => (leaked ? [{ attack, why }] : []))
  const routes = Object.values(app.description.paths ?? {}).reduce((sum, path) => sum + Object.keys(path).length, 0)
  return { tables: Number(rows[0]?.tables), routes, attacks, leaks, found }
}

async function createPerson({ run }: Stage, name: string): Promise<string> {
  const id = randomUUID()
  await run('insert into auth.users (id, email) values ($1, $2)', [id, `${name}-${id}@proof.example`])
  return id
}

/** As an accepted invitation does, without a mail in between. */
async function join({ run }: Stage, client_id: string, user_id: string): Promise<void> {
  await run('set local role renum_system')
  await run(`insert into public.client_members (client_id, user_id, role) values ($1, $2, 'user')`, [
    client_id,
    user_id,
  ])
  await run(`update public.users set client_id = $1 where id = $2`, [client_id, user_id])
  await run('set local role none')
}

/** What has no route yet: a row of each, with the target's text in it. */
async function sowRows(database: Database, user_id: string, { ids, canaries: [canary = ''] }: Target): Promise<void> {
  const [document = null] = ids.documents ?? []
  const statements = [
    sql`insert into agents (name) values (${canary})`,
    sql`insert into agent_executions (agent_id, user_id, input)
        select id, ${user_id}::uuid, jsonb_build_object('question', ${canary}::text) from agents`,
    sql`insert into api_keys (name, key_hash) values (${canary}, ${randomUUID()})`,
    sql`insert into api_credentials (service_name, credential_type, encrypted_value) values (${canary}, 'key', ${canary})`,
    sql`insert into document_usage_stats (document_id, collection_id)
        select id, collection_id from documents where id = ${document}::uuid`,
  ]
  await withTenant(database, { kind: 'user', user_id }, async (tx) => {
    for (const statement of statements) await tx.run(statement.compile(queries))
  })
}

/** Calls the routes as somebody whose token is their id, or as nobody. */
function callerOf(request: (request: Request) => Promise<Response>) {
  return (token: string | undefined): Call =>
    async ({ method, path, headers, body }): Promise<Answer> => {
      const form = body instanceof FormData
      const sent = new Headers(headers)
      if (token !== undefined) sent.set('Authorization', `Bearer ${token}`)
      if (body !== undefined && !form) sent.set('Content-Type', 'application/json')
      const response = await request(
        new Request(`http://localhost${path}`, {
          method,
          headers: sent,
          ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
        }),
      )
      return { status: response.status, headers: response.headers, text: await response.text() }
    }
}

function jsonRequest(path: string, body: object) {
  return { method: 'POST', path, headers: {}, body, sent: '' }
}

class Undo extends Error {}

/** Runs statements as the server does for a principal, and rolls them back. */
function runAs(database: Database, principal: Principal): RunSql {
  return async (...statements) => {
    let rows: Record<string, unknown>[] = []
    try {
      await withPerson(database, principal, async (tx) => {
        for (const statement of statements) {
          rows = (await tx.run(sql.raw<Record<string, unknown>>(statement).compile(queries))) ?? []
        }
        throw new Undo()
      })
    } catch (error) {
      if (error instanceof Undo) return { rows }
      const cause: unknown = error instanceof Error && error.cause ? error.cause : error
      if (!(cause instanceof Error && 'code' in cause)) throw error
      const { detail = '', hint = '', where = '' } = cause as { detail?: string; hint?: string; where?: string }
      return { rows: [], error: { code: String(cause.code), message: [cause.message, detail, hint, where].join(' ') } }
    }
    throw new Error('a rehearsal that was not undone')
  }
}
