/** What the operator has to see or may want to log. */
export type StackEvent =
  | MailEvent
  | { kind: 'restart'; reason: string }
  | { kind: 'log'; message: string }
  /** The database's process was sent SIGTERM. It goes on: its parent decides whether the whole is to end. */
  | TerminatedEvent
  /** The database ended too often in a row and is not started again. */
  | { kind: 'failed'; error: Error }

export interface TerminatedEvent {
  kind: 'terminated'
}

/** A mail that Auth sent while no SMTP server is configured; `links` are the URLs found in `text`. */
export interface MailEvent {
  kind: 'mail'
  to: string
  subject: string
  text: string
  links: string[]
}

export interface StackOptions {
  /** Folder of the stack, absolute or relative; created with mode 0700. */
  dataDir: string
  /** Port of Auth and Storage on 127.0.0.1; 0 takes a free one. */
  supabasePort: number
  /** Port of Postgres on 127.0.0.1; 0 takes a free one. */
  dbPort: number
  /** URL of the web application: the links in Auth's mails lead to its `/password`. */
  siteUrl: string
  /** `smtp://user:password@host:587?from=sender@example.com`; without it mails become events. */
  smtpUrl?: string
  /** How many proxies stand in front of Auth and Storage, whose X-Forwarded-For is believed; 0 by default. */
  trustProxy?: number
  /** Milliseconds after which a running statement makes the watchdog restart the database; 30,000 by default. */
  statementLimitMs?: number
  /** What owns the folder, in the words of its user: `renum start`. */
  command: string
  onEvent?: (event: StackEvent) => void
}

/** What another process needs to use the stack. The names are those of the wire and of owner.json. */
export interface StackConnection {
  supabase_url: string
  publishable_key: string
  secret_key: string
  jwt_secret: string
  db_url: string
  data_dir: string
  /** Fernet key: 32 bytes, base64url. */
  encryption_key: string
}

export interface Stack {
  readonly connection: StackConnection
  /** How often the database process was started again since `startStack`. */
  readonly restarts: number
  /** Runs what may take long in one statement, as a migration of much data does: the watchdog waits an hour meanwhile. */
  withoutLimit<T>(work: () => Promise<T>): Promise<T>
  stop(): Promise<void>
}
