import type { Language } from '../../problems.ts'

/** Why no connection to the database comes about. `unreachable` may pass; the others need a person to correct them. */
export type ConnectFault =
  | 'unreachable'
  | 'host'
  | 'login'
  | 'database'
  | 'certificate'
  | 'tls_required'
  | 'no_tls'
  | 'sslmode'
  | 'sessions'

/** No connection, and why, for the operator. Holds no secret. */
export class ConnectError extends Error {
  readonly fault: ConnectFault
  readonly text: Record<Language, string>

  constructor(fault: ConnectFault, text: Record<Language, string>, options?: ErrorOptions) {
    super(text.en, options)
    this.name = 'ConnectError'
    this.fault = fault
    this.text = text
  }
}

const codes: Record<string, ConnectFault> = {
  '28000': 'login',
  '28P01': 'login',
  '3D000': 'database',
  ENOTFOUND: 'host',
}

/** What went wrong, told by Postgres, a pooler or Node; null for an error that no connection attempt makes. */
function faultOf(code: string, message: string): ConnectFault | null {
  if (/does not support SSL|error establishing an SSL/i.test(message)) return 'no_tls'
  if (/no encryption|SSL (off|required)|SSL connection is required/i.test(message)) return 'tls_required'
  if (/CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|ERR_(TLS|SSL|OSSL)|EPROTO/.test(code)) return 'certificate'
  const known = codes[code]
  if (known) return known
  // PgBouncer and Supavisor have words, and no code that says it.
  if (/authentication failed|no such user|tenant or user not found|must be a string/i.test(message)) return 'login'
  if (/no such database|database "[^"]*" does not exist/i.test(message)) return 'database'
  if (/^(E[A-Z_]+|08...|57P0.|53...)$/.test(code)) return 'unreachable'
  return /terminated|timeout/i.test(message) ? 'unreachable' : null
}

/** An error of a connection attempt as a ConnectError, or itself. */
export function explainConnect(error: unknown, where: string): unknown {
  if (!(error instanceof Error) || error instanceof ConnectError) return error
  // Node tries every address of a name and tells of all.
  const first = error instanceof AggregateError ? (error.errors[0] ?? error) : error
  const { message } = first
  const fault = faultOf('code' in first ? String(first.code) : '', message)
  if (fault === null) return error
  const [pt, en] = words[fault]
  return new ConnectError(
    fault,
    { pt: `${pt} (${where}): ${message}`, en: `${en} (${where}): ${message}` },
    { cause: error },
  )
}

const words: Record<ConnectFault, [pt: string, en: string]> = {
  unreachable: ['O banco de dados não responde', 'The database does not answer'],
  host: ['O servidor do banco de dados não existe', 'The host of the database does not exist'],
  login: ['O banco de dados recusou o usuário ou a senha', 'The database refused the user or the password'],
  database: ['O banco de dados com esse nome não existe', 'There is no database of that name'],
  certificate: [
    'O certificado do banco de dados não é de confiança; confira sslrootcert e o nome do servidor',
    'The certificate of the database is not to be trusted; check sslrootcert and the host name',
  ],
  tls_required: [
    'O banco de dados só aceita este usuário com TLS; use sslmode=verify-full ou require',
    'The database wants TLS for this user; use sslmode=verify-full or require',
  ],
  no_tls: ['O banco de dados não oferece TLS, e sslmode o exige', 'The database offers no TLS, and sslmode demands it'],
  sslmode: ['sslmode', 'sslmode'],
  sessions: ['sessões', 'sessions'],
}
