import { setImmediate as nextTurn } from 'node:timers/promises'
import type { PGlite } from '@electric-sql/pglite'

/** A queue of short statements must not look like one long statement to the watchdog. */
const LONGEST_TURN_MS = 100

type StreamOptions = Parameters<PGlite['execProtocolRawStream']>[1]

/**
 * The part of PGlite that its socket server uses, mended in three places.
 *
 * 1. The server lets another connection in between any two messages unless `isInTransaction()`. A driver that sends
 *    Parse, Bind and Execute in separate packets then finds its unnamed statement gone. Here the answer is also yes
 *    from the first message of such a batch until its Sync.
 * 2. The server never recovers from an exception of `execProtocolRawStream`: its queue stays closed for good.
 *    `onBroken` is told, so that the process can be replaced.
 * 3. The server rolls back when a connection closes while *a* transaction is open, which may by then be another's.
 *    The login proxy has already cleaned up after each connection that it ends, so `exec` does nothing.
 */
export function mendSession(db: PGlite, onBroken: (error: unknown) => void): PGlite {
  let inBatch = false
  let turnStarted = performance.now()

  const mended = {
    waitReady: db.waitReady,
    isInTransaction: () => inBatch || db.isInTransaction(),
    runExclusive: <T>(work: () => Promise<T>) => db.runExclusive(work),
    exec: async () => [],
    async execProtocolRawStream(message: Uint8Array, options: StreamOptions): Promise<void> {
      if (performance.now() - turnStarted > LONGEST_TURN_MS) {
        await nextTurn()
        turnStarted = performance.now()
      }
      try {
        await db.execProtocolRawStream(message, options)
      } catch (error) {
        onBroken(error)
        throw error
      }
      const type = String.fromCharCode(message[0] ?? 0)
      if ('PBDECH'.includes(type)) inBatch = true
      else if ('QSF'.includes(type)) inBatch = false
    },
  }
  return mended as unknown as PGlite
}
