import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'
import { vector } from '@electric-sql/pglite-pgvector'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { markComplete, prepareDataFiles } from './data-folder/data-files.ts'
import { placeSocket } from './data-folder/socket-folder.ts'
import { type LoginProxy, openLoginProxy } from './wire/login-proxy.ts'
import { startup } from './wire/messages.ts'
import { mendSession } from './wire/session-repair.ts'

const MAX_CONNECTIONS = 100
const IDLE_IN_TRANSACTION_MS = 60_000

const databaseUser = 'postgres'
const databaseName = 'postgres'

export interface DatabaseOptions {
  dataDir: string
  port: number
  password: string
  /** PGlite can no longer be used; the process has to be replaced. */
  onBroken: (error: unknown) => void
}

export interface Database {
  readonly port: number
  /** Connection string with the password. */
  readonly url: string
  close(): Promise<void>
}

/**
 * Opens PGlite in the data folder and serves it to Postgres clients on 127.0.0.1.
 *
 * All clients share one session, a transaction at a time: it behaves like a pooler in transaction mode. What a client
 * leaves behind (SET without LOCAL, prepared statements, temporary tables) is discarded when it disconnects, and until
 * then seen by all. Session-level advisory locks exclude no one, and LISTEN hears nothing.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const files = await prepareDataFiles(options.dataDir, async (path) => (await openFiles(path)).close())
  const db = await openFiles(files)
  await markComplete(files)
  const greeting = Buffer.from(await db.execProtocolRaw(startup(databaseUser, databaseName)))
  const socket = await placeSocket(options.dataDir)
  const server = new PGLiteSocketServer({
    db: mendSession(db, options.onBroken),
    path: socket.path,
    // More than the login proxy lets in: a client that left keeps its inner connection until its transaction is rolled back.
    maxConnections: 2 * MAX_CONNECTIONS,
  })
  await server.start()
  const proxy = await openLoginProxy({
    port: options.port,
    credentials: { user: databaseUser, password: options.password, database: databaseName },
    socketPath: socket.path,
    greeting,
    maxConnections: MAX_CONNECTIONS,
    idleInTransactionMs: IDLE_IN_TRANSACTION_MS,
  })
  return {
    port: proxy.port,
    url: `postgresql://${databaseUser}:${options.password}@127.0.0.1:${proxy.port}/${databaseName}`,
    close: () => closeInOrder(proxy, server, db, socket.remove),
  }
}

function openFiles(path: string): Promise<PGlite> {
  return PGlite.create(path, {
    extensions: { vector, unaccent, pg_trgm, pgcrypto },
    startParams: startParameters(),
  })
}

/** PGlite's own parameters with the search path of Supabase's databases; given here, DISCARD ALL returns to them. */
function startParameters(): string[] {
  const searchPath = 'search_path="$user",public,extensions'
  const own = PGlite.defaultStartParams.map((word) => (word === 'search_path=public' ? searchPath : word))
  return [...own, '-c', 'timezone=UTC']
}

async function closeInOrder(
  proxy: LoginProxy,
  server: PGLiteSocketServer,
  db: PGlite,
  removeSocket: () => Promise<void>,
): Promise<void> {
  await proxy.close()
  await server.stop()
  await db.close()
  await removeSocket()
}
