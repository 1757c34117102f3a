import type { StackSecrets } from '../data-folder/secrets.ts'
import type { PortVariable } from '../errors.ts'
import type { MailEvent, TerminatedEvent } from '../types.ts'

/** What the database process is told, over IPC: nothing secret shows in its arguments or environment. */
export type ToChild = { kind: 'start'; settings: ChildSettings } | { kind: 'stop' }

export interface ChildSettings {
  dataDir: string
  supabasePort: number
  dbPort: number
  siteUrl: string
  smtpUrl?: string | undefined
  trustProxy?: number | undefined
  secrets: StackSecrets
}

export type FromChild =
  | { kind: 'beat' }
  | { kind: 'ready'; supabaseUrl: string; supabasePort: number; dbUrl: string; dbPort: number }
  | { kind: 'failed'; failure: ChildFailure }
  | MailEvent
  | TerminatedEvent

export type ChildFailure =
  /** A process from before still holds the database's lock. */
  | { reason: 'locked' }
  | { reason: 'port_in_use'; port: number; variable: PortVariable }
  | { reason: 'other'; message: string }

/** How often the child says that it is not stuck in a statement. */
export const BEAT_MS = 250
