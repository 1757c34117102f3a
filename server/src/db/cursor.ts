import { z } from 'zod'
import { Problem } from '../problems.ts'

/** Opaque to callers; no secret. `list` names the list and its filters, so that a cursor fits no other. */
export function encodeCursor(list: string, position: (string | number)[]): string {
  return Buffer.from(JSON.stringify([list, ...position])).toString('base64url')
}

/** Where a page of this list ended. Raises `invalid_cursor` for anything that `encodeCursor` did not make for it. */
export function decodeCursor<Position>(cursor: string, list: string, position: z.ZodType<Position>): Position {
  try {
    const [of, ...rest]: unknown[] = z.array(z.unknown()).parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    if (of === list) return position.parse(rest)
  } catch {
    // Falls through: whatever it was, it is not one of ours.
  }
  throw new Problem('invalid_cursor', { field: 'cursor' })
}

/** The sort key of the lists that show the newest first. */
export const newestFirst = z.tuple([z.string().refine(isTimestamp), z.guid()])

/** Dates that do not exist are none of ours either. */
function isTimestamp(text: string): boolean {
  const local = text.slice(0, 19)
  return timestamp.test(text) && new Date(`${local}Z`).toJSON()?.slice(0, 19) === local
}

const timestamp = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/
