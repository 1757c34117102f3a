import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@supabase/supabase-js'

const bin = join(import.meta.dirname, '../bin/renum.mjs')

/** Runs `renum` as somebody at a terminal does, with nothing of this process's environment but the path. */
export function renum(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [bin, ...args], {
    env: { PATH: process.env.PATH, HOME: tmpdir(), LANG: 'pt_BR.UTF-8', EMBEDDINGS_DOWNLOAD: '0', ...env },
    cwd: tmpdir(),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (data) => {
    stdout += data
  })
  child.stderr.on('data', (data) => {
    stderr += data
  })
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve))
  return {
    child: child as ChildProcess,
    exit,
    stdout: () => stdout,
    stderr: () => stderr,
    /** Waits for a text on standard output. */
    async says(text: string | RegExp): Promise<void> {
      const deadline = Date.now() + 60_000
      while (!stdout.match(text)) {
        if (child.exitCode !== null || Date.now() > deadline)
          throw new Error(`never said ${text}:\n${stdout}\n${stderr}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
  }
}

export async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'renum-cli-'))
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) }
}

/** Something else that listens on a port: any, or this one. */
export async function occupyPort(wanted = 0): Promise<{ port: number; server: Server }> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(wanted, '127.0.0.1', resolve))
  return { port: (server.address() as { port: number }).port, server }
}

/** Below those that systems give to whoever asks for any: the connections of the tests beside take none of these. */
export async function freePort(): Promise<number> {
  for (;;) {
    const found = await occupyPort(10_000 + Math.floor(Math.random() * 20_000)).catch(() => undefined)
    if (!found) continue
    await new Promise((resolve) => found.server.close(resolve))
    return found.port
  }
}

/** Calls the API as one person. */
export function caller(api: string, token: string) {
  return async (method: string, path: string, body?: object) => {
    const form = body instanceof FormData
    const response = await fetch(api + path, {
      method,
      headers: { Authorization: `Bearer ${token}`, ...(body && !form ? { 'Content-Type': 'application/json' } : {}) },
      ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
    })
    return JSON.parse(await response.text())
  }
}

/** supabase-js at the Supabase that `GET /v1/config` names. */
export async function supabaseOf(api: string) {
  const { supabase_url, supabase_key } = JSON.parse(await (await fetch(`${api}/v1/config`)).text())
  return createClient(supabase_url, supabase_key, { auth: { persistSession: false } })
}
