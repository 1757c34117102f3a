/** In this time a short body arrives, or is not waited for. */
const patienceMs = 10_000

/** Why a body was not taken: 413 too large, 408 too slow. */
export class BodyError extends Error {
  readonly status: 408 | 413

  constructor(status: 408 | 413) {
    super(status === 413 ? 'The request is too large' : 'The request took too long')
    this.status = status
  }
}

/** Whether a request says that its body has more bytes than that. */
function saysMoreThan(request: Request, limit: number): boolean {
  return Number(request.headers.get('content-length') ?? 0) > limit
}

/** A body of at most `limit` bytes as text; '' where there is none. Raises BodyError. */
export async function readBody(request: Request, limit: number): Promise<string> {
  if (saysMoreThan(request, limit)) throw new BodyError(413)
  if (!request.body) return ''
  const reader = request.body.getReader()
  const chunks: Uint8Array[] = []
  let bytes = 0
  let late = false
  const timer = setTimeout(() => {
    late = true
    void reader.cancel().catch(() => {})
  }, patienceMs)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (late) throw new BodyError(408)
      if (done) return Buffer.concat(chunks).toString('utf8')
      bytes += value.byteLength
      if (bytes > limit) {
        void reader.cancel().catch(() => {})
        throw new BodyError(413)
      }
      chunks.push(value)
    }
  } finally {
    clearTimeout(timer)
  }
}

/** A stream that ends with a BodyError after `limit` bytes; `exceeded` says whether it did. */
export function limitBody(body: ReadableStream<Uint8Array>, limit: number) {
  let bytes = 0
  const state = { exceeded: false }
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength
      state.exceeded ||= bytes > limit
      if (state.exceeded) controller.error(new BodyError(413))
      else controller.enqueue(chunk)
    },
  })
  return { body: body.pipeThrough(counted), state }
}
