import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

const GONE_MS = 5_000

/**
 * Kills the database process of an owner that died, if it is still there: it hangs in a statement.
 * Does nothing if the number belongs to another program by now.
 */
export async function killOrphan(pid: number, dataDir: string): Promise<void> {
  if (!(await isChildOf(pid, dataDir))) return
  process.kill(pid, 'SIGKILL')
  const deadline = Date.now() + GONE_MS
  while (Date.now() < deadline && (await isChildOf(pid, dataDir))) await sleep(50)
}

/** The data folder is the argument of the database process (see child-handle.ts). */
async function isChildOf(pid: number, dataDir: string): Promise<boolean> {
  const args = await commandLine(pid)
  return args.includes('child.ts') && args.includes(dataDir)
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  const { promisify } = await import('node:util')
  const { execFile } = await import('node:child_process')
  const result = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => null)
  return result?.stdout ?? ''
}
