import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renum, temporaryFolder } from './renum.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let server: ReturnType<typeof renum>
let url: string
beforeAll(async () => {
  folder = await temporaryFolder()
  server = renum(['start'], { RENUM_DATA_DIR: folder.path, PORT: '0', RENUM_SUPABASE_PORT: '0', RENUM_DB_PORT: '0' })
  await server.says('Renum está no ar')
  ;[url = ''] = /http:\/\/localhost:\d+/.exec(server.stdout()) ?? []
})
afterAll(async () => {
  server.child.kill('SIGTERM')
  await server.exit
  await folder.remove()
})

/** The program in a README, unchanged but for the address. */
async function programOf(readme: string): Promise<string> {
  const [, code = ''] = /```js\n(.*?)```/s.exec(await readFile(join(root, readme), 'utf8')) ?? []
  return code.replace('http://localhost:3000', url)
}

/** This Node, and every other one on the path of this machine. */
async function allNodes(): Promise<[string, string][]> {
  const found = new Map([[process.version, process.execPath]])
  for (const folder of process.env.PATH?.split(delimiter) ?? []) {
    const version = await run(join(folder, 'node'), ['--version']).catch(() => undefined)
    const name = version?.stdout.trim()
    if (name && !found.has(name)) found.set(name, join(folder, 'node'))
  }
  return [...found]
}
const nodes = await allNodes()

describe.each([
  ['README.md', 'vacation.md', 'Thirty days a year.'],
  ['README.pt-BR.md', 'ferias.md', 'Trinta dias por ano.'],
])('%s', (readme, name, content) => {
  it.each(nodes)('has a program that runs as it stands, in an empty folder, twice, on Node %s', async (_, node) => {
    const empty = await temporaryFolder()
    const file = join(empty.path, 'program.mjs')
    await writeFile(file, await programOf(readme))
    for (let time = 0; time < 2; time++) {
      const { stdout } = await run(node, [file])
      expect(stdout).toContain(`document_name: '${name}'`)
      expect(stdout).toContain(content)
    }
    await empty.remove()
  })
})
