import { AuthRetryableFetchError, type Session as AuthSession, GoTrueClient } from '@supabase/auth-js'
import type { PublicConfig } from './config.ts'

/**
 * `expired`: the session ended without its person wanting it. The page stays as it is, with what was typed; requests wait
 * until the same person has signed in again.
 */
type SessionState =
  | { status: 'in'; email: string; userId: string }
  | { status: 'out' }
  | { status: 'expired'; email: string }

export interface Session {
  auth: GoTrueClient
  state: () => SessionState
  subscribe: (listener: () => void) => () => void
  /** Whether anybody has ever signed in with this browser. */
  known: () => boolean
  /** A token that is valid now. Waits while the session has expired; raises where Auth does not answer. */
  token: () => Promise<string>
  /** After the API refused a token: asks Auth for another one, and where it gives none, the person. */
  renew: () => Promise<string>
  /** Ends the session here, or every session of the person. */
  signOut: (scope?: 'local' | 'global') => Promise<void>
}

const knownKey = 'renum.known'

/** The session of this browser, kept in its local storage and shared by its tabs. */
export async function openSession(config: PublicConfig, language: () => string): Promise<Session> {
  const auth = new GoTrueClient({
    url: `${config.supabase_url}/auth/v1`,
    headers: { apikey: config.supabase_key },
    storageKey: 'renum.session',
    // The page /password reads what the links of mails bring.
    detectSessionInUrl: false,
    flowType: 'implicit',
    fetch: (input, init) => {
      const headers = new Headers(init?.headers)
      headers.set('Accept-Language', language())
      return fetch(input, { ...init, headers })
    },
  })
  const { data } = await auth.getSession()
  let state: SessionState = stateOf(data.session)
  let leaving = false
  const remember = () => {
    if (state.status === 'in') localStorage.setItem(knownKey, '1')
  }
  remember()
  const listeners = new Set<() => void>()
  const waiting = new Set<(token: string) => void>()

  const become = (next: SessionState) => {
    state = next
    remember()
    for (const listener of listeners) listener()
  }
  auth.onAuthStateChange((_event, session) => {
    if (session) {
      become(stateOf(session))
      for (const go of waiting) go(session.access_token)
      waiting.clear()
      return
    }
    if (state.status === 'in') become(leaving ? { status: 'out' } : { status: 'expired', email: state.email })
  })

  const ask = () => {
    if (state.status === 'in') become({ status: 'expired', email: state.email })
    return new Promise<string>((resolve) => waiting.add(resolve))
  }
  const given = (session: AuthSession | null, error: Error | null) => {
    if (session) return session.access_token
    if (error instanceof AuthRetryableFetchError) throw error
    return ask()
  }

  return {
    auth,
    state: () => state,
    known: () => localStorage.getItem(knownKey) !== null,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    token: async () => {
      const { data, error } = await auth.getSession()
      return given(data.session, error)
    },
    renew: async () => {
      const { data, error } = await auth.refreshSession()
      return given(data.session, error)
    },
    signOut: async (scope = 'local') => {
      leaving = true
      try {
        const { error } = await auth.signOut({ scope })
        if (error) throw error
        become({ status: 'out' })
      } finally {
        leaving = false
      }
    },
  }
}

function stateOf(session: AuthSession | null): SessionState {
  return session ? { status: 'in', email: session.user.email ?? '', userId: session.user.id } : { status: 'out' }
}
