/** One thing that was tried. */
export interface Outcome {
  attack: string
  leaked: boolean
  /** What came out, where something did. */
  why?: string
}

/** Ids by what they are of, in the words of the paths: `knowledge-bases`, `documents`, `users`. */
export type Ids = Record<string, string[]>

/** What is attacked: a client's rows, or within a client those of a restricted collection. */
export interface Target {
  ids: Ids
  /** Texts that stand in its rows and nowhere else: none of them may appear in an attacker's answer. */
  canaries: string[]
  /** Cursors that its lists gave, by operation. */
  cursors: Record<string, string>
  /** The Idempotency-Keys that its people used, by operation. */
  keys: Record<string, string>
}

/** An answer of HTTP, read. */
export interface Answer {
  status: number
  headers: Headers
  text: string
}

export interface SqlAnswer {
  rows: Record<string, unknown>[]
  /** Where a statement failed: its SQLSTATE and what it says. */
  error?: { code: string; message: string }
}

/** Runs statements in one transaction as an attacker, gives the last one's rows, and rolls everything back. */
export type RunSql = (...statements: string[]) => Promise<SqlAnswer>

/** What of the target stands in a text, apart from what the attacker had sent. */
export function findTraces(text: string, target: Target, sent: string): string[] {
  const secrets = [...target.canaries, ...Object.values(target.ids).flat(), ...Object.values(target.cursors)]
  return [...new Set(secrets)].filter((secret) => text.includes(secret) && !sent.includes(secret))
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

/** What an answer tells, whatever it is about: status, headers and body, but for what differs from one to the next. */
export function normaliseResponse({ status, headers, text }: Answer): string {
  const kept = [...headers].filter(([name]) => !/^(x-request-id|date|content-length|etag|keep-alive)$/.test(name))
  return JSON.stringify([status, kept.sort(), status < 300 ? outline(text) : withoutRequest(text)])
}

function withoutRequest(text: string): string {
  return text.replace(/"request_id":"[^"]*"/, '').replace(uuid, '<id>')
}

/** Of what succeeded: which fields there are, and how many of each. */
function outline(text: string): unknown {
  try {
    return outlineOf(JSON.parse(text))
  } catch {
    return text.length
  }
}

function outlineOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(outlineOf)
  if (typeof value !== 'object' || value === null) return value === null ? null : typeof value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, outlineOf(item)]))
}
