import { chunkDocument } from '../../../../src/parsing/chunk-document.ts'
import { asAdmin } from '../../../harness/harness.ts'

/** What was handed in, and how it has to end. */
export interface Expected {
  id: string
  text: string
  version: number
  ends: 'ready' | 'failed' | 'cancelled'
}

export interface ChaosReport {
  documents: number
  ended: number
  ready: number
  failed: number
  cancelled: number
  /** Chunks that are there twice, or of a version that is not the document's, and vectors that no chunk is waiting for. */
  duplicates: number
  /** Files, pages, chunks and jobs of nothing that is there or waits. */
  orphans: number
  /** Documents that are not as they have to be: not there, ended otherwise, or without all of their chunks or vectors. */
  lost: number
  /** How those ended, and after what. */
  how: string[]
}

interface Found {
  id: string
  status: string
  current_version: number | null
  how: string
  embedding_status: string
  contents: string[]
  /** Of how many chunks each has exactly one. */
  vectors: number
}

/** Looks behind the scenes at everything of a client. */
export async function report(client_id: string, expected: readonly Expected[]): Promise<ChaosReport> {
  const rows = await asAdmin<Found>(
    `select d.id, d.status, d.current_version, d.embedding_status,
            (select count(*)::int from document_chunk_embeddings e where e.document_id = d.id) as vectors,
            concat_ws(' ', d.status, d.error_code, i.step, 'attempt', i.attempt, 'crashes', i.crashes, i.crashed_at,
              'requeued', i.requeued, i.last_error_code, d.embedding_status, d.unembedded_count) as how,
            array(select k.content from document_chunks k where k.document_id = d.id order by k.chunk_index) as contents
       from documents d join ingestions i on i.document_id = d.id where d.client_id = $1`,
    [client_id],
  )
  const found = new Map(rows.map((row) => [row.id, row]))
  const count = (status: string) => rows.filter((row) => row.status === status).length
  const how: string[] = []
  for (const one of expected) {
    const row = found.get(one.id)
    if (!(await isRight(one, row))) how.push(row?.how ?? 'not there')
  }
  return {
    documents: expected.length,
    ended: count('ready') + count('failed') + count('cancelled'),
    ready: count('ready'),
    failed: count('failed'),
    cancelled: count('cancelled'),
    duplicates: await numberOf(client_id, duplicates),
    orphans: await numberOf(client_id, orphans),
    lost: how.length,
    how,
  }
}

async function isRight({ text, version, ends }: Expected, row: Found | undefined): Promise<boolean> {
  if (row?.status !== ends) return false
  if (ends !== 'ready') return row.contents.length === 0
  const { chunks } = await chunkDocument(new TextEncoder().encode(text), 'text/markdown')
  const contents = chunks.map(({ content }) => content)
  const isEmbedded = row.embedding_status === 'ready' && row.vectors === contents.length
  return isEmbedded && row.current_version === version && JSON.stringify(contents) === JSON.stringify(row.contents)
}

const duplicates = `
  select count(*)::int as n from document_chunks k join documents d on d.client_id = k.client_id and d.id = k.document_id
   where k.client_id = $1 and (k.version_number is distinct from d.current_version or exists (
     select from document_chunks o where o.client_id = k.client_id and o.document_id = k.document_id
        and o.chunk_index = k.chunk_index and o.id <> k.id))`

const orphans = `
  select (select count(*) from storage.objects o where o.name like $1 || '/%'
            and not exists (select from document_versions v where v.storage_path = o.name))
       + (select count(*) from ingestion_pages where client_id = $1::uuid)
       + (select count(*) from document_chunks k where k.client_id = $1::uuid
            and not exists (select from documents d where d.client_id = k.client_id and d.id = k.document_id))
       + (select count(*) from pending_embeddings where client_id = $1::uuid)
       + (select count(*) from ingestions where client_id = $1::uuid and running)
       + (select count(*) from pgboss.job where data ->> 'client_id' = $1
            and state in ('created', 'retry', 'active') and name in ('ingest-document', 'give-up-document')) as n`

async function numberOf(client_id: string, text: string): Promise<number> {
  const [row] = await asAdmin<{ n: number }>(text, [client_id])
  return Number(row?.n)
}
