import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { inject } from 'vitest'
import type { Database } from '../../src/db/pool.ts'
import { queries } from '../../src/db/query.ts'
import { type Principal, withPerson } from '../../src/db/tenant.ts'
import type { Answer, Call, RunSql, SupabaseRequest, Target } from '../../src/isolation/isolation.ts'
import { asAdmin, type TestServer } from '../harness.ts'

/** Calls the API as somebody with a token, or as nobody. */
export function callAs(server: TestServer, token: string | undefined): Call {
  return async ({ method, path, headers, body }) => {
    const form = body instanceof FormData
    const response = await server.request(path, {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined || form ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
}

/** Waits until nothing of a client is being processed. */
export async function settled(client_id: string): Promise<void> {
  for (let i = 0; i < 600; i++) {
    const waiting = await asAdmin(
      `select 1 from documents where client_id = $1 and status in ('pending', 'processing') limit 1`,
      [client_id],
    )
    if (waiting.length === 0) return
    await sleep(100)
  }
  throw new Error('documents are still being processed')
}

class Undo extends Error {}

/** Runs statements as the server does for a principal, and rolls them back. */
export function runAs(database: Database, principal: Principal): RunSql {
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
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
      if (cause instanceof pg.DatabaseError)
        return { rows: [], error: { code: cause.code ?? '', message: said(cause) } }
      throw error
    }
    throw new Error('unreachable')
  }
}

export function said({ message, detail, hint, where }: pg.DatabaseError): string {
  return [message, detail, hint, where].join(' ')
}

/** Asks Supabase itself, with a key and a token or without. */
export function supabaseAs({ key, token }: { key?: string; token?: string }) {
  return async (request: SupabaseRequest): Promise<Answer> => {
    const { method, path, headers, body } = request
    const text = typeof body === 'string'
    const response = await fetch(`${inject('ground').supabase.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(key === undefined ? {} : { apikey: key }),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': text ? 'text/plain' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: text ? body : JSON.stringify(body) }),
    })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
}

/** What has no route yet: a row of each, with the target's text in it. */
export async function sowRows(client_id: string, user_id: string, { ids, canaries: [canary] }: Target): Promise<void> {
  const [document] = ids.documents ?? []
  await asAdmin(
    `with a as (insert into agents (client_id, name) values ($1, $3) returning id),
          e as (insert into agent_executions (client_id, agent_id, user_id, input)
                select $1, id, $2, jsonb_build_object('question', $3::text) from a),
          k as (insert into api_keys (client_id, name, key_hash, created_by) values ($1, $3, md5(random()::text), $2)),
          c as (insert into api_credentials (client_id, service_name, credential_type, encrypted_value)
                values ($1, $3, 'key', $3))
     insert into document_usage_stats (client_id, document_id, collection_id, agent_id)
     select $1, d.id, d.collection_id, null from documents d where d.client_id = $1 and d.id = $4`,
    [client_id, user_id, canary, document],
  )
}

/** The token that says who somebody is and is signed by nobody. */
export function unsigned(token: string): string {
  const [, payload] = token.split('.')
  return `${Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')}.${payload}.`
}
