import type { Database } from '../../db/pool.ts'
import { withSystem } from '../../db/system.ts'
import { deleteOldKeys } from './idempotency.repository.ts'
import { expiry } from './idempotency.ts'

/** Rows of one transaction. */
const batch = 1_000

/**
 * Deletes the answers, of all clients, that are remembered no more: not everybody asks again. In batches; any number of
 * workers may do so at once. Raises what `signal` is aborted with.
 *
 * @returns how many were deleted
 */
export async function deleteExpiredResponses(database: Database, signal?: AbortSignal): Promise<number> {
  for (let total = 0; ; ) {
    signal?.throwIfAborted()
    const gone = await withSystem(database, (tx) => deleteOldKeys(tx, expiry(), batch))
    total += gone
    if (gone < batch) return total
  }
}
