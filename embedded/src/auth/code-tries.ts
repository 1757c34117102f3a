import { createHmac } from 'node:crypto'
import type { PostgresConnection } from '@supabase/lite/postgres'

/** Wrong tries that a code survives, whoever makes them. */
const triesOfCode = 5
/** Tries at all codes of one address in a day: a new code is no new beginning. */
const triesOfDay = 30

/** How often the codes mailed to an address were tried. Kept in the database: a restart gives no tries back. */
export interface CodeTries {
  /** Counts a try before it is made; false where the code is dead, or the address had its share of the day. */
  take(email: string): Promise<boolean>
  /** A new code is on its way to the address. */
  begin(email: string): Promise<void>
}

export function createCodeTries({ driver }: PostgresConnection, secret: string): CodeTries {
  const key = (email: string) => createHmac('sha256', secret).update(`code ${email.toLowerCase()}`).digest()
  return {
    async take(email) {
      const [row] = await driver<{ tries: number; tries_of_day: number }[]>`
        insert into auth.code_tries as known (address, tries, tries_of_day) values (${key(email)}, 1, 1)
        on conflict (address) do update set
          tries = known.tries + 1,
          tries_of_day = case when known.day = current_date then known.tries_of_day + 1 else 1 end,
          day = current_date
        returning tries, tries_of_day`
      return row !== undefined && row.tries <= triesOfCode && row.tries_of_day <= triesOfDay
    },
    async begin(email) {
      await driver`update auth.code_tries set tries = 0 where address = ${key(email)}`
      await driver`delete from auth.code_tries where day < current_date`
    },
  }
}
