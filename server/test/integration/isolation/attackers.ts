import { setTimeout as sleep } from 'node:timers/promises'
import { inject } from 'vitest'
import type { Database } from '../../../src/db/pool.ts'
import type { Principal } from '../../../src/db/tenant.ts'
import { tenantSqlSession } from '../../../src/doctor/tenant-sql-session.ts'
import {
  type Answer,
  type Call,
  type RunSql,
  rolledBack,
  type SupabaseRequest,
} from '../../../src/isolation/run-attacks.ts'
import { asAdmin, type TestServer } from '../../harness/harness.ts'

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
    return { status: response.status, headers: response.headers, text: await textOf(response) }
  }
}

/** What is answered; of an event stream what comes in a moment, in which it looks more than once. */
async function textOf(response: Response): Promise<string> {
  if (!response.body || !response.headers.get('Content-Type')?.startsWith('text/event-stream')) return response.text()
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  const moment = setTimeout(() => void reader.cancel(), 1_200)
  let text = ''
  for (let read = await reader.read(); !read.done; read = await reader.read()) text += read.value
  clearTimeout(moment)
  return text
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

/** Runs statements as the server does for a principal, and rolls them back. */
export function runAs(database: Database, principal: Principal): RunSql {
  return rolledBack(tenantSqlSession(database, principal))
}

/** Asks Supabase itself, with a key and a token or without. */
export function supabaseAs({ key, token }: { key?: string; token?: string }) {
  return async (request: SupabaseRequest): Promise<Answer> => {
    const { method, path, headers, body } = request
    const text = typeof body === 'string'
    const response = await fetch(`${inject('environment').supabase.url}${path}`, {
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

/** The token that says who somebody is and is signed by nobody. */
export function unsigned(token: string): string {
  const [, payload] = token.split('.')
  return `${Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')}.${payload}.`
}
