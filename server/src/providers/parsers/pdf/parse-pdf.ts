import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Problem } from '../../../problems.ts'
import type { ParsedDocument } from '../parsed-document.ts'
import type { Outcome } from './outcome.ts'

const childPath = fileURLToPath(new URL('./child.ts', import.meta.url))

/** Megabytes of the heap, for one document. */
const mostHeap = 512

/**
 * The text of a PDF, its sections, and where its pages begin. Works in a process of its own, which one document may
 * keep busy, or break, alone.
 *
 * Raises `encrypted_file`, `broken_file`, `image_only`, `no_text` (no pages), `too_many_pages`, `document_too_long`,
 * `document_too_complex`; when `signal` is aborted, its reason.
 */
export async function parsePdf(bytes: Uint8Array, signal?: AbortSignal): Promise<ParsedDocument> {
  signal?.throwIfAborted()
  const outcome = await askChild(bytes, signal)
  if (outcome.kind === 'parsed') return outcome.parsed
  if (outcome.kind === 'problem') throw new Problem(outcome.code, { params: outcome.params })
  throw new Error(`a PDF could not be read: ${outcome.message}`)
}

function askChild(bytes: Uint8Array, signal: AbortSignal | undefined): Promise<Outcome> {
  const child = fork(childPath, [], {
    // Neither our secrets nor our flags are its business.
    env: {},
    execArgv: [`--max-old-space-size=${mostHeap}`],
    serialization: 'advanced',
    // Nobody wants to read what a library says about a broken file.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  return new Promise<Outcome>((resolve, reject) => {
    const stop = () => {
      child.kill('SIGKILL')
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', stop, { once: true })
    child.once('message', (outcome: Outcome) => resolve(outcome))
    child.once('error', reject)
    child.once('exit', (code, killedBy) => {
      signal?.removeEventListener('abort', stop)
      // Its guard or the system ended it; or it waited for what a broken file never says, and had nothing left to do.
      if (killedBy !== null || isAbort(code)) reject(new Problem('document_too_complex'))
      else reject(code === 0 ? new Problem('broken_file') : new Error(`the process that reads a PDF ended: ${code}`))
    })
    // One that has just died is seen by its exit.
    child.send(new Uint8Array(bytes), () => {})
  })
}

/** How a process ends that ran out of its heap, where no signal says so. */
function isAbort(code: number | null): boolean {
  return code === 134
}
