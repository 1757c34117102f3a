import { Problem } from '../problems.ts'

/** Where a page of a list ended: the sort key of its last row, and of which list it was. */
interface Position {
  list: string
  created_at: string
  id: string
}

/** Opaque to callers; no secret. `list` names the list and its filters, so that a cursor fits no other. */
export function encodeCursor({ list, created_at, id }: Position): string {
  return Buffer.from(JSON.stringify([list, created_at, id])).toString('base64url')
}

/** Raises `invalid_cursor` for anything that `encodeCursor` did not make for this list. */
export function decodeCursor(cursor: string, list: string): Position {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(parts) && parts.length === 3 && parts.every((part) => typeof part === 'string')) {
      const [of, created_at, id] = parts as [string, string, string]
      if (of === list && isTimestamp(created_at) && uuid.test(id)) return { list, created_at, id }
    }
  } catch {
    // Falls through: whatever it was, it is not one of ours.
  }
  throw new Problem('invalid_cursor', { field: 'cursor' })
}

/** Dates that do not exist are none of ours either. */
function isTimestamp(text: string): boolean {
  const local = text.slice(0, 19)
  return timestamp.test(text) && new Date(`${local}Z`).toJSON()?.slice(0, 19) === local
}

const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
