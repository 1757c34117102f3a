import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '../config.ts'
import { inRollbackSandbox, type Sandbox } from '../db/connection/rollback-sandbox.ts'
import { openDatabase } from '../db/pool.ts'
import type { Principal } from '../db/tenant.ts'
import {
  type Answer,
  type AttackBatches,
  type Call,
  type IsolationReport,
  type IsolationSetup,
  rolledBack,
  runIsolationAttacks,
  seedTablesWithoutRoutes,
  seedTenant,
  type Target,
} from '../isolation/run-attacks.ts'
import type { ApiServices } from '../services.ts'
import type { Logger } from '../telemetry/logger.ts'
import { sandboxServices } from './sandbox-services.ts'
import { tenantSqlSession } from './tenant-sql-session.ts'

export interface IsolationProof extends Omit<IsolationReport, 'outcomes'> {
  tables: number
  routes: number
  /** What leaked, and how. */
  found: { attack: string; why: string }[]
}

/** The server's routes over given services, and their description: start/ wires them. */
export type BuildApp = (services: ApiServices) => {
  request(request: Request): Promise<Response>
  description: { paths?: object }
}

export interface ProofOptions {
  /**
   * For a database with one session for everybody, who would wait for the whole proof: how many ms of attacks a
   * transaction has. Each seeds its clients anew, and before the next one other requests are served.
   */
  goMs?: number
}

/**
 * Proves on a live install that no client reaches another: two clients with one of everything are made, and one goes
 * for the other by every route, table and function, all within one transaction that is rolled back, or within several.
 * Needs no account, leaves no row.
 */
export async function proveIsolation(
  config: Config,
  logger: Logger,
  buildApp: BuildApp,
  { goMs = Number.POSITIVE_INFINITY }: ProofOptions = {},
): Promise<IsolationProof> {
  const owner = openDatabase(config.supabase.dbDirectUrl, { ...config.database, poolSize: 1 }, logger)
  const made: AttackBatches['made'] = new Map()
  try {
    for (;;) {
      const began = performance.now()
      const proof = await inRollbackSandbox(owner, (sandbox) =>
        prove(sandbox, config, logger, buildApp, { made, goMs }),
      )
      if (proof) return proof
      // A request is several transactions, and each would wait for another go.
      await sleep((performance.now() - began) / 4)
    }
  } finally {
    await owner.close()
  }
}

/** One go: nothing is given where there is more to do. */
async function prove(
  sandbox: Sandbox,
  config: Config,
  logger: Logger,
  buildApp: BuildApp,
  { made, goMs }: { made: AttackBatches['made']; goMs: number },
): Promise<IsolationProof | undefined> {
  const { database } = sandbox
  const { services, settle } = sandboxServices(database, config, logger)
  await registerKey(sandbox, services)
  await openSignUp(sandbox)
  const app = buildApp(services)
  const callAs = callerOf(app.request)
  const people = await Promise.all(
    ['victim', 'colleague', 'stranger', 'nobody'].map((name) => createPerson(sandbox, name)),
  )
  const [victim, colleague, stranger, nobody] = people as [string, string, string, string]

  const person = (user_id: string): Principal => ({ kind: 'user', user_id })
  const runAs = (principal: Principal) => rolledBack(tenantSqlSession(database, principal))

  const seedClient = async (owner: string, member: string): Promise<Target> => {
    const made = await callAs(owner)(jsonRequest('/v1/clients', { name: 'Proof' }))
    const { id }: { id: string } = JSON.parse(made.text)
    await join(sandbox, id, member)
    const ids = { clients: [id], users: [member] }
    const target = await seedTenant(app.description, callAs(owner), { ids, settle })
    target.ids.users = [owner, member]
    await seedTablesWithoutRoutes({ owner: tenantSqlSession(database, person(owner)) }, target)
    return target
  }
  const target = await seedClient(victim, colleague)
  const { ids: own } = await seedClient(stranger, nobody)
  const until = performance.now() + goMs
  const setup: IsolationSetup = {
    description: app.description,
    target,
    runAsOwner: runAs(person(victim)),
    api: [
      { name: 'owner of another client', call: callAs(stranger), own },
      { name: 'signed in as nobody', call: callAs(undefined), own: {} },
    ],
    sql: [
      { name: 'owner of another client', run: runAs(person(stranger)) },
      { name: 'job of another client', run: runAs({ kind: 'job', client_id: own.clients?.[0] ?? '' }) },
    ],
  }
  const report = await runIsolationAttacks(setup, { made, isOver: () => performance.now() >= until })
  if (!report) return undefined
  const { rows } = await runAs(person(victim))(
    `select count(*)::int as tables from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not relispartition`,
  )
  const { attacks, leaks, outcomes } = report
  const found = outcomes.flatMap(({ attack, leaked, why = '' }) => (leaked ? [{ attack, why }] : []))
  const routes = Object.values(app.description.paths ?? {}).reduce((sum, path) => sum + Object.keys(path).length, 0)
  return { tables: Number(rows[0]?.tables), routes, attacks, leaks, found }
}

async function createPerson({ run }: Sandbox, name: string): Promise<string> {
  const id = randomUUID()
  await run('insert into auth.users (id, email) values ($1, $2)', [id, `${name}-${id}@proof.example`])
  return id
}

/** The proof's people may create clients, whatever the install allows, until the sandbox is rolled back. */
async function openSignUp({ run }: Sandbox): Promise<void> {
  await run('set local role renum_system')
  await run(`update private.install_settings set sign_up = 'open'`)
  await run('set local role none')
}

/** So that values may be kept under it, until the sandbox is rolled back. */
async function registerKey({ run }: Sandbox, { keyring }: ApiServices): Promise<void> {
  await run('set local role renum_system')
  await run(`insert into private.encryption_keys (key_id, canary) values ($1, '')`, [keyring?.key_id])
  await run('set local role none')
}

/** As an accepted invitation does, without a mail in between. */
async function join({ run }: Sandbox, client_id: string, user_id: string): Promise<void> {
  await run('set local role renum_system')
  await run(`insert into public.client_members (client_id, user_id, role) values ($1, $2, 'user')`, [
    client_id,
    user_id,
  ])
  await run(`update public.users set client_id = $1 where id = $2`, [client_id, user_id])
  await run('set local role none')
}

/** Calls the routes as a user, whose token is their id, or without a token. */
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
