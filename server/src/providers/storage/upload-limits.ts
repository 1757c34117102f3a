import { createKeyCounter } from '../../concurrency/key-counter.ts'
import { createSemaphore } from '../../concurrency/semaphore.ts'
import { Problem } from '../../problems.ts'

/** Streams that are under way at once; each holds a connection and what its sockets hold. */
const uploadsAtOnce = 24

/**
 * Of these, and of those that wait: an upload takes as long as its sender likes, and no client takes all of them, nor does
 * a person who belongs to many.
 */
const uploadsPerClient = 4

/**
 * Runs so many uploads at once, in the order in which they came. Of one client no more than `perClient` run or wait: the
 * next one is `rate_limited`.
 */
export function createUploadTurns(atOnce = uploadsAtOnce, perClient = uploadsPerClient) {
  const uploads = createSemaphore(atOnce)
  const clients = createKeyCounter()
  return async <T>(client_id: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    const leave = clients.enter(client_id, perClient)
    if (!leave) throw new Problem('rate_limited')
    try {
      return await uploads.run(work, { signal })
    } finally {
      leave()
    }
  }
}
