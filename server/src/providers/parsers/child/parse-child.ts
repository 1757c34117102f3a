import { buffer } from 'node:stream/consumers'
import { Worker } from 'node:worker_threads'
import { Problem } from '../../../problems.ts'
import { type Answer, type Task, timeOfPage } from './protocol.ts'
import { readDocument } from './read-document.ts'

// The process that one document is read in. A file of some kilobytes can want more memory than there is, or never end.

// Ctrl-C reaches the whole process group; the parent decides when this ends, and takes it along when it is killed.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.on('SIGHUP', () => {})
process.on('disconnect', () => process.exit(0))
// A broken file leaves promises behind that nobody waits for. What is waited for is answered below.
process.on('unhandledRejection', () => {})
const guard = new Worker(new URL('./guard.ts', import.meta.url), { workerData: process.ppid })
guard.unref()
process.once('message', (task: Task) => {
  // When nothing is left to do but an answer is missing, the file made it wait for ever: it ends, and the parent knows.
  process.channel?.unref()
  void read(task).then((answer) => process.send?.(answer, undefined, undefined, () => process.disconnect()))
})

async function read({ type, ocr, readable_from }: Task): Promise<Answer> {
  try {
    const bytes = new Uint8Array(await buffer(process.stdin))
    const parsed = await readDocument(bytes, type, {
      ocr,
      readable_from,
      onProgress: (done, total, unit) => tell({ kind: 'progress', done, total, unit }),
      onRecognise: () => guard.postMessage(timeOfPage),
    })
    return { kind: 'parsed', parsed }
  } catch (error) {
    if (error instanceof Problem) return { kind: 'problem', code: error.code, params: error.params }
    return { kind: 'fault', message: String(error instanceof Error ? error.stack : error) }
  }
}

function tell(answer: Answer): void {
  process.send?.(answer)
}
