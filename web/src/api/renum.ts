import { createRenum, type Renum } from '@renum/client'
import type { Language } from '../app/language.ts'
import type { Session } from './session.ts'

/** The API for what takes no account: of somebody who may have none yet. */
export function anonymousRenum(language: Language): Renum {
  return createRenum({ url: location.origin, language: language === 'en' ? 'en' : 'pt', retry: { maxWaitMs: 8_000 } })
}

/**
 * The API for one client (a company), null for what a person does without one. The client goes with every request, so that two tabs
 * can show two clients.
 */
export function renumFor(session: Session, clientId: string | null, language: Language): Renum {
  return createRenum({
    url: location.origin,
    language: language === 'en' ? 'en' : 'pt',
    token: session.token,
    ...(clientId !== null && { clientId }),
    retry: { maxWaitMs: 8_000 },
    fetch: async (request) => {
      // A delete that was held is sent when the page is left, and outlives it.
      const sent = request.method === 'DELETE' ? new Request(request.clone(), { keepalive: true }) : request.clone()
      const response = await fetch(sent)
      if (response.status !== 401) return response
      const again = new Request(request)
      again.headers.set('Authorization', `Bearer ${await session.renew()}`)
      return fetch(again)
    },
  })
}
