import { z } from '@hono/zod-openapi'

const counts = {
  ready: z.int(),
  under_way: z.int().openapi({ description: 'Waiting to be processed, or being processed.' }),
  failed: z.int(),
  cancelled: z.int(),
}

export const overview = z
  .object({
    documents: z.object({ total: z.int(), ...counts }),
    collections: z
      .array(z.object({ id: z.uuid(), documents: z.int(), ...counts }))
      .openapi({ description: 'Every collection that the caller sees, those without documents too.' }),
    days: z.array(z.object({ day: z.iso.date(), documents: z.int() })).openapi({
      description:
        'The documents there are by the day on which they were made (UTC), the last thirty days, today last.',
    }),
  })
  .openapi('Overview')
