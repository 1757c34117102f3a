import type { Renum, Schemas } from '@renum/client'

/** So many at a time: enough to keep the workers busy while each of them waits for its end. */
const usualLanes = 16

/** Does something with each item, some at a time, in their order. The first failure is raised when all have ended. */
export async function eachOf<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  lanes = usualLanes,
): Promise<void> {
  const waiting = items.values()
  const ended = await Promise.allSettled(
    Array.from({ length: lanes }, async () => {
      for (const item of waiting) await work(item)
    }),
  )
  for (const end of ended) if (end.status === 'rejected') throw end.reason
}

const patienceMs = 600_000

/** Uploads a file and waits for its end, whatever that is, and for its vectors. */
export async function uploadAndWait(renum: Renum, collection_id: string, file: File): Promise<Schemas['Document']> {
  const { id } = await renum.uploadDocument(collection_id, file)
  return renum.waitForDocument(id, { embedded: true, signal: AbortSignal.timeout(patienceMs) })
}

/** Waits for a document’s end, whatever that is, ten minutes at most. */
export function waitFor(renum: Renum, id: string): Promise<Schemas['Document']> {
  return renum.waitForDocument(id, { signal: AbortSignal.timeout(patienceMs) })
}
