import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Problem } from '../../problems.ts'
import type { Chunk } from '../chunking/chunk.ts'
import type { ParseWarning } from '../document/parse-warning.ts'
import type { ParseOptions } from '../parse-options.ts'
import type { Answer, Task } from './protocol.ts'

const childPath = fileURLToPath(new URL('./parse-child.ts', import.meta.url))

/** Megabytes of the heap, for one document. */
const mostHeap = 512

/** In ms, without a word: what waits for ever keeps no processor busy. Recognising a page takes seconds. */
const longestSilence = 15 * 60_000

/**
 * Reads and splits one document in a process of its own, with limits of memory and time, no environment, and no right
 * to write files or to start programs; it ends with the answer, with `signal`, or with this process. `beginning` is that
 * of the document's text, enough to tell its language.
 *
 * Raises what the reading, the splitting and `onSplit` raise, `document_too_complex` where it took too much or said
 * nothing for a quarter of an hour (`silence`, in ms), and `broken_file` where the file made
 * it wait for ever; when `signal` is aborted, its reason.
 */
export function readInChild(
  bytes: Uint8Array,
  task: Task,
  {
    signal,
    onProgress,
    onRecognised,
    onSplit,
  }: Pick<ParseOptions, 'signal' | 'onProgress' | 'onRecognised' | 'onSplit'>,
  silence = longestSilence,
): Promise<{ chunks: Chunk[]; beginning: string; unread: number[]; warnings: ParseWarning[] }> {
  const child = fork(childPath, [], {
    // Neither our secrets nor our flags are its business.
    env: {},
    execArgv: [
      `--max-old-space-size=${mostHeap}`,
      ...['--permission', '--allow-fs-read=*', '--allow-worker', '--allow-addons'],
    ],
    serialization: 'advanced',
    // What a library prints about a broken file is of no use.
    stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    const chunks: Chunk[] = []
    let told: Promise<void> | undefined
    const stop = (reason: unknown) => {
      child.kill('SIGKILL')
      reject(reason)
    }
    const abort = () => stop(signal?.reason)
    signal?.addEventListener('abort', abort, { once: true })
    const patience = setTimeout(() => stop(new Problem('document_too_complex')), silence).unref()
    child.on('message', (answer: Answer) => {
      patience.refresh()
      if (answer.kind === 'progress') onProgress?.(answer.done, answer.total, answer.unit, answer.anew)
      else if (answer.kind === 'recognised') onRecognised?.(answer.page)
      else if (answer.kind === 'splitting') {
        told = onSplit?.()
        told?.catch(stop)
      } else if (answer.kind === 'chunks') chunks.push(...answer.chunks)
      else if (answer.kind === 'done') {
        const { beginning, unread, warnings } = answer
        resolve(Promise.resolve(told).then(() => ({ chunks, beginning, unread, warnings })))
      } else if (answer.kind === 'problem') reject(new Problem(answer.code, { params: answer.params }))
      else reject(new Error(`a document could not be read: ${answer.message}`))
    })
    child.once('error', reject)
    child.once('exit', (code, killedBy) => {
      clearTimeout(patience)
      signal?.removeEventListener('abort', abort)
      // Its guard or the system ended it; or it waited for what a broken file never says, and had nothing left to do.
      if (killedBy !== null || isAbort(code)) reject(new Problem('document_too_complex'))
      else
        reject(code === 0 ? new Problem('broken_file') : new Error(`the process that reads a document ended: ${code}`))
    })
    // One that has just died is seen by its exit.
    child.stdin?.on('error', () => {})
    child.send(task, () => {})
    child.stdin?.end(bytes)
  })
}

/** How a process ends that ran out of its heap, where no signal says so. */
function isAbort(code: number | null): boolean {
  return code === 134
}
