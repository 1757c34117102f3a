import type { Database } from '../../db/pool.ts'
import { type Principal, readAsTenant } from '../../db/tenant.ts'
import { type Language, Problem, problemText } from '../../problems.ts'
import { type Change, findChange, findChanges, type Position } from './events.repository.ts'
import { describeProgress, type Progress } from './progress.ts'

/** One thing that happened to a document, as it goes out. */
interface DocumentEvent {
  /** Given back as Last-Event-ID it is gone on from here. */
  id: string
  event: 'progress' | 'ready' | 'failed' | 'cancelled' | 'deleted'
  data: Partial<Progress> & Record<string, unknown>
}

/**
 * Looks what is new since the last look; `ended`: nothing more can come. Raises `not_found` where whoever watches does
 * not see it, or not any more, and what `readAsTenant` raises: each look is made with their rights of that moment.
 */
export type Look = () => Promise<{ events: DocumentEvent[]; ended: boolean }>

interface Watching {
  /** Of the last event that they were told; without it they begin with how it is now. */
  lastId: string | undefined
  language: Language
  /** How many processes work on jobs: without one nothing goes on. */
  countWorkers(): Promise<number>
}

/** Watches one document until its processing has ended or it is deleted. */
export function watchDocument(database: Database, principal: Principal, id: string, from: Watching): Look {
  let revision = from.lastId === undefined ? -1 : positionOf(from.lastId).revision
  let told: Progress['waiting_for'] | undefined
  return async () => {
    const change = await readAsTenant(database, principal, (tx) => findChange(tx, id))
    // Of a deletion learns who has seen the document before.
    if (!change || (change.document === null && revision < 0)) throw new Problem('not_found')
    const event = eventOf(change, String(change.revision), from.language, await from.countWorkers())
    // Why nothing happens may change while nothing happens.
    const isNew = change.revision > revision || (told !== undefined && told !== event.data.waiting_for)
    revision = change.revision
    told = event.data.waiting_for
    return { events: isNew ? [event] : [], ended: hasEnded(change) }
  }
}

/**
 * Watches the documents of a collection: first those that are being processed, then whatever changes. Nothing is left
 * out; what was told just before a stream broke off may be told again after it, with the same revision.
 */
export function watchCollection(database: Database, principal: Principal, id: string, from: Watching): Look {
  let position: Position = from.lastId === undefined ? beginning : positionOf(from.lastId)
  // Of the changes that are looked at again: which of them were told.
  let told = new Set<string>()
  return async () => {
    const found = await readAsTenant(database, principal, (tx) => findChanges(tx, id, position))
    if (!found) throw new Problem('not_found')
    const keyed = found.changes.map((change) => ({ change, key: `${change.document_id} ${change.revision}` }))
    // The first look also finds what has just ended: it is not told, and not to be told by the next one either.
    const untold = keyed.filter(({ key, change }) => !told.has(key) && (position.since !== null || !hasEnded(change)))
    const fresh = untold.map(({ change }) => change)
    told = new Set(keyed.map(({ key }) => key))
    let { revision } = position
    const workers = fresh.length === 0 ? 0 : await from.countWorkers()
    const events = fresh.map((change, i) => {
      revision = Math.max(revision, change.revision)
      // Whoever is cut off within these has to be told of the rest.
      const horizon = i === fresh.length - 1 ? found.horizon : (position.horizon ?? found.horizon)
      return eventOf(change, `${revision}.${horizon}`, from.language, workers)
    })
    // What is behind the newest and still to come is looked for by its transaction.
    if (found.complete) revision = Math.max(revision, found.newest)
    position = { revision, horizon: found.horizon, since: position.since ?? found.newest }
    return { events, ended: false }
  }
}

const beginning: Position = { revision: 0, horizon: null, since: null }

/** What an id says; of a document's stream, its revision alone. */
function positionOf(id: string): Position {
  const [revision, horizon = null] = id.split('.')
  return { revision: Number(revision), horizon, since: Number(revision) }
}

function hasEnded({ document }: Change): boolean {
  return document === null || (document.status !== 'pending' && document.status !== 'processing')
}

function eventOf(change: Change, id: string, language: Language, workers: number): DocumentEvent {
  const { document, ingestion, document_id, collection_id, revision } = change
  const about = { document_id, collection_id, revision }
  if (document === null) return { id, event: 'deleted', data: about }
  const { status, name, error_code, error_params } = document
  const data = {
    ...about,
    name,
    status,
    ...(ingestion && describeProgress({ ...ingestion, status }, Date.now(), workers)),
  }
  if (status === 'pending' || status === 'processing') return { id, event: 'progress', data }
  if (error_code === null) return { id, event: status, data }
  return {
    id,
    event: status,
    data: { ...data, error_code, error_message: problemText(error_code, error_params, language) },
  }
}
