import type { RunSql } from './attack.ts'

/** Runs one statement of a transaction and gives its rows. */
type RunOne = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>

/** One transaction of a caller: committed with the end of `body`, rolled back when it throws. */
export type SqlSession = (body: (run: RunOne) => Promise<void>) => Promise<void>

class Undo extends Error {}

/** Statements of a caller, all of them rolled back. */
export function rolledBack(act: SqlSession): RunSql {
  return async (...statements) => {
    let rows: Record<string, unknown>[] = []
    try {
      await act(async (run) => {
        for (const statement of statements) rows = (await run(statement)) ?? []
        throw new Undo()
      })
    } catch (error) {
      if (error instanceof Undo) return { rows }
      const cause = error instanceof Error && error.cause ? error.cause : error
      if (!isOfDatabase(cause)) throw error
      return { rows: [], error: { code: cause.code, message: errorText(cause) } }
    }
    throw new Error('a transaction that was not undone')
  }
}

/** What Postgres says about a failed statement. */
interface DatabaseError extends Error {
  code: string
  severity: string
  detail?: string
  hint?: string
  where?: string
}

/** A connection that was lost has a code too, and proves nothing. */
export function isOfDatabase(error: unknown): error is DatabaseError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'severity' in error
}

/** All that a caller gets to read of an error. */
export function errorText({ message, detail, hint, where }: DatabaseError): string {
  return [message, detail, hint, where].join(' ')
}
