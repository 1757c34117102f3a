import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { DatabaseConfig } from '../../config.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { ConnectError, explainConnect } from './connect-error.ts'
import { type ConnectionUrl, parseConnectionUrl, type Tls } from './connection-url.ts'

/** A database that answered, and how it is spoken to. */
export interface ProbedConnection {
  config: pg.ClientConfig
  /** Whether a session belongs to this process alone, so that statements may be named in it. */
  ownSessions: boolean
}

type ReachOptions = Pick<DatabaseConfig, 'connectTimeoutMs' | 'waitMs' | 'poolMode'>

/**
 * Connects once to find out how: with TLS or without, and whose the sessions are. A database that does not answer yet
 * is waited for, up to `waitMs`, with a line in the log for each attempt.
 *
 * @throws ConnectError
 */
export async function probeConnection(url: string, options: ReachOptions, logger: Logger): Promise<ProbedConnection> {
  const address = parseConnectionUrl(url)
  const { client, config } = await waitFor(address, options, logger)
  try {
    return { config, ownSessions: await ownSessions(address, client, config, options) }
  } catch (error) {
    throw explainConnect(error, address.where)
  } finally {
    await client.end()
  }
}

/** One connection, of the caller's to end. Raises ConnectError. */
export async function connectOnce(url: string, options: pg.ClientConfig): Promise<pg.Client> {
  const address = parseConnectionUrl(url)
  return (await connectAny(address, options)).client
}

async function waitFor(address: ConnectionUrl, options: ReachOptions, logger: Logger) {
  const deadline = performance.now() + options.waitMs
  for (let pause = 250; ; pause = Math.min(pause * 2, 4_000)) {
    try {
      return await connectAny(address, { connectionTimeoutMillis: options.connectTimeoutMs })
    } catch (error) {
      const left = deadline - performance.now()
      if (!(error instanceof ConnectError) || error.fault !== 'unreachable' || left <= 0) throw error
      const seconds = Math.ceil(left / 1000)
      logger.warn({ reason: error.message }, `waiting for the database, ${seconds} s more at most`)
      await sleep(Math.min(pause, left))
    }
  }
}

/** In the ways that sslmode allows, one after the other. What the first one said is what counts, unless TLS was it. */
async function connectAny(address: ConnectionUrl, options: pg.ClientConfig) {
  const failures: unknown[] = []
  for (const tls of address.tls) {
    const config = { ...address.config, ssl: tls ?? false, application_name: 'renum', ...options }
    const client = new pg.Client(config)
    // A waiting statement gets the error too; without a listener a lost connection would end the process.
    client.on('error', () => {})
    try {
      await client.connect()
      return { client, config: { ...address.config, ssl: tls ?? false } }
    } catch (error) {
      await client.end().catch(() => {})
      const failure = explainConnect(error, address.where)
      failures.push(failure)
      if (!mayTryAnother(failure, tls)) throw failure
    }
  }
  throw failures.at(-1)
}

/** As libpq: without TLS where the server has none or wants none, with TLS where it insists. */
function mayTryAnother(failure: unknown, tls: Tls): boolean {
  if (!(failure instanceof ConnectError)) return false
  const { fault } = failure
  return tls === null ? fault === 'tls_required' : fault === 'no_tls' || fault === 'login' || fault === 'certificate'
}

/**
 * Whether a session belongs to its connection alone. A server's own backend says the same process id in its greeting and
 * in a query, and two connections are two of them; a pooler greets with a number of its own, and the embedded stack has
 * one backend for all. Whatever cannot be told apart counts as a transaction pooler.
 */
async function ownSessions(address: ConnectionUrl, first: pg.Client, config: pg.ClientConfig, options: ReachOptions) {
  if (options.poolMode === 'transaction') return false
  const known = options.poolMode === 'session' ? 'own' : address.sessions
  if (known === 'pooled') return false
  const before = await backendOf(first)
  const second = new pg.Client({ ...config, connectionTimeoutMillis: options.connectTimeoutMs })
  second.on('error', () => {})
  await second.connect()
  try {
    // The first one is idle: a transaction pooler hands its backend on, and another one to it afterwards.
    await second.query('begin')
    const other = await backendOf(second)
    const shared = other.pid === before.pid || (await backendOf(first)).pid !== before.pid
    await second.query('rollback')
    if (shared && options.poolMode === 'session') throw notOwn(address.where)
    return !shared && (known === 'own' || (before.greeted && other.greeted))
  } finally {
    await second.end()
  }
}

async function backendOf(client: pg.Client): Promise<{ pid: number; greeted: boolean }> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const pid = rows[0]?.pid ?? 0
  return { pid, greeted: 'processID' in client && client.processID === pid }
}

function notOwn(where: string): ConnectError {
  return new ConnectError('sessions', {
    pt: `RENUM_DB_POOL_MODE=session, mas ${where} troca as sessões entre conexões: é um pooler de transações`,
    en: `RENUM_DB_POOL_MODE=session, but ${where} swaps sessions between connections: it is a transaction pooler`,
  })
}
