import { connect, type Socket } from 'node:net'
import { refuseCopy } from './copy-refusal.ts'
import { type Credentials, Login } from './login.ts'
import { MessageReader } from './message-reader.ts'
import { fatalError, query, sync } from './messages.ts'
import { SessionState } from './session-state.ts'

/** A client gets this long to log in. */
const LOGIN_MS = 5_000

export interface GateConnectionOptions {
  credentials: Credentials
  /** Unix socket of PGlite's own server. */
  socketPath: string
  /** What PGlite answers to a startup message, up to and with ReadyForQuery. */
  greeting: Buffer
  /** A client that sits idle inside a transaction blocks everybody; after this long it is disconnected. */
  idleInTransactionMs: number
}

/** As Postgres has it: who has not said the password may not make us hold more. */
const LONGEST_LOGIN = 10_000

/**
 * One client of the login proxy: checks its password, then hands whole messages to PGlite's socket server and the answers back.
 *
 * When the client leaves, in whatever state, its transaction is rolled back and the shared session is cleaned *before*
 * the inner connection ends. PGlite's server would see to it only if the client's last message had already been run,
 * and would leave the session waiting for a Sync that never comes.
 */
export class GateConnection {
  readonly #client: Socket
  readonly #options: GateConnectionOptions
  readonly #reader = new MessageReader(LONGEST_LOGIN)
  readonly #answers = new MessageReader()
  readonly #state = new SessionState()
  readonly #login: Login
  #inner: Socket | null = null
  #timer: NodeJS.Timeout | undefined
  #leaving = false

  constructor(client: Socket, options: GateConnectionOptions, onEnd: () => void) {
    this.#client = client
    this.#options = options
    this.#login = new Login(options.credentials, (bytes) => client.write(bytes))
    client.setNoDelay(true)
    client.on('data', (chunk) => this.#fromClient(chunk))
    client.on('error', () => this.#leave())
    client.on('end', () => this.#leave())
    client.on('close', () => {
      this.#leave()
      onEnd()
    })
    this.#timer = setTimeout(() => this.#leave(), LOGIN_MS)
  }

  /** Whether the password was right. */
  get isOpen(): boolean {
    return this.#inner !== null
  }

  /** Ends the connection with an error that its client can read. */
  end(sqlState: string, text: string): void {
    if (this.#client.writable) this.#client.write(fatalError(sqlState, text))
    this.#leave()
  }

  /** Cuts off a client that does not read what it was sent. */
  destroy(): void {
    this.#client.destroy()
  }

  #fromClient(chunk: Buffer): void {
    if (this.#leaving) return
    try {
      this.#reader.push(chunk)
      this.#inner ??= this.#logIn()
      if (this.#inner) this.#forwardMessages(this.#inner)
    } catch (error) {
      this.end('08P01', error instanceof Error ? error.message : 'unreadable message')
    }
  }

  #logIn(): Socket | null {
    const state = this.#login.advance(this.#reader)
    if (state === 'waiting') return null
    clearTimeout(this.#timer)
    this.#reader.allowLongMessages()
    if (state === 'closed') {
      this.#leave()
      return null
    }
    const inner = connect(this.#options.socketPath)
    inner.on('data', (bytes) => this.#fromDatabase(bytes))
    inner.on('error', () => this.#innerClosed())
    inner.on('close', () => this.#innerClosed())
    this.#client.write(this.#options.greeting)
    return inner
  }

  #forwardMessages(inner: Socket): void {
    for (let message = this.#reader.take(); message; message = this.#reader.take()) {
      if (message[0] === 0x58) {
        this.#leave()
        return
      }
      this.#state.sent(message)
      inner.write(refuseCopy(message))
    }
    this.#watchIdleness()
  }

  #fromDatabase(bytes: Buffer): void {
    if (!this.#leaving && this.#client.writable) this.#client.write(bytes)
    try {
      this.#answers.push(bytes)
      for (let message = this.#answers.take(); message; message = this.#answers.take()) this.#state.received(message)
    } catch (error) {
      // An answer too long to follow: whose session this is can no longer be told, so the connection ends.
      this.end('08P01', error instanceof Error ? error.message : 'unreadable answer')
      return
    }
    if (this.#leaving) this.#closeWhenSettled()
    else this.#watchIdleness()
  }

  #watchIdleness(): void {
    clearTimeout(this.#timer)
    if (!this.#state.holdsSessionIdly) return
    this.#timer = setTimeout(() => {
      this.end('25P03', 'terminating connection due to idle-in-transaction timeout')
    }, this.#options.idleInTransactionMs)
  }

  #leave(): void {
    if (this.#leaving) return
    this.#leaving = true
    clearTimeout(this.#timer)
    this.#client.end()
    this.#client.destroySoon()
    if (!this.#inner) return
    if (this.#state.holdsSession || !this.#state.settled) {
      this.#say(this.#inner, sync)
      this.#say(this.#inner, query('rollback'))
    }
    // Settings, prepared statements and temporary tables of one client would otherwise be everybody's.
    this.#say(this.#inner, query('discard all'))
  }

  #say(inner: Socket, message: Buffer): void {
    this.#state.sent(message)
    inner.write(message)
  }

  #closeWhenSettled(): void {
    if (this.#state.settled) this.#inner?.end()
  }

  #innerClosed(): void {
    if (!this.#leaving) this.end('57P01', 'terminating connection because the database is restarting')
  }
}
