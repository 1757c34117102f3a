import type { Database } from '../../db/pool.ts'
import type { Selected } from '../../db/repository.ts'
import { type Principal, withTenant } from '../../db/tenant.ts'
import type { TextLanguage } from '../../parsing/language.ts'
import { documents, followLanguage } from './documents.repository.ts'

/**
 * Has the chunks of a document follow to the language that it has been given, some at a time: finding the words of a long
 * document takes seconds, in which one statement would hold the database, and its rows, from everybody else. Ends early
 * where somebody gives it another language meanwhile. Gives the document as it is then.
 *
 * Where it is cut off, the chunks that are left keep their language and can be searched in it; to give the document the
 * same language again goes on with them.
 */
export async function changeLanguage(
  database: Database,
  principal: Principal,
  id: string,
  language: TextLanguage,
): Promise<Selected<typeof documents> | undefined> {
  let more = true
  while (more) more = await withTenant(database, principal, (tx) => followLanguage(tx, id, language))
  return withTenant(database, principal, (tx) => documents.get(tx, id))
}
