import pg from 'pg'
import { Problem, quotaExceeded } from '../problems.ts'

const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENOENT',
])
/** node-postgres has words for these, and no code. Of `Query read timeout` it is not known whether it was run. */
const lost =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Query read timeout)/

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
      case 'RN020':
        return new Problem('invitation_unknown', { field: 'token', cause })
      case 'RN021':
        return new Problem('invitation_for_another_address', { cause })
      case 'RN022':
        return new Problem('invitation_used', { cause })
      case 'RN023':
        return new Problem('invitation_revoked', { cause })
      case 'RN024':
        return new Problem('invitation_expired', { cause })
      case 'RN030':
        return new Problem('key_unknown', { cause })
      case 'RN031':
        return new Problem('key_expired', { cause })
      case 'RN032':
        return new Problem('key_revoked', { cause })
      case 'RN033':
        return new Problem('more_scopes', { field: 'scopes', cause })
      case 'RN040':
        return quotaExceeded(error.detail === 'documents' ? 'documents' : 'bytes', cause)
      case 'RN041':
      case 'RN042':
        return new Problem('sign_up_closed', { cause })
      case 'RN043':
        return new Problem('sole_owner', { params: { clients: JSON.parse(error.detail ?? '[]').join(', ') }, cause })
      case 'RN044':
        return new Problem('too_many_clients', { params: { limit: Number(error.detail) }, cause })
      case 'RN010':
        return new Problem('embedding_models_differ', { cause })
      case '23505':
        return new Problem('conflict', { cause })
      case '23503':
        if (/_encryption_key_fkey$/.test(error.constraint ?? '') && !/still referenced/.test(error.detail ?? '')) {
          return new Problem('encryption_key_retired', { cause })
        }
        // Either other rows hold on to this one, or this one points at a row that is not there, or not for this client.
        return /still referenced/.test(error.detail ?? '')
          ? new Problem('conflict', { cause })
          : new Problem('not_found', { ...fieldOf(error), cause })
      case '23502':
      case '23514':
      case '22001':
      case '22P02':
      case '22003':
      case '22007':
      case '22008':
      case '22009':
      case '22021':
        return invalidInput(error)
      case '42501':
        return new Problem('forbidden', { cause })
      case '40001':
      case '40P01':
        return new Problem('busy', { cause })
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
      case '25P03':
        return new Problem('database_unavailable', { cause })
      default:
        return error.code?.startsWith('08') ? new Problem('database_unavailable', { cause }) : error
    }
  }
  return isLost(error) ? new Problem('database_unavailable', { cause }) : error
}

/** There is no connection, or it is of no more use: what Postgres itself says is something else. */
export function isLost(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof pg.DatabaseError) return false
  const code = 'code' in error ? String(error.code) : ''
  return unreachable.has(code) || lost.test(error.message) || isCertificateError(code)
}

/** `documents_name_check` on `documents` is about `name`: constraints are named so. */
function fieldOf(error: pg.DatabaseError): { field?: string } {
  if (error.column) return { field: error.column }
  const { table, constraint } = error
  // A partition reports its own name.
  const stem = table?.replace(/_\d\d$/, '')
  if (!stem || !constraint?.startsWith(`${stem}_`)) return {}
  const name = constraint.slice(stem.length + 1)
  return { field: name.replace(/_(check|key)$/, '').replace(/_fkey$/, '_id') }
}

function invalidInput(error: pg.DatabaseError): Problem {
  const { field } = fieldOf(error)
  const name = field === undefined ? '' : ` \`${field}\``
  const reason = {
    pt: `O banco de dados não aceita este valor${name && ` em${name}`}. Confira-o e envie de novo.`,
    en: `The database does not accept this value${name && ` in${name}`}. Check it and send it again.`,
  }
  return new Problem('invalid_input', { ...(field === undefined ? {} : { field }), params: { reason }, cause: error })
}

/** Node's names for a certificate that is not to be trusted: nothing was sent, so there is no database. */
function isCertificateError(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/.test(code)
}
