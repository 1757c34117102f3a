import { createGiveWay } from '../../concurrency/give-way.ts'
import type { Database } from '../../db/pool.ts'
import { type Principal, withTenant } from '../../db/tenant.ts'
import { readBareForms, readWords } from '../../terms/words.ts'
import { searchedText } from '../chunks/chunks.ts'
import { countChunks, readTexts, writeCounts } from './count-terms.repository.ts'

/** A collection is counted again when a tenth of its chunks has come: ranking does not notice less. */
const noticed = 0.1

/** Terms of one transaction: some tenths of a second on the embedded database. */
const atOnce = 2_000

/**
 * Counts how many chunks of a collection have each term, where it has changed enough since the last count. A job: what it reads
 * and writes at a time is bounded, and a search in between finds old counts or new ones.
 */
export async function countTermsOf(
  { database }: { database: Database },
  { client_id, collection_id }: { client_id: string; collection_id: string },
  signal: AbortSignal,
): Promise<void> {
  const principal: Principal = { kind: 'job', client_id }
  const { chunks, counted } = await withTenant(database, principal, (tx) => countChunks(tx, collection_id))
  // What is gone is forgotten at once: its words may have been why.
  if (chunks >= counted && chunks - counted < Math.max(1, Math.floor(noticed * counted))) return
  const giveWay = createGiveWay()
  const counts = new Map<string, number>()
  let total = 0
  let after: string | undefined
  do {
    const from = after
    const rows = await withTenant(database, principal, (tx) => readTexts(tx, collection_id, from))
    for (const { name, content, metadata } of rows) {
      for (const term of termsOf(searchedText(name, content, metadata))) counts.set(term, (counts.get(term) ?? 0) + 1)
      total++
      await giveWay()
      signal.throwIfAborted()
    }
    after = rows.at(-1)?.id
  } while (after !== undefined)
  if (total > 0) counts.set('', total)
  const terms = [...counts.keys()].sort()
  for (let at = 0; at === 0 || at < terms.length; at += atOnce) {
    signal.throwIfAborted()
    const some = terms.slice(at, at + atOnce)
    const range = { from: at === 0 ? undefined : some[0], before: terms[at + atOnce] }
    await withTenant(database, principal, (tx) =>
      writeCounts(
        tx,
        collection_id,
        range,
        some,
        some.map((term) => counts.get(term) ?? 0),
      ),
    )
  }
}

/** Each once. Not those with a letter beyond the basic plane, which Postgres sorts otherwise than we do. */
function termsOf(text: string): Set<string> {
  const terms = new Set<string>()
  for (const { stem } of readWords(text)) if (!/[\ud800-\udfff]/.test(stem)) terms.add(stem)
  for (const { stem } of readBareForms(text)) if (!/[\ud800-\udfff]/.test(stem)) terms.add(stem)
  return terms
}
