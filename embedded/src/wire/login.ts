import { createHash, timingSafeEqual } from 'node:crypto'
import type { MessageReader } from './message-reader.ts'
import {
  authenticationCleartextPassword,
  fatalError,
  negotiateProtocolVersion,
  PROTOCOL_3_0,
  readStartupParameters,
  startupCode,
} from './messages.ts'

export interface Credentials {
  user: string
  password: string
  database: string
}

/** `waiting` for more bytes, `open` after the right password, `closed` when the connection is over. */
export type LoginState = 'waiting' | 'open' | 'closed'

/**
 * The server's side of a connection's start: encryption requests, startup message, password.
 *
 * The password travels in clear text: the listener is on the loopback interface, where a process that can read the traffic
 * can also read the folder that the password is kept in. SCRAM would add a handshake and protect nothing.
 */
export class Login {
  readonly #credentials: Credentials
  readonly #write: (bytes: Buffer) => void
  #named: { user: string; database: string } | null = null

  constructor(credentials: Credentials, write: (bytes: Buffer) => void) {
    this.#credentials = credentials
    this.#write = write
  }

  /** Reads on from `reader` until the login is decided or more bytes are needed. */
  advance(reader: MessageReader): LoginState {
    for (;;) {
      const packet = this.#named ? reader.take() : reader.takeUntyped()
      if (!packet) return 'waiting'
      const state = this.#named ? this.#checkPassword(packet, this.#named) : this.#readStartup(packet)
      if (state !== 'waiting') return state
    }
  }

  #readStartup(packet: Buffer): LoginState {
    if (packet.length < 8) return 'closed'
    const code = packet.readInt32BE(4)
    if (code === startupCode.ssl || code === startupCode.gssEnc) {
      this.#write(Buffer.from('N'))
      return 'waiting'
    }
    // PGlite has no backend to signal, and the protocol wants no answer.
    if (code === startupCode.cancel) return 'closed'
    if (code >> 16 !== 3) return this.#refuse('0A000', 'unsupported frontend protocol')
    if (code !== PROTOCOL_3_0) this.#write(negotiateProtocolVersion)
    const parameters = readStartupParameters(packet)
    const user = parameters.get('user') ?? ''
    this.#named = { user, database: parameters.get('database') || user }
    this.#write(authenticationCleartextPassword)
    return 'waiting'
  }

  #checkPassword(packet: Buffer, named: { user: string; database: string }): LoginState {
    if (packet[0] !== 0x70) return this.#refuse('08P01', 'expected a password')
    const password = packet.subarray(5, -1).toString('utf8')
    const { user, password: expected, database } = this.#credentials
    // Both are compared, so that the time taken does not tell which one was wrong.
    const matches = [equal(named.user, user), equal(password, expected)]
    if (matches.includes(false)) {
      return this.#refuse('28P01', `password authentication failed for user "${named.user}"`)
    }
    if (named.database !== database) return this.#refuse('3D000', `database "${named.database}" does not exist`)
    return 'open'
  }

  #refuse(sqlState: string, text: string): LoginState {
    this.#write(fatalError(sqlState, text))
    return 'closed'
  }
}

function equal(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}
