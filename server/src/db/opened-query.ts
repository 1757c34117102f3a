import pg from 'pg'

/** What node-postgres asks of a query, where its types say less. */
interface Part {
  name?: string | undefined
  text: string
  callback: (error: Error | null, result: pg.QueryResult) => void
  submit(connection: Connection): Error | null
  handleRowDescription(message: unknown): void
  handleDataRow(message: unknown): void
  handleCommandComplete(message: unknown, connection: Connection): void
  handleReadyForQuery(connection: Connection): void
  handleError(error: Error, connection: Connection): void
}

interface Connection {
  parsedStatements: Record<string, string>
  submittedNamedStatements: Record<string, string>
}

const Query = pg.Query as unknown as new (config: pg.QueryConfig) => Part

/**
 * Two statements as one: nothing but the second one's Sync ends them, so that they are one transaction of their own,
 * in one round trip. Where the opening fails, the server runs nothing of the other.
 */
class OpenedQuery extends Query {
  readonly #opening: Part
  readonly #own: Pick<Part, 'name' | 'text'>
  #open = false

  constructor(opening: Part, config: pg.QueryConfig) {
    super(config)
    this.#opening = opening
    this.#own = { name: config.name, text: config.text }
  }

  override submit(connection: Connection): Error | null {
    const failed =
      this.#opening.submit(Object.create(connection, { sync: { value: () => {} } })) ?? super.submit(connection)
    // What the server parsed is noted by these two: first it answers for the opening.
    Object.assign(this, { name: this.#opening.name, text: this.#opening.text })
    return failed
  }

  override handleRowDescription(message: unknown): void {
    if (this.#open) super.handleRowDescription(message)
    else this.#opening.handleRowDescription(message)
  }

  override handleDataRow(message: unknown): void {
    if (this.#open) super.handleDataRow(message)
    else this.#opening.handleDataRow(message)
  }

  override handleCommandComplete(message: unknown, connection: Connection): void {
    if (this.#open) {
      super.handleCommandComplete(message, connection)
      return
    }
    this.#opening.handleCommandComplete(message, connection)
    this.#opening.handleReadyForQuery(connection)
    this.#open = true
    Object.assign(this, this.#own)
  }

  override handleError(error: Error, connection: Connection): void {
    if (!this.#open) {
      // Its Parse was skipped with the rest.
      if (this.#own.name) delete connection.submittedNamedStatements[this.#own.name]
      this.#opening.handleError(error, connection)
    }
    super.handleError(error, connection)
  }
}

/** Sends both; each promise has the result of its own. Unhandled rejections of `opened` are the caller's. */
export function queryOpened(client: pg.PoolClient, opening: pg.QueryConfig, config: pg.QueryConfig) {
  const opened = Promise.withResolvers<pg.QueryResult>()
  const result = Promise.withResolvers<pg.QueryResult>()
  // Without a value node-postgres would take the simple protocol, whose answer ends the transaction.
  const first = new Query({ ...opening, queryMode: 'extended' } as pg.QueryConfig)
  const second = new OpenedQuery(first, { ...config, queryMode: 'extended' } as pg.QueryConfig)
  first.callback = (error, value) => (error ? opened.reject(error) : opened.resolve(value))
  second.callback = (error, value) => (error ? result.reject(error) : result.resolve(value))
  client.query(second as unknown as pg.Submittable)
  return { opened: opened.promise, result: result.promise }
}
