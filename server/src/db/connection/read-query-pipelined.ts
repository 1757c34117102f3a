import pg from 'pg'
import type { RawRow, ReadQuery } from './read-query.ts'

type Fields = { name: string; dataTypeID: number; format?: 'text' | 'binary' }[]

interface Connection {
  parsedStatements: Record<string, string>
  submittedNamedStatements: Record<string, string>
  stream: { write(bytes: Uint8Array): boolean; writable: boolean }
}

/** What node-postgres asks of a query, where its types say less. */
interface Submitted {
  name: string | undefined
  text: string
  values: unknown[] | undefined
  callback: (error: Error | null) => void
  prepare(connection: object): void
}

const Query = pg.Query as unknown as new (text: string) => Submitted

/** How a row of a statement is read. A named one has the same columns as long as it lives. */
interface Shape {
  names: string[]
  parsers: ((text: string) => unknown)[]
}

/** A connection that collects what is said to it, so that all of it leaves in one write. */
class Outbox {
  readonly #messages: Uint8Array[] = []
  readonly #connection: Connection
  readonly to: object
  describes = false
  syncs = false
  closed = false
  readonly shapes = new Map<string, Shape>()

  constructor(connection: Connection) {
    const describe = 'describe' in connection ? (connection.describe as (config: object) => void) : () => {}
    const sync = 'sync' in connection ? (connection.sync as () => void) : () => {}
    const close = 'close' in connection ? (connection.close as (config: object) => void) : () => {}
    this.#connection = connection
    this.to = Object.create(connection, {
      _send: { value: (bytes: Uint8Array) => this.#messages.push(bytes) },
      describe: { value: (config: object) => this.describes && describe.call(this.to, config) },
      sync: { value: () => this.syncs && sync.call(this.to) },
      close: {
        value: (config: object) => {
          this.closed = true
          close.call(this.to, config)
        },
      },
    })
  }

  flush(): void {
    if (this.#connection.stream.writable) this.#connection.stream.write(Buffer.concat(this.#messages))
    this.#messages.length = 0
  }
}

const outboxes = new WeakMap<Connection, Outbox>()

function outboxOf(connection: Connection): Outbox {
  const known = outboxes.get(connection)
  if (known) return known
  const outbox = new Outbox(connection)
  outboxes.set(connection, outbox)
  return outbox
}

/**
 * Two statements as one: nothing but the second one's Sync ends them, so that they are one transaction of their own,
 * in one round trip and one write. Where the opening fails, the server runs nothing of the other. The opening's columns
 * are not described: the caller knows them.
 */
class PipelinedQuery extends Query {
  readonly opened = Promise.withResolvers<RawRow>()
  readonly result = Promise.withResolvers<Record<string, unknown>[]>()
  #own: pg.QueryConfig
  readonly #types: pg.CustomTypesConfig
  readonly #rows: Record<string, unknown>[] = []
  #shape: Shape | undefined
  #outbox: Outbox | undefined
  #open = false
  #failure: unknown
  override callback: (error: Error | null) => void = (error) => {
    const failure = error ?? this.#failure
    if (failure) {
      this.opened.reject(failure)
      this.result.reject(failure)
    } else this.result.resolve(this.#rows)
  }

  constructor(opening: pg.QueryConfig, own: pg.QueryConfig, types: pg.CustomTypesConfig) {
    super('')
    this.#own = own
    this.#types = types
    this.#is(opening)
  }

  #is({ name, text, values }: pg.QueryConfig): void {
    this.name = name
    this.text = text
    this.values = values
  }

  submit(connection: Connection): null {
    const opening = { name: this.name, text: this.text, values: this.values } as pg.QueryConfig
    const outbox = outboxOf(connection)
    this.#outbox = outbox
    outbox.describes = false
    outbox.syncs = false
    outbox.closed = false
    this.prepare(outbox.to)
    this.#is(this.#own)
    this.#shape = this.name === undefined ? undefined : outbox.shapes.get(this.name)
    outbox.describes = this.#shape === undefined
    outbox.syncs = true
    this.prepare(outbox.to)
    if (outbox.closed) this.#forget(connection)
    outbox.flush()
    // What the server parsed is noted by name and text: first it answers for the opening.
    this.#is(opening)
    return null
  }

  handleRowDescription({ fields }: { fields: Fields }): void {
    this.#shape = {
      names: fields.map(({ name }) => name),
      parsers: fields.map(({ dataTypeID, format }) => this.#types.getTypeParser(dataTypeID, format)),
    }
    if (this.name !== undefined) this.#outbox?.shapes.set(this.name, this.#shape)
  }

  handleDataRow({ fields }: { fields: RawRow }): void {
    if (!this.#open) {
      this.opened.resolve(fields)
      return
    }
    if (!this.#shape) return
    const { names, parsers } = this.#shape
    const row: Record<string, unknown> = {}
    try {
      for (let i = 0; i < names.length; i++) {
        const value = fields[i]
        row[names[i] as string] = value == null ? null : parsers[i]?.(value)
      }
    } catch (error) {
      this.#failure ??= error
    }
    this.#rows.push(row)
  }

  handleCommandComplete(): void {
    this.#open = true
    this.#is(this.#own)
  }

  handleReadyForQuery(): void {
    this.callback(null)
  }

  handleError(error: Error, connection: Connection): void {
    // Where the opening failed, the other one's Parse was skipped with the rest.
    if (!this.#open && this.#own.name) delete connection.submittedNamedStatements[this.#own.name]
    this.callback(error)
  }

  /** A value that cannot be sent: in place of Bind went Close, so that the name stands for nothing any more. */
  #forget(connection: Connection): void {
    const { name } = this.#own
    if (name === undefined) return
    delete connection.submittedNamedStatements[name]
    delete connection.parsedStatements[name]
    this.#outbox?.shapes.delete(name)
    // Its Parse is answered all the same, and must not be noted.
    this.#own = { ...this.#own, name: undefined }
  }
}

/**
 * Whether node-postgres has what this file uses of its inside: a `Query` that is a class with `prepare`, and a
 * connection whose messages go through `_send`.
 */
export function isPipelinedQuerySupported(): boolean {
  const { prototype } = pg.Query as unknown as { prototype: Partial<Submitted> }
  const { Connection } = pg as unknown as { Connection?: { prototype: Record<string, unknown> } }
  const methods = ['_send', 'parse', 'bind', 'describe', 'execute', 'sync', 'close']
  return (
    typeof prototype?.prepare === 'function' &&
    methods.every((name) => typeof Connection?.prototype[name] === 'function')
  )
}

/** In one round trip and one write, without `begin` and `commit`: the second statement's Sync ends the transaction. */
export const pipelinedReadQuery: ReadQuery = (client, opening, statement, types) => {
  const query = new PipelinedQuery(opening, statement, types)
  client.query(query as unknown as pg.Submittable)
  return { opened: query.opened.promise, result: query.result.promise }
}
