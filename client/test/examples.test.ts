import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createClient } from '@supabase/supabase-js'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { commandsOf } from '../../scripts/test/read-snippets.ts'
import { createRenum, unwrap } from '../src/index.ts'

const run = promisify(execFile)
const examples = join(import.meta.dirname, '../../examples')
const manual = join(examples, 'demo/manual-do-colaborador.md')
const question = 'Em quantos períodos posso dividir as férias?'

const has = (program: string) =>
  run(program, ['--version']).then(
    () => true,
    () => false,
  )
const [curl, python] = [await has('curl'), await has('python3')]

const account = { email: `${crypto.randomUUID()}@test.example`, password: 'uma "senha" \\ comprida' }
let url: string
let key: string
beforeAll(async () => {
  url = inject('api')
  const { supabase_url, supabase_key } = await unwrap(createRenum({ url }).GET('/v1/config'))
  const supabase = createClient(supabase_url, supabase_key, { auth: { persistSession: false } })
  const { data } = await supabase.auth.signUp(account)
  const renum = createRenum({ url, token: data.session?.access_token ?? '' })
  await unwrap(renum.POST('/v1/clients', { body: { name: 'Aurora' } }))
  const base = await unwrap(renum.POST('/v1/knowledge-bases', { body: { name: 'RH' } }))
  const params = { path: { id: base.id } }
  const { id } = await unwrap(renum.POST('/v1/knowledge-bases/{id}/collections', { params, body: { name: 'C' } }))
  const document = await renum.uploadDocument(id, new File(['As férias podem ser divididas em três.'], 'férias.txt'))
  await renum.waitForDocument(document.id)
  const created = await unwrap(renum.POST('/v1/api-keys', { body: { name: 'Chatbot', scopes: ['search'] } }))
  key = created.key ?? ''
})

/**
 * The same install, with an Auth that wants addresses confirmed, as a hosted one does by default: a sign-up answers with the user
 * alone, and the first sign-in of each account is refused.
 */
async function confirming(url: string) {
  const { supabase_url } = await unwrap(createRenum({ url }).GET('/v1/config'))
  const confirmed = new Set<string>()
  const server = createServer(async (request, response) => {
    const path = request.url ?? ''
    const body = Buffer.concat(await Array.fromAsync(request))
    const sent = path.startsWith('/auth/v1/') && body.length > 0 ? JSON.parse(body.toString()) : {}
    const answer = await fetch(`${path.startsWith('/auth/v1/') ? supabase_url : url}${path}`, {
      method: request.method ?? 'GET',
      headers: Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
        typeof value === 'string' && !/^(host|connection|content-length|accept-encoding)$/.test(name)
          ? [[name, value]]
          : [],
      ),
      ...(body.length > 0 ? { body } : {}),
    })
    let [status, text] = [answer.status, await answer.text()]
    if (path === '/v1/config') text = text.replace(supabase_url, `http://${request.headers.host}`)
    if (path.startsWith('/auth/v1/signup') && answer.ok) text = JSON.stringify(JSON.parse(text).user)
    if (path.startsWith('/auth/v1/token') && answer.ok && !confirmed.has(sent.email)) {
      if (asked.has(sent.email)) confirmed.add(sent.email)
      asked.add(sent.email)
      status = 400
      text = JSON.stringify({ code: 400, error_code: 'email_not_confirmed', msg: 'Email not confirmed' })
    }
    response.writeHead(status, { 'Content-Type': answer.headers.get('content-type') ?? 'application/json' })
    response.end(text)
  })
  const asked = new Set<string>()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

describe('the examples', () => {
  it('quickstart.ts does the main job', async () => {
    const { stdout } = await run(process.execPath, [join(examples, 'quickstart.ts'), url])
    expect(stdout).toContain('manual-do-colaborador.md: ready')
    expect(stdout).toMatch(/\[\d\.\d\d] manual-do-colaborador\.md, .*érias.* \(\d+–\d+\)/)
  })

  it('go on where an address has to be confirmed first, as soon as it is', async () => {
    const email = () => `${crypto.randomUUID()}@test.example`
    const install = await confirming(url)
    try {
      const [address, password] = [email(), 'uma senha comprida']
      const quickstart = [join(examples, 'quickstart.ts'), install.url, manual, question, address, password]
      const first = await run(process.execPath, quickstart)
      expect(first.stdout).toContain(`Confirm the address ${address}`)
      expect(first.stdout).toMatch(/\[\d\.\d\d\] manual-do-colaborador\.md/)
      // By now the account is there.
      expect((await run(process.execPath, quickstart)).stdout).not.toContain('Confirm the address')
      if (!python) return
      const args = [join(examples, 'ingest_and_search.py'), email(), password, question, manual, '--url', install.url]
      const { stdout } = await run('python3', args)
      expect(stdout).toContain(`Confirm the address ${args[1]}`)
      expect(stdout).toContain('manual-do-colaborador.md')
    } finally {
      install.close()
    }
  })

  it('quickstart.ts says what to do where there is no server', async () => {
    const nowhere = run(process.execPath, [join(examples, 'quickstart.ts'), 'http://127.0.0.1:1'])
    await expect(nowhere).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Não há um Renum em http:\/\/127\.0\.0\.1:1: inicie um com npm start\./),
    })
  })

  it('search_with_key.ts searches with a key alone, and says what is wrong with one', async () => {
    const example = join(examples, 'search_with_key.ts')
    const { stdout } = await run(process.execPath, [example, key, question, url])
    expect(stdout).toMatch(/\[\d\.\d\d\] férias\.txt/)
    const mistyped = run(process.execPath, [example, `${key}x`, question, url])
    await expect(mistyped).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('key_malformed') })
  })

  it.skipIf(!curl)('search.sh signs in and searches', async () => {
    const given = [account.email, account.password, `${question} "Quantos?"`, url]
    const { results } = JSON.parse((await run(join(examples, 'search.sh'), given)).stdout)
    expect(results[0]).toMatchObject({ document_name: 'férias.txt', citation: { version: 1 } })
  })

  it.skipIf(!curl)('search.sh says what is wrong', async () => {
    const given = [account.email, 'não é essa', question, url]
    await expect(run(join(examples, 'search.sh'), given)).rejects.toMatchObject({
      code: 22,
      stderr: expect.stringContaining('confira o e-mail e a senha'),
    })
    const nowhere = [account.email, account.password, question, 'http://127.0.0.1:1']
    await expect(run(join(examples, 'search.sh'), nowhere)).rejects.toMatchObject({
      stderr: expect.stringContaining('inicie um com npm start'),
    })
  })

  it.skipIf(!python)('ingest_and_search.py signs up, uploads and searches, and finds it all there again', async () => {
    const email = `${crypto.randomUUID()}@test.example`
    const given = [email, account.password, question, manual, '--url', url]
    const first = await run('python3', [join(examples, 'ingest_and_search.py'), ...given])
    expect(first.stdout).toContain('manual-do-colaborador.md: ready')
    expect(first.stdout).toMatch(/\[\d\.\d\d] manual-do-colaborador\.md, .*érias.* \(\d+–\d+\)/)
    const again = await run('python3', [join(examples, 'ingest_and_search.py'), ...given])
    expect(again.stdout).toContain('ready')
  })

  it('run as their README says, from the root of the clone, twice', { timeout: 120_000 }, async () => {
    const commands = await commandsOf('examples/README.md')
    expect(commands.length).toBe(5)
    const given: [string | RegExp, string][] = [
      ['EMAIL', account.email],
      ['PASSWORD', `'${account.password}'`],
      ['rnm_…', key],
      ['"pergunta"', `"${question}"`],
      ['arquivo.md', manual],
    ]
    for (const command of commands) {
      const asked = given.reduce((text, [placeholder, by]) => text.replace(placeholder, by), command)
      // The install of this test has another address than theirs.
      const flag = /python3/.test(command) ? '--url ' : ''
      const missing = (/python3/.test(command) && !python) || (/\.sh/.test(command) && !curl)
      for (let time = 0; time < 2 && !missing; time++) {
        const ran = await run('sh', ['-euc', `${asked} ${flag}${url}`], { cwd: join(examples, '..') })
        expect([command, ran.stdout]).toEqual([command, expect.stringMatching(/manual-do-colaborador\.md|férias\.txt/)])
      }
    }
  })
})
