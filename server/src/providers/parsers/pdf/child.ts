import { Worker } from 'node:worker_threads'
import { Problem } from '../../../problems.ts'
import type { Outcome } from './outcome.ts'
import { readPdf } from './read-pdf.ts'

// The process that one PDF is read in. A file of some kilobytes can want more memory than there is, or never end.

// Ctrl-C reaches the whole process group; the parent decides when this ends, and takes it along when it is killed.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.on('SIGHUP', () => {})
process.on('disconnect', () => process.exit(0))
// A broken file leaves promises behind that nobody waits for. What is waited for is answered below.
process.on('unhandledRejection', () => {})
process.once('message', (data: Uint8Array) => {
  // When nothing is left to do but an answer is missing, the file made it wait for ever: it ends, and the parent knows.
  process.channel?.unref()
  void read(data).then((outcome) => process.send?.(outcome, undefined, undefined, () => process.disconnect()))
})
new Worker(new URL('./guard.ts', import.meta.url), { workerData: process.ppid }).unref()

async function read(data: Uint8Array): Promise<Outcome> {
  try {
    return { kind: 'parsed', parsed: await readPdf(data) }
  } catch (error) {
    if (error instanceof Problem) return { kind: 'problem', code: error.code, params: error.params }
    return { kind: 'fault', message: String(error instanceof Error ? error.stack : error) }
  }
}
