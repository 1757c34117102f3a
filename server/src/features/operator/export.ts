import type { Database } from '../../db/pool.ts'
import { withTenant } from '../../db/tenant.ts'
import { found } from '../../problems.ts'
import type { FileStorage } from '../../providers/storage/storage.ts'
import {
  leftOut,
  type Row,
  readAsJob,
  readAsOperator,
  readOfPerson,
  readPages,
  type Source,
} from './export.repository.ts'
import { type ExportFolder, type Written, writeFolder } from './export-folder.ts'
import { findPerson, record, recordForClient, selectClients } from './operator.repository.ts'
import { asOperator } from './operator-transaction.ts'

/** What `manifest.json` says. Rows may have changed between `from` and `to`, while they were read. */
export interface Exported {
  subject: { type: 'client' | 'user'; id: string }
  from: string
  to: string
  tables: (Written & { rows: number })[]
  /** Originals; each with its SHA-256 in files.json. */
  files: { count: number; bytes: number; missing: number }
  /** Tables that are not handed over. */
  left_out: readonly string[]
}

export interface ExportServices {
  database: Database
  storage: FileStorage
}

/** Told what was just written. */
type OnProgress = (file: string, rows: number) => void

/**
 * Writes everything that a client has into a new folder: a JSON file for each table, without secrets, and the original
 * of every version. Raises `not_found`, `folder_taken`, `storage_unavailable`.
 */
export async function exportClient(
  { database, storage }: ExportServices,
  id: string,
  to: string,
  onProgress: OnProgress = () => {},
): Promise<Exported> {
  const [client] = await asOperator(database, (tx) => selectClients(tx, id))
  found(client)
  const job = { kind: 'job', client_id: id } as const
  return writeFolder(to, async (folder) => {
    const from = new Date().toISOString()
    const tables: Exported['tables'] = []
    const add = async (noun: string, pages: AsyncIterable<Row[]>) => {
      const written = await folder.rows(noun, pages)
      tables.push(written)
      onProgress(written.file, written.rows)
    }
    for (const source of readAsOperator)
      await add(
        source.noun,
        readPages(source, id, (body) => asOperator(database, body)),
      )
    for (const source of readAsJob)
      await add(
        source.noun,
        readPages(source, id, (body) => withTenant(database, job, body)),
      )
    const files = { count: 0, bytes: 0, missing: 0 }
    const versions = readPages(versionsSource, id, (body) => withTenant(database, job, body))
    await add('files', originals(folder, storage, versions, files))
    await asOperator(database, async (tx) => {
      await record(tx, 'client.exported', { type: 'client', id }, { files: files.count })
      await recordForClient(tx, id, 'client.exported', { files: files.count })
    })
    return {
      subject: { type: 'client' as const, id },
      from,
      to: new Date().toISOString(),
      tables,
      files,
      left_out: leftOut,
    }
  })
}

const versionsSource: Source = {
  noun: 'versions',
  from: 'public.document_versions',
  columns: 'id, document_id, version_number, storage_path, file_type, content_hash, change_type',
  of: 'client_id',
  key: ['id'],
}

/** Copies what is in Storage, one after the other, and tells of each; a restored version has the file of another. */
async function* originals(
  folder: ExportFolder,
  storage: FileStorage,
  versions: AsyncIterable<Row[]>,
  sum: Exported['files'],
): AsyncGenerator<Row[]> {
  for await (const page of versions) {
    for (const { storage_path, change_type, ...version } of page) {
      if (change_type !== 'created' && change_type !== 'updated') continue
      const path = String(storage_path)
      const bytes = await storage.open(path)
      if (!bytes) {
        sum.missing++
        yield [{ ...version, missing: true }]
        continue
      }
      const written = await folder.file(`files/${path.slice(path.indexOf('/') + 1)}`, bytes)
      sum.count++
      sum.bytes += written.bytes
      yield [{ ...version, ...written }]
    }
  }
}

/**
 * Writes what belongs to a person, over all clients, into a new folder. Raises `not_found`, `folder_taken`.
 *
 * @param who an id or an address
 */
export async function exportPerson(
  { database }: Pick<ExportServices, 'database'>,
  who: string,
  to: string,
  onProgress: OnProgress = () => {},
): Promise<Exported> {
  const { id } = found(await asOperator(database, (tx) => findPerson(tx, who)))
  return writeFolder(to, async (folder) => {
    const from = new Date().toISOString()
    const tables: Exported['tables'] = []
    for (const source of readOfPerson) {
      const written = await folder.rows(
        source.noun,
        readPages(source, id, (body) => asOperator(database, body)),
      )
      tables.push(written)
      onProgress(written.file, written.rows)
    }
    await asOperator(database, (tx) => record(tx, 'person.exported', { type: 'user', id }))
    const files = { count: 0, bytes: 0, missing: 0 }
    return { subject: { type: 'user' as const, id }, from, to: new Date().toISOString(), tables, files, left_out: [] }
  })
}
