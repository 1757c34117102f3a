import type pg from 'pg'

interface Corked {
  connection: { stream: { cork(): void; uncork(): void } }
}

function canCork(client: object): client is Corked {
  const { connection } = client as Partial<Corked>
  return typeof connection?.stream?.cork === 'function'
}

/**
 * What this turn of the event loop still says to the server leaves in one write: a write is a call of the system and
 * wakes the server, which costs more than all that is in it. (`connection` is node-postgres' own; without it the
 * statements leave one by one.)
 */
export function corkWrites(client: pg.PoolClient): void {
  if (!canCork(client)) return
  const { stream } = client.connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}
