import type { Database } from '../../db/pool.ts'
import { type Principal, readAsTenant } from '../../db/tenant.ts'
import { type Language, Problem, problemText } from '../../problems.ts'
import { describeProgress, type Progress } from '../ingestion/ingestion.ts'
import type { EventIds } from './event-ids.ts'
import {
  type Change,
  type Found,
  findChange,
  findChanges,
  maxUncommittedRevisions,
  type Position,
} from './events.repository.ts'

/** One thing that happened to a document, as it goes out. */
interface DocumentEvent {
  /** Given back as Last-Event-ID it is gone on from here. */
  id: string
  event: 'progress' | 'ready' | 'failed' | 'cancelled' | 'deleted'
  data: Partial<Progress> & Record<string, unknown>
}

/**
 * Looks what is new since the last look; `ended`: nothing more can come. Raises `not_found` where the caller does not
 * see it, or not any more, and what `readAsTenant` raises: each look is made with the caller's rights of that moment.
 */
export type Look = () => Promise<{ events: DocumentEvent[]; ended: boolean }>

interface Watching {
  /** Of the last event that they were told; without it they begin with how it is now. */
  lastId: string | undefined
  eventIds: EventIds
  language: Language
  /** How many processes work on jobs: without one nothing goes on. */
  countWorkers(): Promise<number>
}

/**
 * Watches one document until its processing has ended and its vectors are there, or it is deleted: `ready` is told with its words,
 * and again as its vectors come. Raises `invalid_cursor`.
 */
export function watchDocument(database: Database, principal: Principal, id: string, from: Watching): Look {
  const { lastId, eventIds, language } = from
  let revision = lastId === undefined ? -1 : eventIds.open(lastId).revision
  let told: string | undefined
  return async () => {
    const change = await readAsTenant(database, principal, (tx) => findChange(tx, id))
    // Of a deletion learns who has seen the document before.
    if (!change || (change.document === null && revision < 0)) throw new Problem('not_found')
    const sealed = eventIds.seal({ revision: change.revision, horizon: null })
    const event = eventOf(change, sealed, language, await from.countWorkers())
    // Why nothing happens may change while nothing happens.
    const waits = [event.data.waiting_for, event.data.embedding?.waiting_for].join()
    const isNew = change.revision > revision || (told !== undefined && told !== waits)
    revision = change.revision
    told = waits
    return { events: isNew ? [event] : [], ended: hasEnded(change) }
  }
}

/**
 * Watches the documents of a collection: first those that are being processed, then whatever changes. Nothing is left
 * out; what was told just before a stream broke off may be told again after it, with the same revision.
 * Raises `invalid_cursor`.
 */
export function watchCollection(database: Database, principal: Principal, id: string, from: Watching): Look {
  const { lastId, eventIds, language } = from
  let position = lastId === undefined ? beginning : positionOf(eventIds.open(lastId))
  // What may be found late though it was told, each with a transaction that is younger than the one that wrote it.
  let told = new Map<number, number>()
  return async () => {
    const found = await readAsTenant(database, principal, (tx) => findChanges(tx, id, position, told.keys()))
    if (!found) throw new Problem('not_found')
    const { late, fresh, next } = found
    const after = positionAfter(position, found)
    for (const { revision } of [...late, ...fresh]) told.set(revision, next)
    for (const revision of found.ended) told.set(revision, next)
    const { horizon } = after
    told = new Map(
      [...told].filter(
        ([revision, above]) => above > (horizon ?? 0) && revision > after.revision - maxUncommittedRevisions,
      ),
    )
    const changes = [...late, ...fresh]
    const workers = changes.length === 0 ? 0 : await from.countWorkers()
    const events = changes.map((change, i) => {
      // A reader that is cut off within these must get the rest when it comes back.
      const isLate = i < late.length
      const here = isLate ? position : { revision: change.revision, horizon }
      return eventOf(change, eventIds.seal(i === changes.length - 1 ? after : here), language, workers)
    })
    position = after
    return { events, ended: false }
  }
}

const beginning: Position = { revision: 0, horizon: null, since: null }

/** Where a reader goes on that was told up to here: whatever has ended since is of interest. */
function positionOf({ revision, horizon }: Omit<Position, 'since'>): Position {
  return { revision, horizon, since: revision }
}

function positionAfter(before: Position, found: Found): Position {
  const last = Math.max(before.revision, found.fresh.at(-1)?.revision ?? 0)
  const revision = found.allFresh ? Math.max(last, found.newest) : last
  const since = before.since ?? found.newest
  // What ended while the beginning is told, page by page, is found by its transaction, and only once all of it is told.
  const passed = found.allLate && revision >= since
  return { revision, since, horizon: passed ? found.horizon : (before.horizon ?? found.horizon) }
}

/** A document that is ready goes on until its vectors are there. */
function hasEnded({ document }: Change): boolean {
  if (document?.status === 'ready') return document.embedding_status !== 'pending'
  return document?.status !== 'pending' && document?.status !== 'processing'
}

function eventOf(change: Change, id: string, language: Language, workers: number): DocumentEvent {
  const { document, ingestion, document_id, collection_id, document_revision: revision } = change
  const about = { document_id, collection_id, revision }
  if (document === null) return { id, event: 'deleted', data: about }
  const { status, name, error_code, error_params, current_version, chunk_count, pending } = document
  const own = { status, current_version, chunk_count, pending }
  const data = {
    ...about,
    name,
    status,
    ...(ingestion && describeProgress({ ...ingestion, ...own }, Date.now(), workers)),
  }
  if (status === 'pending' || status === 'processing') return { id, event: 'progress', data }
  if (error_code === null) return { id, event: status, data }
  return {
    id,
    event: status,
    data: { ...data, error_code, error_message: problemText(error_code, error_params, language) },
  }
}
