import { setTimeout as sleep } from 'node:timers/promises'
import { writeOwner } from '../data-folder/owner.ts'
import { StackFailedError } from '../errors.ts'
import type { StackConnection, StackEvent } from '../types.ts'
import { type ChildHandle, type Ready, spawnChild } from './child-handle.ts'
import type { ChildFailure, ChildSettings } from './protocol.ts'

const MAX_FAILURES = 5
/** A process that answered for this long did not fail at its start: a runaway statement may end it any number of times. */
const STEADY_MS = 1_500
const FIRST_PAUSE_MS = 100
/** Of a statement that is known to take long. */
const LONGEST_MS = 3_600_000

export interface SupervisorOptions {
  command: string
  settings: ChildSettings
  statementLimitMs: number
  onEvent: (event: StackEvent) => void
}

/** Keeps one database process alive: starts it again, on the same ports, whenever it ends on its own. */
export class Supervisor {
  readonly #options: SupervisorOptions
  readonly #startedAt = new Date().toISOString()
  #settings: ChildSettings
  #child: ChildHandle | null = null
  #connection: StackConnection | null = null
  #keeping: Promise<void> | null = null
  #stopping = false
  #restarts = 0

  constructor(options: SupervisorOptions) {
    this.#options = options
    this.#settings = options.settings
  }

  get connection(): StackConnection {
    if (!this.#connection) throw new Error('the stack has not started')
    return this.#connection
  }

  get restarts(): number {
    return this.#restarts
  }

  /** Starts the process. Returns null when it answers, or why it does not. */
  async start(): Promise<ChildFailure | null> {
    const child = await this.#spawn()
    const result = await child.started
    if ('failure' in result) {
      await child.stop()
      return result.failure
    }
    const { ready } = result
    // A restart must come back where clients look for it.
    this.#settings = { ...this.#settings, supabasePort: ready.supabasePort, dbPort: ready.dbPort }
    this.#connection = connectionOf(ready, this.#settings)
    await this.writeOwner(child.pid)
    this.#keeping ??= this.#keepAlive().catch((error: unknown) => this.#giveUp(String(error)))
    return null
  }

  async withoutLimit<T>(work: () => Promise<T>): Promise<T> {
    this.#child?.allow(LONGEST_MS)
    try {
      return await work()
    } finally {
      this.#child?.allow(this.#options.statementLimitMs)
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true
    await this.#child?.stop()
    await this.#keeping
  }

  async #spawn(): Promise<ChildHandle> {
    const { statementLimitMs, onEvent } = this.#options
    const child = spawnChild({ settings: this.#settings, statementLimitMs, onEvent })
    this.#child = child
    await this.writeOwner(child.pid)
    return child
  }

  async #keepAlive(): Promise<void> {
    let failures = 0
    while (!this.#stopping) {
      const begun = Date.now()
      const reason = (await this.#child?.ended) ?? ''
      if (this.#stopping) return
      failures = Date.now() - begun > STEADY_MS ? 0 : failures + 1
      if (failures > MAX_FAILURES) {
        this.#giveUp(`It ended ${failures} times in a row. Last: ${reason}`)
        return
      }
      this.#options.onEvent({ kind: 'restart', reason })
      this.#restarts += 1
      await sleep(FIRST_PAUSE_MS * 2 ** failures)
      if (this.#stopping) return
      const failure = await this.start()
      if (failure && !this.#stopping)
        this.#options.onEvent({ kind: 'log', message: `restart failed: ${JSON.stringify(failure)}` })
    }
  }

  #giveUp(reason: string): void {
    const error = new StackFailedError(`The embedded database is not started again. ${reason}`)
    this.#options.onEvent({ kind: 'failed', error })
  }

  /** Writes down who owns the folder, and which process has its database open. */
  async writeOwner(childPid: number | null): Promise<void> {
    await writeOwner(this.#settings.dataDir, {
      pid: process.pid,
      child_pid: childPid,
      command: this.#options.command,
      started_at: this.#startedAt,
      connection: this.#connection,
    })
  }
}

function connectionOf(ready: Ready, settings: ChildSettings): StackConnection {
  const { secrets } = settings
  return {
    supabase_url: ready.supabaseUrl,
    publishable_key: secrets.publishable_key,
    secret_key: secrets.secret_key,
    jwt_secret: secrets.jwt_secret,
    db_url: ready.dbUrl,
    data_dir: settings.dataDir,
    encryption_key: secrets.encryption_key,
  }
}
