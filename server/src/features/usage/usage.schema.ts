import { z } from '@hono/zod-openapi'

const limit = z.int().nullable()

export const usage = z
  .object({
    documents: z.int(),
    bytes: z.int().openapi({ description: 'Of all originals that are kept, every version counted once.' }),
    max_documents: limit.openapi({ description: 'Null for no limit. Set by whoever runs the install.' }),
    max_bytes: limit.openapi({ description: 'Null for no limit.' }),
  })
  .openapi('Usage')
