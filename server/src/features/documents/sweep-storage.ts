import type { Database } from '../../db/pool.ts'
import { withTenant } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import type { FileStorage } from '../../providers/storage/storage.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { findStored } from './documents.repository.ts'

/** A younger file may belong to an upload whose row is not written yet. */
const graceMs = 24 * 3600 * 1000

/** Paths of one question to the database. */
const batch = 1_000

/** Files of one sweep; what is left is the next one's. */
const most = 10_000

/** <client>/<document>/<file>; whatever is called otherwise is not ours to remove. */
const ours = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/

/**
 * Removes from Storage what no version names and is older than a day: of a process that died between a file and its
 * row, or of a removal that was lost. The database is asked for each client as
 * that client; where it does not answer, nothing is removed. Safe to run twice at once. Raises `storage_unavailable`, `database_unavailable`,
 * and what `signal` is aborted with.
 *
 * @returns how many files were removed
 */
export async function sweepStorage(
  { database, storage, logger }: { database: Database; storage: FileStorage; logger: Logger },
  { now = Date.now(), signal }: { now?: number; signal?: AbortSignal } = {},
): Promise<number> {
  const orphans: string[] = []
  let old: string[] = []
  const judge = async () => {
    orphans.push(...(await findOrphans(database, old)))
    old = []
  }
  for await (const page of storage.list(signal)) {
    for (const { path, created_at } of page) {
      if (ours.test(path) && Date.parse(created_at) < now - graceMs) old.push(path)
    }
    if (old.length >= batch) await judge()
    if (orphans.length >= most) break
  }
  await judge()
  // Last: what is removed from a list moves what comes after it.
  await storage.remove(orphans)
  if (orphans.length > 0) logger.info({ files: orphans.length }, 'files without a document were removed')
  return orphans.length
}

async function findOrphans(database: Database, paths: readonly string[]): Promise<string[]> {
  const orphans: string[] = []
  for (const [client_id = '', own] of Map.groupBy(paths, (path) => ours.exec(path)?.[1])) {
    const stored = await whatIsStored(database, client_id, own)
    orphans.push(...own.filter((path) => !stored.has(path)))
  }
  return orphans
}

/** A client that is gone has nothing stored. */
async function whatIsStored(database: Database, client_id: string, paths: string[]): Promise<Set<string>> {
  try {
    return await withTenant(database, { kind: 'job', client_id }, async (tx) => new Set(await findStored(tx, paths)))
  } catch (error) {
    if (error instanceof Problem && error.code === 'unauthenticated') return new Set()
    throw error
  }
}
