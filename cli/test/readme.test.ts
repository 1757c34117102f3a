import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { snippetsOf, snippetsOfPage } from '../../scripts/test/read-snippets.ts'
import { renum, temporaryFolder } from './renum.ts'

const run = promisify(execFile)

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
  const program = (await snippetsOf(readme)).find(({ language }) => language === 'js')
  return program?.code.replace('http://localhost:3000', url) ?? ''
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

const curl = await run('curl', ['--version']).then(
  () => true,
  () => false,
)

describe.runIf(curl)('the page /docs', () => {
  it.each(['pt', 'en'])('has the way to a token in %s, which a shell goes as it stands, twice', async (language) => {
    const page = await (await fetch(`${url}/docs?lang=${language}`)).text()
    const steps = snippetsOfPage(page).map(({ code }) => code.replace('http://localhost:3000', url))
    expect(steps.length).toBe(2)
    const empty = await temporaryFolder()
    for (let time = 0; time < 2; time++) {
      const { stdout } = await run('sh', ['-euc', steps.join('\n')], { cwd: empty.path })
      // Beside the sign-up, whose second answer is a refusal; the new key sees that nothing is there yet.
      const [me = '', client = '', listed = ''] = stdout.trim().split('\n').slice(-3)
      expect(me).toMatch(time === 0 ? /"client_id":null/ : /"client_id":"[0-9a-f-]{36}"/)
      expect(client).toMatch(/"name":"Aurora"/)
      expect(JSON.parse(listed)).toEqual({ data: [], next_cursor: null })
    }
    await empty.remove()
  })
})
