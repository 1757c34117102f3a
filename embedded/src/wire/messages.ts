/** The few messages of the Postgres wire protocol 3.0 that the login proxy speaks itself. */

export const startupCode = { cancel: 80877102, ssl: 80877103, gssEnc: 80877104 } as const

export const PROTOCOL_3_0 = 196608

/** Asks for a cleartext password. */
export const authenticationCleartextPassword = message('R', int32(3))

export const sync = message('S', Buffer.alloc(0))

/** A simple query; the server answers with one ReadyForQuery. */
export function query(sql: string): Buffer {
  return message('Q', cString(sql))
}

/** Prepares a statement without parameters. */
export function parse(name: string, sql: string): Buffer {
  return message('P', Buffer.concat([cString(name), cString(sql), Buffer.alloc(2)]))
}

/** Says that the server speaks 3.0 although the client asked for a later 3.x. */
export const negotiateProtocolVersion = message('v', Buffer.concat([int32(PROTOCOL_3_0), int32(0)]))

/** A fatal ErrorResponse with its SQLSTATE; the connection ends after it. */
export function fatalError(sqlState: string, text: string): Buffer {
  const fields = [`SFATAL`, `VFATAL`, `C${sqlState}`, `M${text}`].map(cString)
  return message('E', Buffer.concat([...fields, Buffer.from([0])]))
}

/** A startup message for one user of the one database. */
export function startup(user: string, database: string): Buffer {
  const parameters = ['user', user, 'database', database].map(cString)
  const body = Buffer.concat([int32(PROTOCOL_3_0), ...parameters, Buffer.from([0])])
  return Buffer.concat([int32(body.length + 4), body])
}

/** Parameters of a StartupMessage packet (length and protocol version included). */
export function readStartupParameters(packet: Buffer): Map<string, string> {
  const words = packet.subarray(8).toString('utf8').split('\0')
  const parameters = new Map<string, string>()
  for (let i = 0; i + 1 < words.length && words[i] !== ''; i += 2) {
    parameters.set(words[i] ?? '', words[i + 1] ?? '')
  }
  return parameters
}

function message(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body])
}

function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeInt32BE(value)
  return buffer
}

function cString(text: string): Buffer {
  return Buffer.from(`${text}\0`)
}
