import pg from 'pg'
import { Problem, type ProblemCode, quotaExceeded } from '../problems.ts'

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

const periods: Record<string, { pt: string; en: string }> = {
  day: { pt: 'dia', en: 'day' },
  month: { pt: 'mês', en: 'month' },
}

/** SQLSTATEs that are expected, as a problem. RNxxx are Renum's own, raised in supabase/migrations. */
const expectedErrors: Record<string, ProblemCode | ((error: pg.DatabaseError) => Problem)> = {
  RN001: 'unauthenticated',
  RN002: 'client_suspended',
  RN003: 'last_owner',
  RN004: (cause) => new Problem('not_a_member', { field: 'Renum-Client', cause }),
  RN005: 'account_banned',
  RN006: 'anonymous_refused',
  RN007: 'second_factor_required',
  RN010: 'embedding_models_differ',
  RN020: (cause) => new Problem('invitation_unknown', { field: 'token', cause }),
  RN021: 'invitation_for_another_address',
  RN022: 'invitation_used',
  RN023: 'invitation_revoked',
  RN024: 'invitation_expired',
  RN030: 'key_unknown',
  RN031: 'key_expired',
  RN032: 'key_revoked',
  RN033: (cause) => new Problem('more_scopes', { field: 'scopes', cause }),
  RN040: (cause) => quotaExceeded(cause.detail === 'documents' ? 'documents' : 'bytes', cause),
  RN041: 'sign_up_closed',
  RN042: 'sign_up_closed',
  RN043: (cause) =>
    new Problem('sole_owner', { params: { clients: JSON.parse(cause.detail ?? '[]').join(', ') }, cause }),
  RN044: (cause) => new Problem('too_many_clients', { params: { limit: Number(cause.detail) }, cause }),
  RN045: (cause) => new Problem('too_many_webhook_endpoints', { params: { limit: Number(cause.detail) }, cause }),
  RN046: (cause) => new Problem('too_many_test_questions', { params: { limit: Number(cause.detail) }, cause }),
  RN047: (cause) => new Problem('budget_reached', { params: { period: periods[cause.detail ?? ''] ?? '' }, cause }),
  // Not null, check, and values that a type does not take.
  '23502': invalidInput,
  '23514': invalidInput,
  '22001': invalidInput,
  '22P02': invalidInput,
  '22003': invalidInput,
  '22007': invalidInput,
  '22008': invalidInput,
  '22009': invalidInput,
  '22021': invalidInput,
  // U+0000 within JSON.
  '22P05': invalidInput,
  '23503': foreignKey,
  '23505': 'conflict',
  '42501': 'forbidden',
  '40001': 'busy',
  '40P01': 'busy',
  '55P03': 'busy',
  '57014': 'timed_out',
  // The login or its database is refused, or the server is full or stopping: for a caller the same as no database.
  '28000': 'database_unavailable',
  '28P01': 'database_unavailable',
  '3D000': 'database_unavailable',
  '53300': 'database_unavailable',
  '57P01': 'database_unavailable',
  '57P02': 'database_unavailable',
  '57P03': 'database_unavailable',
  '25P03': 'database_unavailable',
}

/**
 * A database error as the problem that the caller may see, or itself when it is not expected.
 */
export function fromDatabaseError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Problem) return error
  const cause = error
  if (error instanceof pg.DatabaseError) {
    const expected = expectedErrors[error.code ?? '']
    if (expected) return typeof expected === 'string' ? new Problem(expected, { cause }) : expected(error)
    return error.code?.startsWith('08') ? new Problem('database_unavailable', { cause }) : error
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

/** Either other rows hold on to this one, or this one points at a row that is not there, or not for this client. */
function foreignKey(error: pg.DatabaseError): Problem {
  const isReferenced = /still referenced/.test(error.detail ?? '')
  if (!isReferenced && /_encryption_key_fkey$/.test(error.constraint ?? '')) {
    return new Problem('encryption_key_retired', { cause: error })
  }
  return isReferenced
    ? new Problem('conflict', { cause: error })
    : new Problem('not_found', { ...fieldOf(error), cause: error })
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
