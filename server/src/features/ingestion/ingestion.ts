import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { unlessAborted } from '../../concurrency/unless-aborted.ts'
import type { Queue } from '../../db/queue.ts'
import { type Principal, readAsTenant, withTenant } from '../../db/tenant.ts'
import { chunkDocument, type FileType } from '../../parsing/chunk-document.ts'
import type { TextLanguage } from '../../parsing/language.ts'
import type { RecognisedPage } from '../../parsing/ocr/recognised-page.ts'
import { Problem } from '../../problems.ts'
import type { Embedder } from '../../providers/embeddings/embedder.ts'
import type { Embedders } from '../../providers/embeddings/embedders.ts'
import type { FileStorage } from '../../providers/storage/storage.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { embedChunks, shardOf } from '../chunks/chunks.jobs.ts'
import { embeddingId, embeddingText, type NewChunk } from '../chunks/chunks.ts'
import { type VersionKey, type Warning, warningsOf } from '../documents/documents.ts'
import { savePageLayouts } from '../page-layouts/page-layouts.ts'
import { type FetchServices, fetchSource, startFetching } from '../url-sources/url-sources.ts'
import { type Attempt, openAttempt } from './attempt.ts'
import { failDocument, holdModels, publishVersion, startProcessing } from './document-status.repository.ts'
import { beginAttempt, ClaimLostError, countCrashes, endAttempt, holdClaim } from './ingestion.repository.ts'
import { readPages } from './recognised-pages.repository.ts'
import { TimeSliceOverError } from './time-slice.ts'

/** What events build on. */
export { describeProgress, type Ingestion, type Progress } from './progress.ts'

export interface IngestServices extends FetchServices {
  embedders: Embedders
  queue: Queue
}

/** What is told how far an attempt is. */
interface Told {
  /** The file is read and split, or was before: what comes now is safe for other documents in the process. */
  onSplit?(): void
  /** Something was written that the next attempt goes on from. */
  onSaved?(): void
}

/** So many attempts in a row that ended in the same step without a report: the file crashes its workers. */
const mostCrashes = 4

interface Source {
  /** Null of a document from a URL whose page is still to be fetched, and so is its type. */
  storage_path: string | null
  file_type: string | null
  source_url: string | null
  name: string
  embedding_model: string
  /** Whether what is only to be seen in images is read. */
  ocr: boolean
}

/** What a version was split into. */
interface Split {
  chunks: readonly NewChunk[]
  language: TextLanguage
  warnings: readonly Warning[]
}

/**
 * One attempt to make a version of a document searchable by its words: fetching → parsing → splitting → storing. Its vectors are
 * made behind it (chunks/embed-pending.ts), but for those of letters, which take a millisecond each: embedding → storing. Safe to
 * repeat and to kill: no search finds what it has not published, and the next attempt goes on from the recognised pages
 * that this one has saved. Ends quietly where the document is cancelled, overtaken, deleted or
 * already another attempt's.
 *
 * @param isFinal whether a problem ends the document. What else parsing, Storage or the database raise is
 *   raised here, for the caller to try again.
 */
export async function ingest(
  services: IngestServices,
  { client_id, ...version }: VersionKey & { client_id: string },
  given: AbortSignal,
  isFinal: (problem: Problem) => boolean,
  { onSplit, onSaved }: Told = {},
): Promise<void> {
  const { database, logger } = services
  const principal: Principal = { kind: 'job', client_id }
  const begun = await withTenant(database, principal, async (tx) => {
    const source = (await startProcessing(tx, version)) ?? (await startFetching(tx, version))
    if (!source) return undefined
    const claim = await beginAttempt(tx, version)
    if (!claim) throw new Error(`document ${version.document_id} has no ingestion`)
    return { source, claim, recognised: claim.attempt > 1 && source.ocr ? await readPages(tx, claim) : [] }
  })
  if (!begun) return
  const { claim, source, recognised } = begun
  const attempt = openAttempt(services, principal, claim, given, onSaved)
  try {
    logger.debug({ document_id: claim.document_id, attempt: claim.attempt, step: 'fetching' }, 'ingestion step')
    if (claim.crashes >= mostCrashes) throw new Problem('processing_crashed', { params: { attempts: claim.crashes } })
    await work(services, attempt, { ...source, client_id, recognised }, onSplit)
  } catch (thrown) {
    await attempt.end()
    // What was raised because the attempt is over says less than why it is.
    const error = attempt.signal.aborted ? attempt.signal.reason : thrown
    if (error instanceof ClaimLostError || thrown instanceof ClaimLostError) return
    if (thrown instanceof Problem && isFinal(thrown)) {
      await failIfOurs(attempt, thrown)
      return
    }
    await recordAttemptFailure(attempt, thrown, logger)
    throw thrown
  } finally {
    await attempt.end()
  }
}

/** How many attempts in a row ended without a report: perhaps of this document. Raises `unauthenticated` for no client. */
export function countVersionCrashes(
  { database }: Pick<IngestServices, 'database'>,
  { client_id, ...version }: VersionKey & { client_id: string },
): Promise<number> {
  return readAsTenant(database, { kind: 'job', client_id }, (tx) => countCrashes(tx, version))
}

async function work(
  services: IngestServices,
  attempt: Attempt,
  source: Source & { client_id: string; recognised: readonly RecognisedPage[] },
  onSplit: Told['onSplit'],
): Promise<void> {
  const { storage, embedders, queue } = services
  const { embedding_model: model, source_url, ocr, recognised } = source
  const file = await originalOf(services, attempt, source)
  if (!file) return
  const split = await readAndSplit(storage, attempt, { ...file, source_url, ocr, recognised })
  onSplit?.()
  const found = embedders.find(model)
  const embedder = found?.provider === 'lexical' ? found : undefined
  const chunks = embedder ? await embedLetters(attempt, embedder, split.chunks) : split.chunks
  await attempt.begin('storing', { unit: 'chunks', done: 0, total: chunks.length })
  await attempt.write(async (tx) => {
    await holdModels(tx, attempt.claim)
    await holdClaim(tx, attempt.claim)
    const published = await publishVersion(tx, attempt.claim, { ...split, chunks, embedder })
    if (published?.pending)
      await queue.enqueue(tx, embedChunks, shardOf(published.client_id, attempt.claim.document_id))
  })
}

/** Texts between two looks at whether the attempt is still wanted. */
const batch = 16

async function embedLetters(
  attempt: Attempt,
  embedder: Embedder,
  chunks: readonly NewChunk[],
): Promise<readonly NewChunk[]> {
  await attempt.begin('embedding', { unit: 'chunks', done: 0, total: chunks.length })
  const embedded: NewChunk[] = []
  for (let from = 0; from < chunks.length; from += batch) {
    // It never waits for anything: heartbeats and other requests get their turn here.
    await setImmediate()
    attempt.signal.throwIfAborted()
    const some = chunks.slice(from, from + batch)
    const texts = some.map(({ content, location }) => embeddingText(content, location))
    const vectors = await embedder.embed(texts, 'passage')
    for (const [i, { content, location }] of some.entries()) {
      const embedding = vectors[i]
      if (!embedding) throw new Error(`the embedder gave ${vectors.length} vectors for ${texts.length} texts`)
      const embedding_id = embeddingId(embedder.model, texts[i] ?? '')
      embedded.push({ content, location, embedded: { embedding_id, embedding } })
    }
    attempt.count(embedded.length, chunks.length, 'chunks')
  }
  return embedded
}

/** Where the original is; undefined where it was to be fetched, and its document was cancelled or deleted. */
async function originalOf(
  services: IngestServices,
  { claim, signal }: Attempt,
  { client_id, storage_path, file_type, source_url, name }: Source & { client_id: string },
): Promise<{ storage_path: string; file_type: string } | undefined> {
  if (storage_path !== null && file_type !== null) return { storage_path, file_type }
  if (source_url === null) return undefined
  const { document_id, version_number } = claim
  return fetchSource(services, { client_id, document_id, version_number }, { source_url, name }, signal)
}

async function readAndSplit(
  storage: FileStorage,
  attempt: Attempt,
  {
    storage_path,
    file_type,
    source_url,
    ocr,
    recognised,
  }: Pick<Source, 'source_url' | 'ocr'> & {
    recognised: readonly RecognisedPage[]
    storage_path: string
    file_type: string
  },
): Promise<Split> {
  // Storage takes no signal.
  const bytes = await unlessAborted(storage.download(storage_path), attempt.signal)
  if (!bytes) throw new Problem('file_missing')
  await attempt.begin('parsing')
  const { chunks, language, layout, warnings, ...pages } = await chunkDocument(bytes, file_type as FileType, {
    signal: attempt.signal,
    ocr,
    recognised,
    readable_from: source_url ?? undefined,
    onRecognised: attempt.keep,
    onProgress: attempt.count,
    onSplit: () => attempt.begin('splitting'),
  })
  if (layout.length > 0) {
    // A version's layout is written once, and known by its version.
    await attempt.write(async (tx) => {
      await holdClaim(tx, attempt.claim)
      await savePageLayouts(tx, attempt.claim, layout)
    })
  }
  return { chunks, language, warnings: [...warningsOf(pages, ocr), ...warnings] }
}

async function failIfOurs(attempt: Attempt, problem: Problem): Promise<void> {
  try {
    await attempt.write(async (tx) => {
      await holdClaim(tx, attempt.claim)
      await failDocument(tx, attempt.claim, problem)
    })
  } catch (error) {
    if (!(error instanceof ClaimLostError)) throw error
  }
}

/** Else the next attempt takes this one for a crash. The database may be what failed: it gets a few seconds. */
async function recordAttemptFailure(attempt: Attempt, thrown: unknown, logger: Logger): Promise<void> {
  const failed = thrown instanceof Problem ? thrown : new Problem('processing_failed')
  const why = attempt.signal.aborted ? undefined : failed
  const turns = attempt.signal.reason instanceof TimeSliceOverError ? attempt.signal.reason.turns : 0
  for (let tries = 1; ; tries++) {
    try {
      return await attempt.write((tx) => endAttempt(tx, attempt.claim, why, turns))
    } catch (error) {
      if (error instanceof ClaimLostError || (error instanceof Problem && error.code === 'unauthenticated')) return
      if (tries === 5) return logger.warn({ err: error }, 'a failed attempt could not be written')
      await sleep(1_000)
    }
  }
}
