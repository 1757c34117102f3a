import { sql } from 'kysely'
import type { Database } from '../../db/pool.ts'
import { queries } from '../../db/query-builder.ts'
import { withSystem } from '../../db/system.ts'
import { withTenant } from '../../db/tenant.ts'
import { Problem } from '../../problems.ts'
import type { FileStorage } from '../../providers/storage/storage.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { findStored } from './versions.repository.ts'

/** A younger file may belong to an upload whose row is not written yet. */
const graceMs = 24 * 3600 * 1000

/** Paths of one question to the database. */
const batch = 1_000

/** Files of one sweep; what is left is the next one's. */
const maxFilesPerSweep = 10_000

/** Hours between two sweeps, of all workers together. */
const pauseHours = 5

/** <client>/<document>/<file>; whatever is called otherwise is not ours to remove. */
const ours = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/

/** Sweeps, unless a worker has begun to within the last hours: each sweep lists all files of the install. */
export async function removeOrphanedFilesInTurn(
  services: Parameters<typeof removeOrphanedFiles>[0],
  options: Parameters<typeof removeOrphanedFiles>[1] = {},
): Promise<number> {
  const [turn] = await withSystem(services.database, (tx) =>
    tx.run(
      sql`update private.install_settings set swept_at = clock_timestamp()
           where swept_at is null or swept_at < clock_timestamp() - make_interval(hours => ${pauseHours}::int)
          returning true as ours`.compile(queries),
    ),
  )
  return turn ? removeOrphanedFiles(services, options) : 0
}

/**
 * Removes from Storage what no version names and is older than a day: of a process that died between a file and its
 * row, or of a removal that was lost. The database is asked for each client as that client; where it does not answer,
 * nothing is removed. Nor is anything where Storage does not seem to be this database's: it has files of a client that
 * the database never knew, or most of its files would go. That is logged. Safe to run twice at once. Raises
 * `storage_unavailable`, `database_unavailable`, and what `signal` is aborted with.
 *
 * @returns how many files were removed
 */
export async function removeOrphanedFiles(
  { database, storage, logger }: { database: Database; storage: FileStorage; logger: Logger },
  { now = Date.now(), signal }: { now?: number; signal?: AbortSignal } = {},
): Promise<number> {
  const orphans: string[] = []
  let listed = 0
  let old: string[] = []
  const judge = async () => {
    orphans.push(...(await findOrphans(database, old)))
    old = []
  }
  try {
    for await (const page of storage.list(signal)) {
      for (const { path, created_at } of page) {
        if (!ours.test(path)) continue
        listed++
        if (Date.parse(created_at) < now - graceMs) old.push(path)
      }
      if (old.length >= batch) await judge()
      if (orphans.length >= maxFilesPerSweep) break
    }
    await judge()
  } catch (error) {
    if (!(error instanceof StrangersError)) throw error
    logger.warn(
      { clients: error.clients },
      'Storage has files of clients that this database never had: none is removed',
    )
    return 0
  }
  // A database that was restored, or is a developer's own, beside a Storage that is not.
  if (orphans.length > listed / 2) {
    logger.warn({ files: listed, orphans: orphans.length }, 'most files have no document here: none is removed')
    return 0
  }
  // Last: what is removed from a list moves what comes after it.
  await storage.remove(orphans)
  if (orphans.length > 0) logger.info({ files: orphans.length }, 'files without a document were removed')
  return orphans.length
}

/** There are files of clients that the database never had. */
class StrangersError extends Error {
  readonly clients: readonly string[]

  constructor(clients: readonly string[]) {
    super('files of unknown clients')
    this.clients = clients
  }
}

async function findOrphans(database: Database, paths: readonly string[]): Promise<string[]> {
  const byClient = Map.groupBy(paths, (path) => ours.exec(path)?.[1] ?? '')
  const known = await findKnown(database, [...byClient.keys()])
  const strangers = [...byClient.keys()].filter((id) => !known.has(id))
  if (strangers.length > 0) throw new StrangersError(strangers)
  const orphans: string[] = []
  for (const [client_id, own] of byClient) {
    const stored = known.get(client_id) ? await whatIsStored(database, client_id, own) : new Set()
    orphans.push(...own.filter((path) => !stored.has(path)))
  }
  return orphans
}

/** Those of the clients that the database has or had, and whether it still has them. */
async function findKnown(database: Database, ids: readonly string[]): Promise<Map<string, boolean>> {
  const rows = await withSystem(database, (tx) =>
    tx.run(
      sql<{ id: string; there: boolean }>`
        select client_id as id, false as there from private.former_clients where client_id = any(${ids}::uuid[])
        union all select id, true from clients where id = any(${ids}::uuid[]) order by there`.compile(queries),
    ),
  )
  return new Map(rows.map(({ id, there }) => [id, there]))
}

/** All of them, where the client was deleted meanwhile: the next sweep knows more. */
async function whatIsStored(database: Database, client_id: string, paths: string[]): Promise<Set<string>> {
  try {
    return await withTenant(database, { kind: 'job', client_id }, async (tx) => new Set(await findStored(tx, paths)))
  } catch (error) {
    if (error instanceof Problem && error.code === 'unauthenticated') return new Set(paths)
    throw error
  }
}
