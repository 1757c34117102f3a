import { buffer } from 'node:stream/consumers'
import { Worker } from 'node:worker_threads'
import { Problem } from '../../problems.ts'
import { languageSampleLength } from '../language.ts'
import { readDocument } from '../readers.ts'
import { type Answer, type Task, timeOfPage } from './protocol.ts'

// The process that one document is read and split in. A file of some kilobytes can want more memory than there is, or never end.

/** Chunks of one message: the process that takes them has others to answer meanwhile. */
const batch = 500

// Ctrl-C reaches the whole process group; the parent decides when this ends, and takes it along when it is killed.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.on('SIGHUP', () => {})
process.on('disconnect', () => process.exit(0))
// A broken file leaves rejected promises that are not waited for. What is waited for is answered below.
process.on('unhandledRejection', () => {})
const guard = new Worker(new URL('./resource-guard.ts', import.meta.url), { workerData: process.ppid })
guard.unref()
process.once('message', (task: Task) => {
  // When nothing is left to do but an answer is missing, the file made it wait for ever: it ends, and the parent knows.
  process.channel?.unref()
  void read(task)
    .then(tell)
    .then(() => process.disconnect())
})

async function read({ type, ...given }: Task): Promise<Answer> {
  try {
    const bytes = new Uint8Array(await buffer(process.stdin))
    const parsed = await readDocument(bytes, type, {
      ...given,
      onProgress: (done, total, unit, anew = false) => void tell({ kind: 'progress', done, total, unit, anew }),
      onRecognise: () => guard.postMessage(timeOfPage),
      onRecognised: (page) => void tell({ kind: 'recognised', page }),
    })
    void tell({ kind: 'splitting' })
    // The tokenizer's table takes a third of a second to load: not for a file that cannot be read.
    const { splitDocument } = await import('../chunking/split-document.ts')
    const chunks = await splitDocument(parsed)
    for (let from = 0; from < chunks.length; from += batch) {
      await tell({ kind: 'chunks', chunks: chunks.slice(from, from + batch) })
    }
    const { layout = [], unread = [], unsure = [], broken = [], warnings = [] } = parsed
    for (let from = 0; from < layout.length; from += batch) {
      await tell({ kind: 'layout', pages: layout.slice(from, from + batch) })
    }
    return { kind: 'done', beginning: parsed.text.slice(0, languageSampleLength), unread, unsure, broken, warnings }
  } catch (error) {
    if (error instanceof Problem) return { kind: 'problem', code: error.code, params: error.params }
    return { kind: 'fault', message: String(error instanceof Error ? error.stack : error) }
  }
}

/** Resolves when it is on its way. */
function tell(answer: Answer): Promise<void> {
  return new Promise((resolve) => process.send?.(answer, undefined, undefined, () => resolve()))
}
