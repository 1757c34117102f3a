import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import pg from 'pg'
import { type Stack, type StackConnection, type StackOptions, startStack } from '../src/public.ts'

/** Runs `work` with a folder that is gone afterwards. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'renum-test-'))
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) }
}

export function start(dataDir: string, options: Partial<StackOptions> = {}): Promise<Stack> {
  return startStack({
    dataDir,
    supabasePort: 0,
    dbPort: 0,
    siteUrl: 'http://127.0.0.1:3000',
    command: 'vitest',
    ...options,
  })
}

export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(url)
  // A restart of the database under test ends connections; the query that waits gets the error too.
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Connects as soon as the database answers again. */
export async function connectAgain(url: string): Promise<pg.Client> {
  const deadline = Date.now() + 30_000
  for (;;) {
    try {
      return await connect(url)
    } catch (error) {
      if (Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

export function supabase(connection: StackConnection, key: string = connection.publishable_key): SupabaseClient {
  return createClient(connection.supabase_url, key, { auth: { persistSession: false, autoRefreshToken: false } })
}

let people = 0

/** A client of supabase-js that is signed in as a new person. */
export async function signUp(
  connection: StackConnection,
): Promise<{ client: SupabaseClient; id: string; token: string }> {
  const client = supabase(connection)
  people += 1
  const email = `person-${people}-${process.pid}@example.com`
  const { data, error } = await client.auth.signUp({ email, password: 'a long password' })
  if (error) throw error
  return { client, id: data.user?.id ?? '', token: data.session?.access_token ?? '' }
}
