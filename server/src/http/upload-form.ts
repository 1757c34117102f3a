import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import type { z } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { type IncomingFile, tooLarge, type Upload } from '../features/documents/incoming-file.ts'
import { Problem } from '../problems.ts'
import { fromZodError } from './problem.ts'

/** An upload that sends nothing for so long, or that Storage does not read, is ended. */
const idleMs = 60_000

/** An upload that falls so far behind these bytes a second is ended too: it holds a place that others wait for. */
const slowest = 32 * 1024
const behindMs = 60_000

const limits = {
  files: 1,
  fields: 20,
  fieldNameSize: 200,
  fieldSize: 64 * 1024,
  headerPairs: 20,
  headerSize: 16 * 1024,
}

/** What stands between the parts of a form, and its fields, beside the file. */
const framing = 2 * 1024 * 1024

/** Refuses a form that says itself that it is too large, before any of it is read. */
export function limitForm(maxFileBytes: number): MiddlewareHandler {
  return (c, next) => {
    if (Number(c.req.header('Content-Length') ?? 0) > maxFileBytes + framing) throw tooLarge(maxFileBytes)
    return next()
  }
}

/** Aborted, with `invalid_form`, when the sender disconnects: for what is waited for before the body is read. */
export function abortOnDisconnect(c: Context): AbortSignal {
  const gone = new AbortController()
  c.req.raw.signal.addEventListener('abort', () => gone.abort(new Problem('invalid_form')), { once: true })
  return gone.signal
}

/**
 * A form with one `file`, which is read while it comes in; nothing of it is kept here. The fields may come before it or
 * after it.
 *
 * `file` raises `unsupported_content_type`, `invalid_form`, `invalid_input` (no file); `fields` raises
 * `invalid_input` (a field, a second file). Whichever is waited for raises `invalid_form` when the form breaks off,
 * `timed_out` when it stands still, `file_too_large` for what is not the file.
 *
 * @param schema of all fields and the file
 * @param maxBytes of the file; a form may have some framing more
 */
export function uploadedForm<Fields extends { file: File }>(
  c: Context,
  schema: z.ZodType<Fields>,
  maxBytes: number,
): Upload<Omit<Fields, 'file'>> {
  const stop = new AbortController()
  const given: Record<string, unknown> = {}
  const arrived = Promise.withResolvers<IncomingFile>()
  let incoming: BusboyFileStream | undefined
  let reading: Promise<void> | undefined

  async function read(): Promise<void> {
    const form = openBusboy(c.req.header('Content-Type') ?? '')
    const body = c.req.raw.body
    if (!body) throw new Problem('invalid_form')
    form.on('field', (name, value) => {
      given[name] = value
    })
    form.on('file', (field, stream, name) => {
      // Its reader gets the error; there may be no reader.
      stream.on('error', () => {})
      // For the schema: that there is a file, or that there is no such field.
      given[field] = new File([], 'file')
      if (field !== 'file') return void stream.resume()
      incoming = stream
      const file = { name: unescapeName(name), bytes: readPart(stream), maxBytes, signal: stop.signal }
      arrived.resolve({ ...file, source_type: 'file' })
    })
    for (const event of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) {
      form.on(event, () => stop.abort(new Problem('invalid_input', { field: 'file', params: { reason: one } })))
    }
    try {
      await pipeline(Readable.fromWeb(body as never), watch(stop, maxBytes), form, { signal: stop.signal })
    } catch (error) {
      // Also of a form that broke off: a file that waits to be stored is waited for no longer.
      stop.abort(new Problem('invalid_form', { cause: error }))
      incoming?.destroy(stop.signal.reason)
      throw stop.signal.reason
    }
  }

  /** Raises what the schema says of the fields, the missing file among them. */
  function checked(): Fields {
    const result = schema.safeParse(given)
    if (!result.success) throw fromZodError(result.error)
    return result.data
  }

  return {
    // An empty file is refused: there is a byte at least.
    leastBytes: 1,
    file() {
      reading = read()
      reading.then(checked).catch(arrived.reject)
      return arrived.promise
    },
    async fields() {
      await reading
      const { file: _, ...rest } = checked()
      return rest
    },
    close() {
      stop.abort(new Problem('invalid_form'))
      // Of a form that was read to its end, nothing is left to fail.
      reading?.catch(() => {})
    },
  }
}

/** Whether a request that may be a form or JSON is JSON. Raises `invalid_input` where it is neither, for want of a body. */
export function isJson(c: Context): boolean {
  const type = c.req.header('Content-Type')
  if (type === undefined) {
    const reason = { pt: 'Envie um arquivo, ou um texto em JSON.', en: 'Send a file, or a text as JSON.' }
    throw new Problem('invalid_input', { field: 'file', params: { reason } })
  }
  // As zod-openapi tells which of a route's bodies is meant.
  return /^application\/([a-z.-]+\+)?json/i.test(type)
}

const one = {
  pt: 'Envie um arquivo por requisição, no campo `file`.',
  en: 'Send one file a request, in the field `file`.',
}

function openBusboy(type: string): BusboyInstance {
  if (!/^multipart\/form-data/i.test(type)) throw new Problem('unsupported_content_type')
  try {
    return new Busboy({
      headers: { 'content-type': type },
      limits,
      preservePath: true,
      isPartAFile: (_field, _type, name) => name !== undefined,
    })
  } catch (cause) {
    throw new Problem('invalid_form', { cause })
  }
}

/** A part that is cut off or malformed fails for its reader too. */
async function* readPart(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* stream
  } catch (cause) {
    throw cause instanceof Problem ? cause : new Problem('invalid_form', { cause })
  }
}

/** Counts what passes, and ends what does not go on. */
function watch(stop: AbortController, maxFileBytes: number) {
  return async function* (chunks: AsyncIterable<Uint8Array>) {
    const idle = setTimeout(() => stop.abort(new Problem('timed_out')), idleMs)
    let size = 0
    let behind = 0
    // The sender's time, not Storage's.
    let asked = performance.now()
    try {
      for await (const chunk of chunks) {
        idle.refresh()
        behind = Math.max(0, behind + performance.now() - asked - (chunk.length / slowest) * 1000)
        if (behind > behindMs) {
          const problem = new Problem('timed_out')
          stop.abort(problem)
          throw problem
        }
        size += chunk.length
        if (size > maxFileBytes + framing) {
          const problem = tooLarge(maxFileBytes)
          stop.abort(problem)
          throw problem
        }
        yield chunk
        asked = performance.now()
      }
    } finally {
      clearTimeout(idle)
    }
  }
}

/** As browsers and fetch write what a quoted name may not have. */
function unescapeName(name: string): string {
  return name.replace(/%0a/gi, '\n').replace(/%0d/gi, '\r').replace(/%22/g, '"')
}
