import { afterAll } from 'vitest'
import { asAdmin } from './harness.ts'

// Files share a database: what one leaves unfinished, the workers of all that follow would try again and again.
afterAll(async () => {
  await asAdmin(`update documents set status = 'cancelled' where status in ('pending', 'processing')`)
  await asAdmin(`delete from pgboss.job where state in ('created', 'retry', 'active') and name not like '\\_\\_%'`)
})
