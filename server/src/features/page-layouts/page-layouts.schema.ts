import { z } from '@hono/zod-openapi'

/** UTF-16 code units that rectangles are asked of at once: more than a chunk has. */
const longestSpan = 50_000
const offset = (description: string) =>
  z.coerce
    .number()
    .int()
    .min(0)
    .max(2_147_483_647)
    .openapi({ type: 'integer', minimum: 0, maximum: 2_147_483_647, description, param: { required: true } })

export const rectanglesQuery = z
  .strictObject({
    start: offset('`start` of the location of a chunk or a citation, or any offset within it.'),
    end: offset('`end` of it, or any offset before; at most 50,000 after `start`.'),
    version: z.coerce.number().int().min(1).max(2_147_483_647).optional().openapi({
      description: 'Of the version that searches find, where none is named.',
    }),
  })
  .refine(({ start, end }) => end > start && end - start <= longestSpan, { path: ['end'] })

export const textRectangles = z
  .object({
    version_number: z.int(),
    pages: z
      .array(
        z.object({
          page: z.int().openapi({ description: 'From 1.' }),
          width: z.int().openapi({
            description: 'Of the page as it is shown, in points (a PDF) or pixels (an image), as are its rectangles.',
          }),
          height: z.int(),
          rectangles: z
            .array(z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }))
            .openapi({ description: 'One for each line; `x` and `y` from the top left of the page.' }),
        }),
      )
      .openapi({ description: 'In order; none where the format has no pages.' }),
  })
  .openapi('TextRectangles')
