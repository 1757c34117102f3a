import type { Readable } from 'node:stream'
import { constants, createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib'
import { Problem } from '../../problems.ts'

const decoders = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  // RFC 8878 asks of no reader more than 8 MB of memory; the library would take 128.
  zstd: () => createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: 23 } }),
} as const

/** For a request: how the body may be packed. */
export const acceptEncoding = 'gzip, deflate, br, zstd'

/**
 * The body of an answer, unpacked. What arrives and what it unpacks to is counted as it comes: nothing beyond the limit
 * is ever held. Raises `url_too_large`, and `url_unreachable` for a body that is broken or packed in an unknown way.
 *
 * @param contentEncoding the answer's header; at most one packing, as every server sends it
 */
export async function readBody(
  body: Readable,
  contentEncoding: string | undefined,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const packing = (contentEncoding ?? '').trim().toLowerCase()
  if (packing === '' || packing === 'identity') return collect(body, maxBytes, signal)
  if (!Object.hasOwn(decoders, packing)) {
    body.destroy()
    throw new Problem('url_unreachable', { field: 'url', cause: new Error(`packed as ${packing.slice(0, 100)}`) })
  }
  const unpacked = decoders[packing as keyof typeof decoders]()
  body.once('error', (error) => unpacked.destroy(error))
  try {
    return await collect(body.pipe(unpacked), maxBytes, signal)
  } finally {
    body.unpipe(unpacked)
    body.destroy()
    unpacked.destroy()
  }
}

async function collect(body: Readable, maxBytes: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      signal.throwIfAborted()
      size += chunk.length
      if (size > maxBytes) throw tooLarge(maxBytes)
      chunks.push(chunk)
    }
  } finally {
    body.destroy()
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

export function tooLarge(maxBytes: number): Problem {
  return new Problem('url_too_large', { field: 'url', params: { limit_mb: Math.floor(maxBytes / 1024 / 1024) } })
}
