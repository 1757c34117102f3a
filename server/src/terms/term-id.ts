/** Terms are numbered below it: hashes of 29 bits, so that two of some ten thousand rarely meet. */
export const termSpace = 2 ** 29

/** The number of a stem, 0 up to `termSpace`: FNV-1a over UTF-16 code units with the finalizer of MurmurHash3. */
export function termId(term: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < term.length; i++) {
    hash ^= term.charCodeAt(i)
    hash = Math.imul(hash, 0x01000193)
  }
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  hash ^= hash >>> 16
  return hash & (termSpace - 1)
}

/**
 * What an index finds a term of one client by: an int4. Another client's term has another key, so that what others write
 * makes no search longer.
 *
 * @param salt of the client, which the database knows (`private.term_salt`)
 */
export function termKey(id: number, salt: number): number {
  return id ^ salt
}
