import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caller, freePort, renum, supabaseOf, temporaryFolder } from './renum.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let running: ReturnType<typeof renum>
let env: Record<string, string>
let api: string
let token: string
let call: ReturnType<typeof caller>

beforeAll(async () => {
  folder = await temporaryFolder()
  env = {
    RENUM_DATA_DIR: join(folder.path, 'data'),
    PORT: String(await freePort()),
    RENUM_SUPABASE_PORT: String(await freePort()),
    RENUM_DB_PORT: String(await freePort()),
    EMBEDDINGS_PROVIDER: 'lexical',
    LOG_LEVEL: 'debug',
  }
  running = renum(['start'], env)
  api = `http://127.0.0.1:${env.PORT}`
  await running.says('Renum está no ar')
  const { data } = await (await supabaseOf(api)).auth.signUp({ email: 'ana@test.example', password: 'uma-senha-longa' })
  token = data.session?.access_token ?? ''
  call = caller(api, token)
  await call('POST', '/v1/clients', { name: 'Aurora' })
}, 120_000)
afterAll(async () => {
  running.child.kill('SIGTERM')
  await running.exit
  await folder.remove()
})

const readOwner = () => JSON.parse(readFileSync(join(env.RENUM_DATA_DIR ?? '', 'owner.json'), 'utf8'))

/** Everything but what a line of text is made of. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const orders = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/

describe('what strangers write', () => {
  const hidden = '\u001b[8m\u009b2J\u202eIATAM\u001b]52;c;cm0gLXJmIH4=\u0007'

  it('is seen by the operator and gives the terminal no orders', { timeout: 120_000 }, async () => {
    const { supabase_url, supabase_key } = JSON.parse(await (await fetch(`${api}/v1/config`)).text())
    const headers = { apikey: supabase_key, 'content-type': 'application/json', 'accept-language': hidden.slice(6, 9) }
    for (const email of [
      `\u001b[2J${'x'.repeat(5)}\u0007@x.example`,
      'x@x.example\u001b[1GE-mail',
      '\u202ex@x.example',
    ]) {
      const body = JSON.stringify({ email, create_user: true })
      await fetch(`${supabase_url}/auth/v1/otp`, {
        method: 'POST',
        headers: { ...headers, 'accept-language': 'en' },
        body,
      })
    }
    const db = new pg.Client({ connectionString: readOwner().connection.db_url })
    await db.connect()
    await db.query('update public.clients set name = $1', [`A${hidden}Z`])
    await db.query('update public.users set name = $1, email = $2', [hidden, `ana${hidden}@test.example`])
    await db.end()

    for (const args of [
      ['clients', 'list'],
      ['clients', 'list', '--json'],
      ['log'],
      ['erase', 'person', 'x\u001b[8m@y'],
    ]) {
      const { exit, stdout, stderr } = renum(['admin', ...args], env)
      await exit
      expect(stdout() + stderr(), args.join(' ')).not.toMatch(orders)
      if (args[0] === 'clients') expect(stdout()).toContain('A\\u001b[8m\\u009b2J\\u202eIATAM')
      if (args[2] === '--json') expect(JSON.parse(stdout()).clients[0].name).toBe(`A${hidden}Z`)
    }
    const unknown = renum([`\u001b[8m`], env)
    await unknown.exit
    expect(unknown.stderr()).not.toMatch(orders)
    expect(unknown.stderr()).toContain('\\u001b[8m')
    expect(running.stdout() + running.stderr()).not.toMatch(orders)
  })
})

describe.skipIf(!existsSync('/proc/self/fd'))('a HEAD of a file', () => {
  it('leaves no file open in Storage, through the API and at Storage', { timeout: 60_000 }, async () => {
    const base = await call('POST', '/v1/knowledge-bases', { name: 'B' })
    const collection = await call('POST', `/v1/knowledge-bases/${base.id}/collections`, { name: 'C' })
    const form = new FormData()
    form.append('file', new File([Buffer.alloc(8_000_000, 'palavras e palavras ')], 'grande.txt'))
    const document = await call('POST', `/v1/collections/${collection.id}/documents`, form)
    const db = new pg.Client({ connectionString: readOwner().connection.db_url })
    await db.connect()
    const { rows } = await db.query('select storage_path from public.document_versions where document_id = $1', [
      document.id,
    ])
    await db.end()
    // Otherwise its worker's own reading counts too.
    await call('POST', `/v1/documents/${document.id}/cancel`)

    const { child_pid, connection } = readOwner()
    const openFiles = () =>
      readdirSync(`/proc/${child_pid}/fd`).filter((fd) => {
        try {
          return readlinkSync(`/proc/${child_pid}/fd/${fd}`).includes('/storage/')
        } catch {
          return false
        }
      }).length
    await expect.poll(openFiles, { timeout: 20_000 }).toBe(0)
    const places: [string, Record<string, string>][] = [
      [`${api}/v1/documents/${document.id}/file`, { Authorization: `Bearer ${token}` }],
      [
        `${connection.supabase_url}/storage/v1/object/documents/${rows[0].storage_path}`,
        { Authorization: `Bearer ${connection.secret_key}`, apikey: connection.secret_key },
      ],
    ]
    for (const [url, headers] of places) {
      const read = await fetch(url, { headers })
      expect([read.status, (await read.arrayBuffer()).byteLength]).toEqual([200, 8_000_000])
      for (let asked = 0; asked < 30; asked += 1) {
        const head = await fetch(url, { method: 'HEAD', headers })
        expect([head.status, head.headers.get('content-length')], url).toEqual([200, '8000000'])
      }
      await expect.poll(openFiles, { timeout: 5_000 }).toBe(0)
    }
  })
})
