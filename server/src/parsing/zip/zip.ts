import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl'
import { Problem } from '../../problems.ts'
import { limits, readable } from '../limits.ts'

/** What is inside of a zip, each part unpacked only when it is asked for, and counted while it is. */
export interface Zip {
  /** In the order of its directory; of two of the same name the first. */
  names: string[]
  /** Its bytes, some at a time; undefined where there is no such part. Names differ by more than their case. */
  read(name: string): AsyncIterable<Buffer> | undefined
  close(): void
}

interface ZipLimits {
  entries: number
  /** Of all that is read of it. */
  unpackedBytes: number
}

/**
 * Opens a zip. What its headers say about sizes is not believed: bytes are counted as they come out.
 *
 * Raises `broken_file`, `encrypted_file`, `too_many_entries`; reading a part raises `broken_file` (also where its
 * checksum is another), `encrypted_file`, `unpacks_too_large`.
 *
 * @param source its bytes, or the path of its file, which is open until `close`
 */
export async function openZip(source: Uint8Array | string, { entries, unpackedBytes }: ZipLimits): Promise<Zip> {
  const options = { lazyEntries: true, decodeStrings: false, autoClose: false }
  const opening =
    typeof source === 'string'
      ? openPromise(source, options)
      : fromBufferPromise(Buffer.from(source.buffer, source.byteOffset, source.byteLength), options)
  const file = await opening.catch(broken)
  try {
    return await list(file, entries, unpackedBytes)
  } catch (error) {
    file.close()
    throw error
  }
}

async function list(file: ZipFile, entries: number, unpackedBytes: number): Promise<Zip> {
  const found = new Map<string, { name: string; entry: Entry }>()
  let count = 0
  const listing = file.eachEntry()
  for (;;) {
    const next = await listing.next().catch(broken)
    if (next.done) break
    if (++count > entries) throw new Problem('too_many_entries', { params: { limit: readable(entries) } })
    const name = nameOf(next.value)
    if (!name.endsWith('/') && !found.has(name.toLowerCase())) {
      found.set(name.toLowerCase(), { name, entry: next.value })
    }
  }
  const budget = { left: unpackedBytes, limit: unpackedBytes }
  return {
    names: [...found.values()].map(({ name }) => name),
    read(name) {
      const entry = found.get(name.toLowerCase())?.entry
      return entry && unpack(file, entry, budget)
    },
    close: () => file.close(),
  }
}

async function* unpack(
  file: ZipFile,
  entry: Entry,
  budget: { left: number; limit: number },
): AsyncGenerator<Buffer, void, undefined> {
  if (entry.isEncrypted()) throw new Problem('encrypted_file')
  const stream = await file.openReadStreamPromise(entry).catch(broken)
  let sum = 0
  let length = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      length += chunk.length
      budget.left -= chunk.length
      const swells = length > limits.ratioFrom && length > entry.compressedSize * limits.ratio
      if (budget.left < 0 || swells) throw tooLarge(budget.limit)
      sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (error) {
    return error instanceof Problem ? Promise.reject(error) : broken(error)
  }
  if (sum !== entry.crc32) broken(new Error('the checksum is another'))
}

function tooLarge(limit: number): Problem {
  return new Problem('unpacks_too_large', { params: { limit_mb: Math.floor(limit / 1024 / 1024) } })
}

/** What a zip says that cannot be: whichever of its many ways. */
function broken(cause: unknown): never {
  const isLocked = cause instanceof Error && cause.message.includes('encryption')
  throw new Problem(isLocked ? 'encrypted_file' : 'broken_file', { cause })
}

/** Of Windows in Brazil, whose zips are in code page 850, which yauzl takes for 437. */
const codePage850: Record<string, string> = {
  ...{ '╞': 'ã', '╟': 'Ã', Σ: 'õ', σ: 'Õ', '╡': 'Á', '╢': 'Â', '╖': 'À' },
  ...{ '╥': 'Ê', '╓': 'Í', α: 'Ó', Γ: 'Ô', Θ: 'Ú', '╘': 'È', '╫': 'Î' },
}

/** macOS writes UTF-8 without saying so. */
function nameOf(entry: Entry): string {
  const raw = entry.fileName as unknown as Buffer
  const utf8 = new TextDecoder().decode(raw)
  if (!utf8.includes('\ufffd')) return utf8.replaceAll('\\', '/').normalize('NFC')
  const name = getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false)
  return name.replace(/[^\p{ASCII}]/gu, (letter) => codePage850[letter] ?? letter)
}
