import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startStack } from '@renum/embedded'
import type { SupabaseOptions } from '@renum/embedded/supabase'
import pg from 'pg'
import type { SupabaseConfig } from '../server/src/config.ts'
import { probeConnection } from '../server/src/db/connection/probe-connection.ts'
import { type Database, openDatabase } from '../server/src/db/pool.ts'
import { migrateAll } from '../server/src/start/migrate.ts'
import { createLogger } from '../server/src/telemetry/logger.ts'

/** Requests of each side that are under way at any time, unless a benchmark says otherwise. */
export const connections = 16
/** Connections that a benchmark may have. */
const mostConnections = 32

const database = {
  poolSize: mostConnections,
  connectTimeoutMs: 10_000,
  waitMs: 0,
  poolMode: 'auto',
  strictLogin: false,
} as const

/** A migrated, empty database of the bench's own. */
export interface BenchEnvironment {
  name: string
  /** Renum's own pool, as the server opens it. */
  database: Database
  /** The same sessions without Renum: the login bypasses row security. Statements may be named where `named` is true. */
  bare: pg.Pool
  /** For a side that opens its own. */
  config: pg.ClientConfig
  named: boolean
  /** Auth and Storage over this database. */
  supabase: SupabaseConfig
}

/**
 * Runs `body` on the Postgres at `target`, in a database that is made for it and dropped, or on a fresh embedded stack.
 * The login of `target` must be allowed to create databases and to bypass row security.
 */
export async function withBenchEnvironment<T>(
  target: string | undefined,
  body: (environment: BenchEnvironment) => Promise<T>,
): Promise<T> {
  return target === undefined ? embedded(body) : native(target, body)
}

async function embedded<T>(body: (environment: BenchEnvironment) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'renum-bench-'))
  const ports = { supabasePort: 0, dbPort: 0, siteUrl: 'http://localhost' }
  const stack = await startStack({ ...ports, dataDir, statementLimitMs: 600_000, command: 'renum bench' })
  const { supabase_url: url, publishable_key: key, secret_key: serviceKey, jwt_secret: jwtSecret } = stack.connection
  try {
    return await onUrl('embedded', stack.connection.db_url, { url, key, serviceKey, jwtSecret }, body)
  } finally {
    await stack.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function native<T>(target: string, body: (environment: BenchEnvironment) => Promise<T>): Promise<T> {
  const name = `renum_bench_${randomBytes(6).toString('hex')}`
  const { config } = await probeConnection(target, database, createLogger('error'))
  const admin = new pg.Client(config)
  await admin.connect()
  try {
    await admin.query(`create database ${name}`)
    try {
      return await onServed(Object.assign(new URL(target), { pathname: `/${name}` }).toString(), body)
    } finally {
      await admin.query(`drop database ${name} with (force)`)
    }
  } finally {
    await admin.end()
  }
}

/** On a database that has no Supabase around it: Auth and Storage are the embedded stack's. */
async function onServed<T>(dbUrl: string, body: (environment: BenchEnvironment) => Promise<T>): Promise<T> {
  const storageDir = await mkdtemp(join(tmpdir(), 'renum-bench-'))
  const keys = { publishableKey: 'sb_publishable_bench', secretKey: 'sb_secret_bench' }
  const jwtSecret = randomBytes(32).toString('hex')
  const options: SupabaseOptions = { dbUrl, port: 0, siteUrl: 'http://localhost', storageDir, jwtSecret, ...keys }
  const served = fork(join(import.meta.dirname, 'supabase-process.ts'))
  const exited = once(served, 'exit')
  served.send(options)
  try {
    const [{ url }] = await once(served, 'message')
    return await onUrl('native', dbUrl, { url, key: keys.publishableKey, serviceKey: keys.secretKey, jwtSecret }, body)
  } finally {
    served.disconnect()
    await exited
    await rm(storageDir, { recursive: true, force: true })
  }
}

async function onUrl<T>(
  name: string,
  url: string,
  served: Omit<SupabaseConfig, 'dbUrl' | 'dbDirectUrl'>,
  body: (environment: BenchEnvironment) => Promise<T>,
): Promise<T> {
  const logger = createLogger('error')
  const supabase = { ...served, dbUrl: url, dbDirectUrl: url }
  await migrateAll({ supabase, database }, logger)
  const reached = await probeConnection(url, database, logger)
  const opened = openDatabase(reached, database, logger)
  const bare = new pg.Pool({ ...reached.config, max: mostConnections, pipeline: true })
  bare.on('error', () => {})
  try {
    return await body({ name, database: opened, bare, config: reached.config, named: reached.ownSessions, supabase })
  } finally {
    await Promise.all([opened.close(), bare.end()])
  }
}
