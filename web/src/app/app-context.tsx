import type { Renum, Schemas } from '@renum/client'
import { unwrap } from '@renum/client'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react'
import type { PublicConfig } from '../api/config.ts'
import type { Live } from '../api/live.ts'
import { renumFor } from '../api/renum.ts'
import type { Session } from '../api/session.ts'
import type { Uploads } from '../features/knowledge/uploads.ts'
import type { Language } from './language.ts'
import type { Theme } from './theme.ts'

export interface App {
  config: PublicConfig
  session: Session
  live: Live
  uploads: Uploads
  language: Language
  setLanguage: (language: Language) => void
  theme: Theme
  setTheme: (theme: Theme) => void
}

export const AppContext = createContext<App | null>(null)

export function useApp(): App {
  const app = useContext(AppContext)
  if (!app) throw new Error('useApp outside of AppContext')
  return app
}

export function useSessionState() {
  const { session } = useApp()
  return useSyncExternalStore(session.subscribe, session.state)
}

/** The client (company) whose pages these are. */
export interface ActiveClient {
  id: string
  name: string
  role: Role
  renum: Renum
}

export type Role = Schemas['Member']['role']

export const ClientContext = createContext<ActiveClient | null>(null)

export function useClient(): ActiveClient {
  const client = useContext(ClientContext)
  if (!client) throw new Error('useClient outside of ClientContext')
  return client
}

const ranks: Record<Role, number> = { viewer: 0, user: 1, admin: 2, owner: 3 }

/** Whether the person may do what takes at least this role. The server decides; this hides what it would refuse. */
export function useMay(least: Role): boolean {
  const { role } = useClient()
  return ranks[role] >= ranks[least]
}

/** The API for what a person does without a client, and their account. */
export function usePersonalRenum(): Renum {
  const { session, language } = useApp()
  return useMemo(() => renumFor(session, null, language), [session, language])
}

export function meQuery(renum: Renum) {
  return queryOptions({ queryKey: ['me'], queryFn: () => unwrap(renum.GET('/v1/me')), staleTime: 30_000 })
}

export function useMe() {
  const renum = usePersonalRenum()
  return useQuery(meQuery(renum))
}
