import { join } from 'node:path'
import { takeLock } from '../data-folder/lock.ts'
import { lockFiles } from '../data-folder/owner.ts'
import { type Database, openDatabase } from '../database.ts'
import { hasCode, type PortVariable } from '../errors.ts'
import { checkFree } from '../ports.ts'
import { type ServedSupabase, serveSupabase } from '../supabase.ts'
import { type VacuumSchedule, vacuumChangedTables } from '../vacuum.ts'
import { BEAT_MS, type ChildFailure, type ChildSettings, type FromChild, type ToChild } from './protocol.ts'

/** A process whose parent was killed closes its database within this time, unless it is stuck in a statement. */
const LOCK_WAIT_MS = 4_000

let database: Database | null = null
let supabase: ServedSupabase | null = null
let vacuums: VacuumSchedule | null = null
let closing = false

// Ctrl-C reaches the whole process group, and a service manager's SIGTERM all processes: the parent decides when the
// database stops.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => tell({ kind: 'terminated' }))
process.on('SIGHUP', () => {})
process.on('disconnect', () => void closeAndExit())
process.on('message', (message: ToChild) => {
  if (message.kind === 'start') void start(message.settings)
  else void closeAndExit()
})
process.on('unhandledRejection', giveUp)
process.on('uncaughtException', giveUp)

async function start(settings: ChildSettings): Promise<void> {
  setInterval(() => tell({ kind: 'beat' }), BEAT_MS)
  const lock = takeLock(join(settings.dataDir, lockFiles.database), LOCK_WAIT_MS)
  if (!lock) return fail({ reason: 'locked' })
  try {
    await listeningOn(settings.dbPort, 'RENUM_DB_PORT', () => checkFree(settings.dbPort))
    await listeningOn(settings.supabasePort, 'RENUM_SUPABASE_PORT', () => checkFree(settings.supabasePort))
    database = await listeningOn(settings.dbPort, 'RENUM_DB_PORT', () =>
      openDatabase({
        dataDir: settings.dataDir,
        port: settings.dbPort,
        password: settings.secrets.db_password,
        onBroken: giveUp,
      }),
    )
    const { url: dbUrl, port: dbPort } = database
    supabase = await listeningOn(settings.supabasePort, 'RENUM_SUPABASE_PORT', () =>
      serveSupabase({
        dbUrl,
        port: settings.supabasePort,
        siteUrl: settings.siteUrl,
        smtpUrl: settings.smtpUrl,
        trustProxy: settings.trustProxy,
        storageDir: join(settings.dataDir, 'storage'),
        publishableKey: settings.secrets.publishable_key,
        secretKey: settings.secrets.secret_key,
        jwtSecret: settings.secrets.jwt_secret,
        onMail: (mail) => tell(mail),
      }),
    )
    vacuums = vacuumChangedTables(dbUrl)
    tell({ kind: 'ready', supabaseUrl: supabase.url, supabasePort: supabase.port, dbUrl, dbPort })
  } catch (error) {
    fail(failureOf(error))
  }
}

class PortTaken extends Error {
  readonly failure: ChildFailure

  constructor(port: number, variable: PortVariable) {
    super(`port ${port} is taken`)
    this.failure = { reason: 'port_in_use', port, variable }
  }
}

async function listeningOn<T>(port: number, variable: PortVariable, open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    throw hasCode(error, 'EADDRINUSE') ? new PortTaken(port, variable) : error
  }
}

function failureOf(error: unknown): ChildFailure {
  if (error instanceof PortTaken) return error.failure
  return { reason: 'other', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

function fail(failure: ChildFailure): void {
  tell({ kind: 'failed', failure }, () => void closeAndExit())
}

/** The database may be in any state: leave at once, what was committed is in its files. */
function giveUp(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
}

async function closeAndExit(): Promise<void> {
  if (closing) return
  closing = true
  await vacuums?.stop()
  await supabase?.stop()
  await database?.close()
  process.exit(0)
}

function tell(message: FromChild, then: () => void = () => {}): void {
  if (process.connected) process.send?.(message, then)
  else then()
}
