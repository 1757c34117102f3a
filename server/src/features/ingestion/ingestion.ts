import { setTimeout as sleep } from 'node:timers/promises'
import { unlessAborted } from '../../concurrency/unless-aborted.ts'
import { type Principal, readAsTenant, type TenantTx, withTenant } from '../../db/tenant.ts'
import { chunkDocument, type FileType } from '../../parsing/chunk-document.ts'
import type { RecognisedPage } from '../../parsing/ocr/recognised-page.ts'
import { Problem } from '../../problems.ts'
import type { Embedders } from '../../providers/embeddings/embedders.ts'
import type { FileStorage } from '../../providers/storage/storage.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { type VersionKey, warningsOf } from '../documents/documents.ts'
import { savePageLayouts } from '../page-layouts/page-layouts.ts'
import { type FetchServices, fetchSource, startFetching } from '../url-sources/url-sources.ts'
import { type Attempt, openAttempt } from './attempt.ts'
import { failDocument, publishVersion, startProcessing } from './document-status.repository.ts'
import { type Drafts, readDrafts } from './drafts.repository.ts'
import { embedDrafts } from './embed-drafts.ts'
import {
  beginAttempt,
  type Claim,
  ClaimLostError,
  countCrashes,
  endAttempt,
  holdClaim,
} from './ingestion.repository.ts'
import { readPages } from './recognised-pages.repository.ts'
import { TimeSliceOverError } from './time-slice.ts'

/** What events build on. */
export { describeProgress, type Ingestion, type Progress } from './progress.ts'

export interface IngestServices extends FetchServices {
  embedders: Embedders
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

/** What the attempts before have left. */
interface Left {
  chunks: Drafts | undefined
  recognised: readonly RecognisedPage[]
}

/**
 * One attempt to make a version of a document searchable: fetching → parsing → splitting → embedding → storing. Safe to
 * repeat and to kill: no search finds what it has not published, and the next attempt goes on from the recognised pages,
 * chunks and embeddings that this one has saved. Ends quietly where the document is cancelled, overtaken, deleted or
 * already another attempt's.
 *
 * @param isFinal whether a problem ends the document. What else parsing, the embedder, Storage or the database raise is
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
    return { source, claim, left: await readLeft(tx, claim, source) }
  })
  if (!begun) return
  const { claim, source, left } = begun
  const attempt = openAttempt(services, principal, claim, given, onSaved)
  try {
    logger.debug({ document_id: claim.document_id, attempt: claim.attempt, step: 'fetching' }, 'ingestion step')
    if (claim.crashes >= mostCrashes) throw new Problem('processing_crashed', { params: { attempts: claim.crashes } })
    await work(services, attempt, { ...source, client_id }, left, onSplit)
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

async function readLeft(tx: TenantTx, claim: Claim, { embedding_model, ocr }: Source): Promise<Left> {
  const again = claim.attempt > 1
  const chunks = again ? await readDrafts(tx, claim, embedding_model) : undefined
  return { chunks, recognised: again && !chunks && ocr ? await readPages(tx, claim) : [] }
}

async function work(
  services: IngestServices,
  attempt: Attempt,
  source: Source & { client_id: string },
  left: Left,
  onSplit: Told['onSplit'],
): Promise<void> {
  const { storage, embedders } = services
  const { embedding_model: model, source_url, ocr } = source
  const embedder = embedders.find(model)
  if (!embedder) {
    throw new Problem('embedding_model_unavailable', { params: { model, configured: embedders.current.model } })
  }
  const file = await originalOf(services, attempt, source)
  if (!file) return
  const { recognised } = left
  const split = left.chunks ?? (await readAndSplit(storage, attempt, { ...file, source_url, ocr, recognised }))
  onSplit?.()
  const chunks = await embedDrafts(attempt, embedder, split, left.chunks !== undefined)
  await attempt.begin('storing', { unit: 'chunks', done: 0, total: chunks.length })
  await attempt.write(async (tx) => {
    await holdClaim(tx, attempt.claim)
    await publishVersion(tx, attempt.claim, embedder, { ...split, chunks })
  })
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
  }: Pick<Source, 'source_url' | 'ocr'> & Pick<Left, 'recognised'> & { storage_path: string; file_type: string },
): Promise<Drafts> {
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
    // Also where the drafts are not kept: a version's layout is written once, and known by its version.
    await attempt.write(async (tx) => {
      await holdClaim(tx, attempt.claim)
      await savePageLayouts(tx, attempt.claim, layout)
    })
  }
  return { drafts: chunks, language, warnings: [...warningsOf(pages, ocr), ...warnings] }
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
