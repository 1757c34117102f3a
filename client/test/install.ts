import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the install answers that the client's and the examples' tests share. */
    api: string
  }
}

const bin = join(import.meta.dirname, '../../cli/bin/renum.mjs')

/** One real install for all tests of the project: `renum start`, as a process of its own, in a temporary folder. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'renum-client-'))
  const child = spawn(process.execPath, [bin, 'start'], {
    env: {
      PATH: process.env.PATH,
      HOME: tmpdir(),
      LANG: 'en_US.UTF-8',
      EMBEDDINGS_PROVIDER: 'lexical',
      RENUM_DATA_DIR: dataDir,
      PORT: '0',
      RENUM_SUPABASE_PORT: '0',
      RENUM_DB_PORT: '0',
    },
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (data: Buffer) => {
      output += data
      const [, address] = /Renum is running: (\S+)/.exec(output) ?? []
      if (address) resolve(address)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('exit', () => reject(new Error(`renum start ended:\n${output}`)))
  })
  project.provide('api', url)
  return async () => {
    child.kill('SIGTERM')
    await ended
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}
