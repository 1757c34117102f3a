import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach } from 'vitest'
import type { Stack } from '../src/public.ts'
import { start, temporaryFolder } from './support.ts'

/** Folders, stacks and processes that are gone when the test that asked for them has ended. */
const cleanups: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

export async function newFolder(): Promise<string> {
  const folder = await temporaryFolder()
  cleanups.push(folder.remove)
  return folder.path
}

export async function startHere(...parameters: Parameters<typeof start>): Promise<Stack> {
  const stack = await start(...parameters)
  cleanups.push(() => stack.stop())
  return stack
}

/** A process of its own that runs a stack until it is killed. */
export async function startElsewhere(dataDir: string): Promise<ChildProcess> {
  const owner = spawn(process.execPath, [fileURLToPath(new URL('./owner-process.ts', import.meta.url)), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  cleanups.push(async () => {
    if (owner.exitCode !== null || owner.signalCode !== null) return
    owner.kill('SIGTERM')
    await once(owner, 'exit')
  })
  if (owner.stdout) await once(owner.stdout, 'data')
  return owner
}
