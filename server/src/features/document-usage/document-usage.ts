import type { Database } from '../../db/pool.ts'
import { type TenantTx, withTenant } from '../../db/tenant.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { addUsed, findUsage, type Used } from './document-usage.repository.ts'

/** Counts which documents and chunks are found, without anybody waiting for it. */
export interface DocumentUsage {
  /**
   * Notes what a search found.
   *
   * @param agent_id null for who searched themselves
   */
  note(client_id: string, agent_id: string | null, found: readonly { document_id: string; chunk_id: string }[]): void
  /** Writes what was noted until now. */
  flush(): Promise<void>
  /** The same for the last time. */
  close(): Promise<void>
}

/** Between two writes, in ms. */
const flushEvery = 5_000
/** More kinds of rows than these are written at once, or where that cannot be, are not counted. */
const most = { waiting: 20_000, atOnce: 2_000 }

/** Counts in memory, and writes what has come together every few seconds. */
export function createDocumentUsage({ database, logger }: { database: Database; logger: Logger }): DocumentUsage {
  let noted = new Map<string, Map<string, Used>>()
  let size = 0
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  const add = (client_id: string, document_id: string, chunk_id: string | null, agent_id: string | null) => {
    const ofClient = noted.get(client_id) ?? new Map<string, Used>()
    noted.set(client_id, ofClient)
    const key = `${document_id} ${chunk_id} ${agent_id}`
    const known = ofClient.get(key)
    if (known) known.count++
    else if (size < most.waiting) {
      size++
      ofClient.set(key, { document_id, chunk_id, agent_id, count: 1 })
    }
  }

  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const all = noted
    noted = new Map()
    size = 0
    writing = writing.then(() => write(all))
    return writing
  }

  async function write(all: typeof noted): Promise<void> {
    for (const [client_id, used] of all) {
      const rows = [...used.values()]
      for (let from = 0; from < rows.length; from += most.atOnce) {
        try {
          const some = rows.slice(from, from + most.atOnce)
          await withTenant(database, { kind: 'job', client_id }, (tx) => addUsed(tx, some))
        } catch (err) {
          // It is a count: nothing rests on it, and nobody waits.
          logger.warn({ err }, 'the use of documents was not counted')
        }
      }
    }
  }

  return {
    note(client_id, agent_id, found) {
      for (const { document_id, chunk_id } of found) {
        add(client_id, document_id, chunk_id, agent_id)
        // The document's own count outlives its chunks.
        add(client_id, document_id, null, agent_id)
      }
      timer ??= setTimeout(flush, flushEvery).unref()
    },
    flush,
    close: flush,
  }
}

/** Chunks of a document that its use tells of. */
const mostChunks = 50

/** How often a document was found, by whom, and which of its chunks most often. */
export async function readDocumentUsage(tx: TenantTx, document_id: string) {
  const { agents, chunks } = await findUsage(tx, document_id, mostChunks)
  const moments = agents.map(({ first_used_at, last_used_at }) => ({ first_used_at, last_used_at }))
  return {
    usage_count: agents.reduce((sum, { usage_count }) => sum + usage_count, 0),
    first_used_at: moments.map(({ first_used_at }) => first_used_at).toSorted()[0] ?? null,
    last_used_at:
      moments
        .map(({ last_used_at }) => last_used_at)
        .toSorted()
        .at(-1) ?? null,
    agents,
    chunks,
  }
}
