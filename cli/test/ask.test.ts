import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { caller, renum, supabaseOf, temporaryFolder } from './renum.ts'

const account = { email: 'ana@test.example', password: 'uma senha comprida' }

let data: Awaited<ReturnType<typeof temporaryFolder>>
let server: ReturnType<typeof renum>
let api: string

beforeAll(async () => {
  data = await temporaryFolder()
  const env = { RENUM_DATA_DIR: join(data.path, 'renum'), PORT: '0', RENUM_SUPABASE_PORT: '0', RENUM_DB_PORT: '0' }
  server = renum(['start'], env)
  await server.says('Renum está no ar')
  ;[api = ''] = /http:\/\/localhost:\d+/.exec(server.stdout()) ?? []
  const { data: session } = await (await supabaseOf(api)).auth.signUp(account)
  const call = caller(api, session.session?.access_token ?? '')
  await call('POST', '/v1/clients', { name: 'Aurora' })
  const base = await call('POST', '/v1/knowledge-bases', { name: 'RH' })
  const collection = await call('POST', `/v1/knowledge-bases/${base.id}/collections`, { name: 'Políticas' })
  const text = 'Cada pessoa tem trinta dias de férias por ano. É possível vender até dez dias.'
  const document = await call('POST', `/v1/collections/${collection.id}/documents`, { name: 'ferias.txt', text })
  for (let status = ''; status !== 'ready'; ) ({ status } = await call('GET', `/v1/documents/${document.id}`))
  const agent = await call('POST', '/v1/agents', { name: 'Atendimento', configuration: { language: 'pt' } })
  await call('POST', `/v1/agents/${agent.id}/publish`, {})
})
afterAll(async () => {
  server.child.kill('SIGTERM')
  await server.exit
  await data.remove()
})

function ask(agent: string, question: string, ...more: string[]) {
  const args = ['ask', agent, question, '--target', api, '--email', account.email, '--password-stdin', ...more]
  const running = renum(args)
  running.child.stdin?.end(`${account.password}\n`)
  return running
}

describe('renum ask', () => {
  it('shows an answer with its sources', async () => {
    const { exit, stdout, stderr } = ask('Atendimento', 'Quantos dias de férias cada pessoa tem?')
    expect(await exit, stderr()).toBe(0)
    expect(stdout()).toContain('“Cada pessoa tem trinta dias de férias por ano.')
    expect(stdout()).toMatch(/\[1\] ferias\.txt, versão 1/)
  })

  it('gives one JSON object, and says which agents there are where that one is not', async () => {
    const json = ask('Atendimento', 'Quantos dias de férias?', '--json')
    expect(await json.exit, json.stderr()).toBe(0)
    expect(JSON.parse(json.stdout())).toMatchObject({ status: 'succeeded', output: { unsupported: 0 } })
    const unknown = ask('Ninguém', 'Quantos dias?')
    expect(await unknown.exit).toBe(1)
    expect(unknown.stderr()).toContain('Atendimento')
  })
})
