import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { readSettings, type SupabaseConfig } from '../../../../src/config.ts'
import { startWorker } from '../../../../src/start/worker.ts'
import type { Step } from './steps.ts'

/** What the process of a worker is told, as JSON in its first argument. */
export interface WorkerOrders {
  environment: Record<string, string>
  supabase: SupabaseConfig
  /** The step of each document at which a worker dies of it. */
  dieAt: Record<string, Step>
  /** A folder: a file of a document's name says that a worker has died of it already. */
  deaths: string
}

const { environment, supabase, dieAt, deaths }: WorkerOrders = JSON.parse(process.argv[2] ?? '')

/** The worker as it is; of what it says about steps it dies, once for each document, at the step that is its own. */
const logger = pino(
  { level: 'debug', base: {} },
  {
    write(line: string) {
      const { msg, document_id, document_ids = [document_id], step } = JSON.parse(line)
      if (msg !== 'ingestion step' && msg !== 'embedding step') return
      const dies = document_ids.find((id: string) => dieAt[id] === step && !existsSync(join(deaths, id)))
      if (dies === undefined) return
      writeFileSync(join(deaths, dies), step)
      // At once, or somewhere in the step.
      const delay = Math.floor(Math.random() * 40) - 10
      if (delay <= 0) process.kill(process.pid, 'SIGKILL')
      else setTimeout(() => process.kill(process.pid, 'SIGKILL'), delay)
    },
  },
)

const ENCRYPTION_KEY = process.env.ENCRYPTION_KEY
await startWorker(
  { ...readSettings({ ...environment, ENCRYPTION_KEY }, { logLevel: 'fatal' }), supabase, port: 0 },
  logger,
)
process.stdout.write('working\n')
