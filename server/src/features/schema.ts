import { z } from '@hono/zod-openapi'
import { textLanguages } from '../parsing/language.ts'

/** What the schemas of several nouns have in common. */
export const timestamps = { created_at: z.iso.datetime({ offset: true }), updated_at: z.iso.datetime({ offset: true }) }

// biome-ignore lint/suspicious/noControlCharactersInRegex: the one that Postgres cannot hold
export const storable = /^[^\x00]*$/
/** A text that can be stored, and of which there is a rest when it is trimmed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the one that Postgres cannot hold
export const readable = /^\s*[^\x00\s][^\x00]*$/

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it refuses
const plain = /^[^\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]*$/

/** A name that is one line, and reads as it is written: no controls, and nothing that turns a text's direction. */
export const plainName = (length: number) => z.string().trim().min(1).max(length).regex(plain, 'plain_name')

/** The same of a name that a file or a page brings along. */
export function toPlainName(text: string): string {
  return Array.from(text)
    .filter((character) => plain.test(character))
    .join('')
}

export const name = plainName(200)
export const description = z.string().max(2000).regex(storable).nullish()

/** How full-text search stems a text. */
export const textLanguage = z.enum(textLanguages)

/** An address and nothing else: it is shown, and so a user, password or key in it would be. */
export const plainUrl = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((text) => {
    const url = URL.parse(text)
    // Blanks and controls a reader of URLs drops, and the database may not hold.
    return url !== null && url.username === '' && url.password === '' && !/[?#\s\p{Cc}]/u.test(text)
  }, 'plain_url')

export const location = z
  .object({
    heading: z.string().optional().openapi({ description: 'The path of headings that it stands under.' }),
    page: z.int().optional().openapi({ description: 'Where it begins, from 1; only of formats that have pages.' }),
    page_end: z.int().optional().openapi({ description: 'Where it ends, where that is another page.' }),
    slide: z.int().optional().openapi({ description: 'From 1; of a presentation.' }),
    sheet: z.string().optional().openapi({ description: 'Its name; of a workbook.' }),
    row: z.int().optional().openapi({
      description: 'The row that it begins with, from 1; of workbooks, CSV and JSON lists of records.',
    }),
    row_end: z.int().optional().openapi({ description: 'The row that it ends with, where that is another one.' }),
    start: z.int().openapi({ description: 'Offset in the text of the document, in UTF-16 code units.' }),
    end: z.int(),
  })
  .openapi('Location')

export const idParam = z.object({ id: z.uuid() })

export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50).openapi({ description: 'Rows of a page.' }),
  cursor: z.string().max(500).optional().openapi({ description: 'next_cursor of the page before.' }),
})

export function page<Row extends z.ZodType>(row: Row) {
  return z.object({
    data: z.array(row),
    next_cursor: z.string().nullable().openapi({ description: 'For the next page; null on the last one.' }),
  })
}

/** What a PATCH may bring: any of the fields, at least one. */
export function changes<Shape extends z.ZodRawShape>(shape: Shape) {
  return z
    .strictObject(shape)
    .partial()
    .refine((given) => Object.keys(given).length > 0, 'empty_changes')
    .openapi({ minProperties: 1 })
}
