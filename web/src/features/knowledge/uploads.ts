import { type DocumentEvent, type Renum, type Schemas, unwrap } from '@renum/client'
import type { QueryClient } from '@tanstack/react-query'
import type { Live } from '../../api/live.ts'
import { renumFor } from '../../api/renum.ts'
import type { Session } from '../../api/session.ts'
import type { Language } from '../../app/language.ts'

type Document = Schemas['Document']

/** A file on its way from this browser to a document that can be searched. */
export interface Upload {
  id: number
  clientId: string
  collectionId: string
  file: File
  status: 'waiting' | 'sending' | 'processing' | 'ready' | 'failed' | 'cancelled'
  /** Of a zip: how many documents it became, and what became none. */
  unpacked?: { documents: number; skipped: { path: string; reason: string }[] }
  documentId?: string
  /** The collection had the same bytes already. */
  duplicate?: boolean
  step?: DocumentEvent['step']
  percent?: number
  waitingFor?: DocumentEvent['waiting_for']
  /** What went wrong, to be put in words; a text where the server did that. */
  failure?: { error: unknown } | { text: string }
}

export interface Uploads {
  list: () => readonly Upload[]
  subscribe: (listener: () => void) => () => void
  add: (clientId: string, collectionId: string, files: readonly File[]) => void
  cancel: (id: number) => void
  retry: (id: number) => void
  /** Forgets those that have ended. */
  clear: () => void
}

/** Files that are sent at once: more would wait for the same line, and keep the page's own requests waiting. */
const atOnce = 3
/** An upload of which nothing was heard for so long is asked after: its event may have come before its name was known. */
const silentMs = 4_000

export const hasEnded = ({ status }: Upload) => status === 'ready' || status === 'failed' || status === 'cancelled'

export function createUploads(session: Session, cache: QueryClient, live: Live, language: () => Language): Uploads {
  let uploads: readonly Upload[] = []
  let next = 0
  const listeners = new Set<() => void>()
  const aborts = new Map<number, AbortController>()
  const heard = new Map<number, number>()
  const streams = new Map<string, () => void>()
  const early = new Map<string, DocumentEvent>()
  let timer: ReturnType<typeof setInterval> | undefined

  const renumOf = ({ clientId }: Upload): Renum => renumFor(session, clientId, language())
  const find = (id: number) => uploads.find((upload) => upload.id === id)
  let told = false
  const change = (id: number, changes: Partial<Upload>) => {
    uploads = uploads.map((upload) => (upload.id === id ? { ...upload, ...changes } : upload))
    heard.set(id, Date.now())
    tell()
  }
  const tell = () => {
    if (told) return
    told = true
    // Fifty files at once bring hundreds of events a second: the page is drawn once for all that came together.
    setTimeout(() => {
      told = false
      for (const listener of listeners) listener()
    }, 50)
  }

  const follow = (upload: Upload, { status, step, percent, waiting_for, error_message }: DocumentEvent) => {
    if (status === 'pending' || status === 'processing') {
      change(upload.id, { status: 'processing', step, percent, waitingFor: waiting_for })
    } else if (status === 'ready') end(upload, { status: 'ready' })
    else if (status === 'failed') end(upload, { status: 'failed', failure: { text: error_message ?? '' } })
    else if (status === 'cancelled') end(upload, { status: 'cancelled' })
  }
  const hear = (event: DocumentEvent) => {
    const upload = uploads.find(({ documentId }) => documentId === event.document_id)
    if (upload && !hasEnded(upload)) follow(upload, event)
    else if (!upload) early.set(event.document_id, event)
  }
  const end = (upload: Upload, changes: Partial<Upload>) => {
    change(upload.id, changes)
    void cache.invalidateQueries({ queryKey: ['documents', upload.collectionId] })
    void cache.invalidateQueries({ queryKey: ['overview'] })
    rest()
  }

  /** Ends the streams and the asking once nothing is under way. */
  const rest = () => {
    const open = uploads.filter((upload) => !hasEnded(upload))
    for (const [collectionId, stop] of streams) {
      if (open.some((upload) => upload.collectionId === collectionId)) continue
      stop()
      streams.delete(collectionId)
    }
    if (open.length > 0) return
    clearInterval(timer)
    timer = undefined
    early.clear()
  }

  const askAfterSilent = async () => {
    const silent = uploads.filter(
      ({ id, status, documentId }) =>
        status === 'processing' && documentId && Date.now() - (heard.get(id) ?? 0) > silentMs,
    )
    for (const upload of silent.slice(0, 5)) {
      heard.set(upload.id, Date.now())
      const params = { path: { id: upload.documentId as string } }
      const document = await unwrap(renumOf(upload).GET('/v1/documents/{id}', { params })).catch(() => undefined)
      if (document) settle(upload, document)
    }
  }
  const settle = (upload: Upload, document: Document) => {
    if (document.status === 'ready') end(upload, { status: 'ready' })
    else if (document.status === 'failed')
      end(upload, { status: 'failed', failure: { text: document.error_message ?? '' } })
    else if (document.status === 'cancelled') end(upload, { status: 'cancelled' })
  }

  const send = async (upload: Upload) => {
    const controller = new AbortController()
    aborts.set(upload.id, controller)
    change(upload.id, { status: 'sending', failure: undefined })
    const { signal } = controller
    const { file, collectionId } = upload
    try {
      if (/\.zip$/i.test(file.name)) {
        const answer = await unwrap(
          renumOf(upload).POST('/v1/collections/{id}/documents/import', {
            params: { path: { id: collectionId } },
            body: { file },
            signal,
          }),
        )
        const skipped = answer.skipped.map(({ path, error_message }) => ({ path, reason: error_message }))
        end(upload, { status: 'ready', unpacked: { documents: answer.data.length, skipped } })
      } else {
        const document = await renumOf(upload).uploadDocument(collectionId, file, { signal })
        const duplicate = document.status === 'ready'
        change(upload.id, { status: 'processing', documentId: document.id, duplicate, percent: 0, step: 'queued' })
        const before = early.get(document.id)
        if (before) follow({ ...upload, documentId: document.id }, before)
        else settle(upload, document)
        void cache.invalidateQueries({ queryKey: ['documents', collectionId] })
      }
    } catch (error) {
      if (signal.aborted) end(upload, { status: 'cancelled' })
      else end(upload, { status: 'failed', failure: { error } })
    } finally {
      aborts.delete(upload.id)
      pump()
    }
  }

  const pump = () => {
    const sending = uploads.filter(({ status }) => status === 'sending').length
    for (const upload of uploads.filter(({ status }) => status === 'waiting').slice(0, atOnce - sending))
      void send(upload)
  }

  const listen = ({ clientId, collectionId }: Upload) => {
    // Before the first byte is sent, so that no event is missed.
    if (!streams.has(collectionId)) streams.set(collectionId, live.subscribe(clientId, collectionId, hear))
    timer ??= setInterval(() => void askAfterSilent(), 2_000)
  }

  addEventListener('beforeunload', (event) => {
    if (uploads.some(({ status }) => status === 'sending' || status === 'waiting')) event.preventDefault()
  })

  return {
    list: () => uploads,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add: (clientId, collectionId, files) => {
      const added = files.map((file): Upload => ({ id: next++, clientId, collectionId, file, status: 'waiting' }))
      uploads = [...uploads, ...added]
      if (added[0]) listen(added[0])
      tell()
      pump()
    },
    cancel: (id) => {
      const upload = find(id)
      if (!upload) return
      if (upload.status === 'waiting') end(upload, { status: 'cancelled' })
      aborts.get(id)?.abort()
      if (upload.status !== 'processing' || !upload.documentId) return
      const params = { path: { id: upload.documentId } }
      unwrap(renumOf(upload).POST('/v1/documents/{id}/cancel', { params })).then(
        () => end(upload, { status: 'cancelled' }),
        () => {},
      )
    },
    retry: (id) => {
      const upload = find(id)
      if (!upload) return
      listen(upload)
      const { documentId } = upload
      if (documentId === undefined) {
        change(id, { status: 'waiting', failure: undefined })
        pump()
        return
      }
      change(id, { status: 'processing', step: 'queued', percent: 0, failure: undefined })
      early.delete(documentId)
      unwrap(renumOf(upload).POST('/v1/documents/{id}/reprocess', { params: { path: { id: documentId } } })).catch(
        (error: unknown) => end(upload, { status: 'failed', failure: { error } }),
      )
    },
    clear: () => {
      uploads = uploads.filter((upload) => !hasEnded(upload))
      tell()
    },
  }
}
