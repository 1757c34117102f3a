import type { Owner } from './data-folder/owner.ts'

/** Another living process owns the data folder. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError'
  readonly owner: Owner | null

  constructor(dataDir: string, owner: Owner | null) {
    const by = owner
      ? `process ${owner.pid} (${owner.command}, since ${owner.started_at}${owner.connection ? `, ${owner.connection.supabase_url}` : ''})`
      : 'another process that is just starting'
    super(`The data folder ${dataDir} is in use by ${by}. Stop it, or choose another folder with RENUM_DATA_DIR.`)
    this.owner = owner
  }
}

export type PortVariable = 'RENUM_SUPABASE_PORT' | 'RENUM_DB_PORT'

/** A port that the stack was told to listen on is taken. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError'
  readonly port: number
  readonly variable: PortVariable

  constructor(port: number, variable: PortVariable) {
    super(`Port ${port} is taken by another program. Choose another one with ${variable} (0 takes any free port).`)
    this.port = port
    this.variable = variable
  }
}

/** The stack could not be started, or did not stay up. */
export class StackFailedError extends Error {
  override readonly name = 'StackFailedError'
}

/** True if `error` carries this code (`EADDRINUSE`, `ENOENT`, a SQLSTATE). */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
