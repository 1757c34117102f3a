import pg from 'pg'
import { createFairTurns, type FairTurns } from '../concurrency/fair-turns.ts'
import type { DatabaseConfig } from '../config.ts'
import type { Logger } from '../telemetry/logger.ts'
import { ClaimsCache } from './claims-cache.ts'
import { parseConnectionUrl } from './connection/connection-url.ts'
import { allowPreparedStatements, createStatementNames } from './connection/prepared-statements.ts'
import { type ProbedConnection, probeConnection } from './connection/probe-connection.ts'
import type { ReadQuery } from './connection/read-query.ts'
import { isPipelinedQuerySupported, pipelinedReadQuery } from './connection/read-query-pipelined.ts'
import { plainReadQuery } from './connection/read-query-plain.ts'
import { setSessionTimeouts } from './connection/session-timeouts.ts'

/** Key of the real pool inside a `Database`: only the files of db/ take it out. */
export const pool = Symbol('pool')

/** Key of what this process remembers of the database's decisions about who is asking. */
export const claimsCache = Symbol('claimsCache')

/** Key of the order in which connections are given out. */
export const turns = Symbol('turns')

/** Key of how a read is sent together with what says who is asking. */
export const readQuery = Symbol('queryOpened')

/** A connected database that only db/ can query: the way in is `withTenant`. */
export interface Database {
  readonly [pool]: pg.Pool
  /** Absent where nothing may be remembered: in a rehearsal, which is undone. */
  readonly [claimsCache]?: ClaimsCache
  readonly [readQuery]: ReadQuery
  /** Absent where one connection is all there is. */
  readonly [turns]?: ConnectionTurns
  close(): Promise<void>
}

interface ConnectionTurns extends FairTurns {
  /** How many connections one caller may hold, and one client. */
  readonly perCaller: number
  readonly perClient: number
}

/**
 * So that one caller, or one client, never holds all connections, and those of others are left when statements of theirs
 * wait for each other's locks.
 */
function createConnectionTurns(poolSize: number, timeoutMs: number): ConnectionTurns {
  const perCaller = Math.max(1, Math.floor(poolSize * 0.3))
  const perClient = Math.max(1, Math.floor(poolSize * 0.6))
  return { perCaller, perClient, ...createFairTurns({ places: poolSize, most: 200, timeoutMs }) }
}

/** `2026-11-22 18:40:31.123456+00` → `2026-11-22T18:40:31.123456Z`: RFC 3339, microseconds kept for cursors. */
function rfc3339(text: string): string {
  if (text.endsWith('+00') && text[10] === ' ') return `${text.slice(0, 10)}T${text.slice(11, -3)}Z`
  return text
    .replace(' ', 'T')
    .replace(/([+-]\d\d)(:\d\d)?$/, (_, hours: string, minutes?: string) =>
      hours === '+00' && !minutes ? 'Z' : `${hours}${minutes ?? ':00'}`,
    )
}

const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.TIMESTAMPTZ, rfc3339],
  // File sizes and counts: all below 2^53.
  [pg.types.builtins.INT8, Number],
])

/** A row looks the same in SQL, in TypeScript and on the wire. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ?? pg.types.getTypeParser(oid, format),
}

/**
 * Finds out how the database is to be spoken to, waits for it if need be, and opens it.
 *
 * @throws ConnectError with what is wrong: host, login, database, certificate, or no answer in time
 */
export async function connectDatabase(url: string, config: DatabaseConfig, logger: Logger): Promise<Database> {
  return openDatabase(await probeConnection(url, config, logger), config, logger)
}

/**
 * Opens a database that was reached before. A mere URL is spoken to the first way it allows, and nothing is named.
 *
 * @param reads how a read is sent together with what says who is asking
 */
export function openDatabase(
  reached: ProbedConnection | string,
  config: Pick<DatabaseConfig, 'poolSize' | 'connectTimeoutMs' | 'answerTimeoutMs'>,
  logger: Logger,
  reads: ReadQuery = chooseReadQuery(),
): Database {
  const { config: connection, ownSessions } = typeof reached === 'string' ? unasked(reached) : reached
  const naming = ownSessions ? createStatementNames() : null
  const pgPool = new pg.Pool({
    ...connection,
    max: config.poolSize,
    // Statements of a transaction leave without waiting for each other's answers: docs/decisions/0004.
    pipeline: true,
    types,
    connectionTimeoutMillis: config.connectTimeoutMs,
    idleTimeoutMillis: 30_000,
    application_name: 'renum',
    // A connection that a NAT or a pooler dropped without a word is noticed, instead of holding a request for ever.
    keepAlive: true,
    query_timeout: config.answerTimeoutMs ?? 60_000,
  })
  // A connection that the server closes says so twice, on itself and, idle, on the pool; without a listener either
  // would end the process. A statement that waits on it gets the error.
  pgPool.on('error', () => {})
  pgPool.on('connect', (client) => {
    client.on('error', (error) => logger.warn({ err: error }, 'database connection lost'))
    if (naming) {
      allowPreparedStatements(client, naming)
      setSessionTimeouts(client)
    }
  })
  return {
    [pool]: pgPool,
    [claimsCache]: new ClaimsCache(),
    [readQuery]: reads,
    [turns]: createConnectionTurns(config.poolSize, config.connectTimeoutMs),
    close: () => pgPool.end(),
  }
}

/** The pipelined way, where this version of node-postgres has what it is made of. */
export function chooseReadQuery(): ReadQuery {
  return isPipelinedQuerySupported() ? pipelinedReadQuery : plainReadQuery
}

function unasked(url: string): ProbedConnection {
  const { config, tls } = parseConnectionUrl(url)
  // Of several ways the one without TLS: whether the server offers any is not known.
  return { config: { ...config, ssl: tls.includes(null) ? false : (tls[0] ?? false) }, ownSessions: false }
}
