import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createClient } from '@supabase/supabase-js'
import { beforeAll, describe, expect, inject, it } from 'vitest'
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

describe('the examples', () => {
  it('quickstart.ts does the main job', async () => {
    const { stdout } = await run(process.execPath, [join(examples, 'quickstart.ts'), url])
    expect(stdout).toContain('manual-do-colaborador.md: ready')
    expect(stdout).toMatch(/\[\d\.\d\d] manual-do-colaborador\.md, .*érias.* \(\d+–\d+\)/)
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
})
