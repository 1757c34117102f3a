import { execFile } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renum, temporaryFolder } from './renum.ts'

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

const untilReady = `for (;;) {
  const list = await fetch(api + '/v1/collections/' + collection.id + '/documents', { headers })
  if ((await list.json()).data[0].status === 'ready') break
  await new Promise((resolve) => setTimeout(resolve, 100))
}`

/** The program in a README, unchanged but for the address and for the moment that it says to wait: until it is ready. */
async function programOf(readme: string): Promise<string> {
  const [, code = ''] = /```js\n(.*?)```/s.exec(await readFile(join(root, readme), 'utf8')) ?? []
  return code.replace('http://localhost:3000', url).replace(/\/\/ (a moment later|um instante depois)/, untilReady)
}

describe.each([
  ['README.md', 'vacation.md', 'Thirty days a year.'],
  ['README.pt-BR.md', 'ferias.md', 'Trinta dias por ano.'],
])('%s', (readme, name, content) => {
  it('has a program that runs as it stands', async () => {
    const program = await programOf(readme)
    // Beside node_modules, where its import is found.
    const file = join(root, 'node_modules/.readme.mjs')
    await writeFile(file, program)
    const { stdout } = await promisify(execFile)(process.execPath, [file])
    await rm(file)
    expect(stdout).toContain(`document_name: '${name}'`)
    expect(stdout).toContain(content)
  })
})
