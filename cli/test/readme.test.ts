import { execFile } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renum, temporaryFolder } from './renum.ts'

const root = join(import.meta.dirname, '../..')

/** The README's program, unchanged but for the address and for the moment that it says to wait. */
let program: string
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let server: ReturnType<typeof renum>
beforeAll(async () => {
  folder = await temporaryFolder()
  server = renum(['start'], { RENUM_DATA_DIR: folder.path, PORT: '0', RENUM_SUPABASE_PORT: '0', RENUM_DB_PORT: '0' })
  await server.says('Renum está no ar')
  const [url] = /http:\/\/localhost:\d+/.exec(server.stdout()) ?? []
  const [, code = ''] = /```js\n(.*?)```/s.exec(await readFile(join(root, 'README.md'), 'utf8')) ?? []
  program = code
    .replace('http://localhost:3000', url ?? '')
    .replace('// a moment later', 'await new Promise((resolve) => setTimeout(resolve, 5000))')
})
afterAll(async () => {
  server.child.kill('SIGTERM')
  await server.exit
  await folder.remove()
})

describe('the README', () => {
  it('has a program that runs as it stands', async () => {
    // Beside node_modules, where its import is found.
    const file = join(root, 'node_modules/.readme.mjs')
    await writeFile(file, program)
    const { stdout } = await promisify(execFile)(process.execPath, [file])
    await rm(file)
    expect(stdout).toContain("document_name: 'vacation.md'")
    expect(stdout).toContain('Thirty days a year.')
  })
})
