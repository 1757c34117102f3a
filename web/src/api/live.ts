import type { DocumentEvent } from '@renum/client'
import type { Language } from '../app/language.ts'
import { renumFor } from './renum.ts'
import type { Session } from './session.ts'

type Listener = (event: DocumentEvent) => void

export interface Live {
  /** What happens to the documents of a collection, from now on; one stream for all who listen. */
  subscribe: (clientId: string, collectionId: string, listener: Listener) => () => void
}

/** Between a stream that was refused or broke off for good and the next one. */
const pauseMs = 3_000

export function createLive(session: Session, language: () => Language): Live {
  const streams = new Map<string, { listeners: Set<Listener>; controller: AbortController }>()

  const run = async (clientId: string, collectionId: string, listeners: Set<Listener>, signal: AbortSignal) => {
    while (!signal.aborted) {
      try {
        const renum = renumFor(session, clientId, language())
        for await (const event of renum.watchCollection(collectionId, { signal })) {
          for (const listener of [...listeners]) listener(event)
        }
      } catch {
        if (signal.aborted) return
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }

  return {
    subscribe: (clientId, collectionId, listener) => {
      const key = `${clientId} ${collectionId}`
      let stream = streams.get(key)
      if (!stream) {
        stream = { listeners: new Set(), controller: new AbortController() }
        streams.set(key, stream)
        void run(clientId, collectionId, stream.listeners, stream.controller.signal)
      }
      const { listeners, controller } = stream
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        controller.abort()
        if (streams.get(key)?.listeners === listeners) streams.delete(key)
      }
    },
  }
}
