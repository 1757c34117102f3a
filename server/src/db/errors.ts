import pg from 'pg'
import { Problem } from '../problems.ts'

const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ETIMEDOUT', 'ENOENT'])

/**
 * A database error as the problem that the caller may see, or itself when nobody expected it.
 * SQLSTATEs RNxxx are Renum's own, raised in supabase/migrations.
 */
export function fromDatabaseError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Problem) return error
  const cause = error
  if (error instanceof pg.DatabaseError) {
    switch (error.code) {
      case 'RN001':
        return new Problem('unauthenticated', { cause })
      case 'RN002':
        return new Problem('client_suspended', { cause })
      case 'RN003':
        return new Problem('last_owner', { cause })
      case 'RN010':
        return new Problem('embedding_models_differ', { cause })
      case '23505':
        return new Problem('conflict', { cause })
      case '23503':
        // Points at a row that is not there, or not there for this client: the same answer for both.
        return new Problem('not_found', withField(error, cause))
      case '23502':
      case '23514':
      case '22001':
      case '22P02':
      case '22003':
      case '22021':
        return new Problem('invalid_input', { ...withField(error, cause), params: { reason: reasonOf(error) } })
      case '42501':
        return new Problem('forbidden', { cause })
      case '57014':
        return new Problem('timed_out', { cause })
      // The login or its database is refused: for a caller the same as no database, the cause says which.
      case '28000':
      case '28P01':
      case '3D000':
      case '53300':
      case '57P01':
      case '57P02':
      case '57P03':
        return new Problem('database_unavailable', { cause })
      default:
        return error.code?.startsWith('08') ? new Problem('database_unavailable', { cause }) : error
    }
  }
  const code = 'code' in error ? String(error.code) : ''
  if (unreachable.has(code) || /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)) {
    return new Problem('database_unavailable', { cause })
  }
  return error
}

/** `documents_name_check` on `documents` is about `name`: constraints are named so. */
function fieldOf(error: pg.DatabaseError): string | undefined {
  if (error.column) return error.column
  const { table, constraint } = error
  // A partition reports its own name.
  const stem = table?.replace(/_\d\d$/, '')
  if (!stem || !constraint?.startsWith(`${stem}_`)) return undefined
  return constraint
    .slice(stem.length + 1)
    .replace(/_(check|key)$/, '')
    .replace(/_fkey$/, '_id')
}

function withField(error: pg.DatabaseError, cause: Error): { field?: string; cause: Error } {
  const field = fieldOf(error)
  return field ? { field, cause } : { cause }
}

function reasonOf(error: pg.DatabaseError): string {
  return fieldOf(error) ?? error.code ?? 'value'
}
