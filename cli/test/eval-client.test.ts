import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rankOfPassage } from '../src/eval/passage.ts'
import { caller, renum, supabaseOf, temporaryFolder } from './renum.ts'

const account = { email: 'ana@test.example', password: 'uma senha comprida' }

let data: Awaited<ReturnType<typeof temporaryFolder>>
let server: ReturnType<typeof renum>
let api: string
let call: ReturnType<typeof caller>
let client: { id: string; name: string }
let collection: string
const ids: Record<string, string> = {}

const texts = {
  'serra.txt': 'A Serra da Mantiqueira separa São Paulo de Minas Gerais.',
  'receita.txt': 'O pão de queijo leva polvilho azedo, queijo e ovos.',
  'ferias.txt': 'Cada pessoa tem trinta dias de férias por ano. Quem quiser vende dez deles.',
  // Says nothing of what is asked of it below.
  'ipe.txt': 'O ipê amarelo floresce no inverno.',
}

beforeAll(async () => {
  data = await temporaryFolder()
  await start()
  const { data: signedUp } = await (await supabaseOf(api)).auth.signUp(account)
  call = caller(api, signedUp.session?.access_token ?? '')
})
afterAll(async () => {
  await stop()
  await data.remove()
})

async function start(env: Record<string, string> = {}) {
  const ports = { PORT: '0', RENUM_SUPABASE_PORT: '0', RENUM_DB_PORT: '0' }
  server = renum(['start'], {
    RENUM_DATA_DIR: join(data.path, 'renum'),
    EMBEDDINGS_PROVIDER: 'lexical',
    ...ports,
    ...env,
  })
  await server.says('Renum está no ar')
  ;[api = ''] = /http:\/\/localhost:\d+/.exec(server.stdout()) ?? []
}

async function stop() {
  server.child.kill('SIGTERM')
  await server.exit
}

const evaluate = (...more: string[]) => evaluateIn({}, ...more)

async function evaluateIn(env: Record<string, string>, ...more: string[]) {
  const running = renum(['eval', '--target', api, '--email', account.email, '--password-stdin', ...more], env)
  running.child.stdin?.end(`${account.password}\n`)
  return { exit: await running.exit, stdout: running.stdout(), stderr: running.stderr() }
}

async function ready(id: string) {
  for (let tries = 0; tries < 600; tries++) {
    if ((await call('GET', `/v1/documents/${id}`)).status === 'ready') return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the document is not ready')
}

const keep = (name: string, question: string, more: object = {}) =>
  call('POST', '/v1/test-questions', { document_id: ids[name], question, ...more })

describe('renum eval --client', () => {
  it('says what is missing, and makes nothing', async () => {
    const neither = renum(['eval'])
    expect([await neither.exit, neither.stderr()]).toEqual([1, expect.stringContaining('Diga com que medir')])
    const both = renum(['eval', '--dataset', 'x.json', '--client', 'Aurora'])
    expect([await both.exit, both.stderr()]).toEqual([1, expect.stringContaining('Diga com que medir')])
    const nobody = renum(['eval', '--client', 'Aurora'])
    expect([await nobody.exit, nobody.stderr()]).toEqual([1, expect.stringContaining('--email')])
    const clientless = await evaluate('--client', 'Aurora')
    expect(clientless).toEqual({ exit: 1, stdout: '', stderr: 'Você não faz parte de Aurora, nem de outro cliente.\n' })
    expect((await call('GET', '/v1/me')).clients).toEqual([])

    client = await call('POST', '/v1/clients', { name: 'Aurora' })
    const empty = await evaluate('--client', 'Aurora')
    expect([empty.exit, empty.stderr]).toEqual([1, expect.stringContaining('Não há perguntas de teste')])
    const other = await evaluate('--client', 'Outra')
    expect([other.exit, other.stderr]).toEqual([1, expect.stringContaining('Você não faz parte de Outra')])
  })

  it('asks the running install each question in each mode, and lists what was not found', async () => {
    const base = await call('POST', '/v1/knowledge-bases', { name: 'Base' })
    const collections = `/v1/knowledge-bases/${base.id}/collections`
    collection = (await call('POST', collections, { name: 'Manuais' })).id
    for (const [name, text] of Object.entries(texts)) {
      ids[name] = (await call('POST', `/v1/collections/${collection}/documents`, { name, text })).id
    }
    for (const id of Object.values(ids)) await ready(id)
    await keep('serra.txt', 'O que separa São Paulo de Minas Gerais?')
    await keep('receita.txt', 'Quais são os ingredientes do pão de queijo?', { source: 'import' })
    await keep('ferias.txt', 'Quantos dias de férias por ano?', { passage: texts['ferias.txt'], source: 'search' })
    const missed = await keep('ipe.txt', 'Zurique xilofone?')

    const { exit, stdout, stderr } = await evaluate('--client', client.id, '--json')
    expect(exit, stderr).toBe(0)
    const result = JSON.parse(stdout)
    expect(result).toMatchObject({
      client: { id: client.id, name: 'Aurora' },
      model: 'lexical-1',
      questions: 4,
      documents: 4,
      passages: { questions: 1 },
    })
    expect(Object.keys(result.modes)).toEqual(['full_text', 'lexical', 'hybrid'])
    expect(result.modes.full_text).toMatchObject({ ndcg10: 0.75, mrr10: 0.75, recall1: 0.75, recall10: 0.75 })
    expect(result.modes.full_text.ci95.ndcg10).toEqual([expect.any(Number), 1])
    for (const measures of Object.values(result.passages.modes)) {
      expect(measures).toMatchObject({ recall1: 1, ci95: { recall1: [1, 1] } })
    }
    expect(result.missed).toMatchObject([
      {
        id: missed.id,
        question: 'Zurique xilofone?',
        document_id: ids['ipe.txt'],
        document_name: 'ipe.txt',
        document_status: 'ready',
        ranks: { full_text: null, hybrid: null },
      },
    ])
  })

  it('says the same in a table, in English too, of one collection alone where it is asked to', async () => {
    const other = await call('POST', `/v1/knowledge-bases`, { name: 'Outra base' })
    const { id } = await call('POST', `/v1/knowledge-bases/${other.id}/collections`, { name: 'Outra' })
    ids['cafe.txt'] = (
      await call('POST', `/v1/collections/${id}/documents`, { name: 'cafe.txt', text: 'O café do cerrado é doce.' })
    ).id
    await ready(ids['cafe.txt'] ?? '')
    await keep('cafe.txt', 'Como é o café do cerrado?')

    const whole = await evaluate('--client', 'Aurora')
    expect(whole.exit, whole.stderr).toBe(0)
    expect(whole.stdout).toContain(`${account.email} → ${api}, Aurora: 5 perguntas`)
    expect(whole.stdout).toMatch(
      /O documento certo:\n +nDCG@10 +MRR@10 +recall@1 +recall@3 +recall@5 +recall@10\nfull_text +0\.800 ±/,
    )
    expect(whole.stdout).toMatch(/O trecho certo \(1 pergunta\):\n.*\nfull_text +1\.000 ±0\.000/)
    expect(whole.stdout).toMatch(
      /entre os dez primeiros:\n {2}Zurique xilofone\?\n {4}→ ipe\.txt \(full_text –, lexical .+, hybrid –\)/,
    )

    const english = await evaluateIn({ LANG: 'en_US.UTF-8' }, '--client', 'Aurora')
    expect(english.stdout).toContain('Aurora: 5 questions')
    for (const line of ['The right document:', 'The right passage (1 question):', 'among the first ten:']) {
      expect(english.stdout).toContain(line)
    }

    const one = await evaluate('--client', 'Aurora', '--collection', id, '--json')
    expect(one.exit, one.stderr).toBe(0)
    expect(JSON.parse(one.stdout)).toMatchObject({
      questions: 1,
      modes: { hybrid: { recall1: 1 } },
      passages: null,
      missed: [],
    })
  })

  it('says so where the collections cannot be searched together', async () => {
    // A new collection has the model of the install as it is now. Nothing is asked of it.
    await stop()
    await start({
      EMBEDDINGS_PROVIDER: 'openai',
      OPENAI_API_KEY: 'sk-none',
      EMBEDDINGS_URL: 'http://127.0.0.1:1/v1',
    })
    const { data: signedIn } = await (await supabaseOf(api)).auth.signInWithPassword(account)
    call = caller(api, signedIn.session?.access_token ?? '')
    const base = await call('POST', '/v1/knowledge-bases', { name: 'Nova' })
    const made = await call('POST', `/v1/knowledge-bases/${base.id}/collections`, { name: 'Nova' })
    expect(made.embedding_model).toBe('http:text-embedding-3-small@1536')
    const { exit, stderr } = await evaluate('--client', 'Aurora', '--json')
    expect([exit, stderr]).toEqual([1, expect.stringContaining('Meça uma de cada vez: --collection ID.')])
    const one = await evaluate('--client', 'Aurora', '--collection', collection, '--json')
    expect([one.exit, JSON.parse(one.stdout).questions], one.stderr).toEqual([0, 4])
  })
})

describe('the right passage', () => {
  const passage =
    'Cada pessoa tem trinta dias de férias por ano, e pode vender até dez deles com aviso prévio de um mês.'
  const result = (content: string, document_id = 'd') => ({
    ...{
      document_id,
      content,
      document_name: 'n',
      collection_id: 'c',
      chunk_id: 'k',
      version: 1,
      score: 1,
      scores: {},
    },
    citation: { document_id, document_name: 'n', version: 1, chunk_id: 'k', location: { start: 0, end: 1 } },
  })
  const rank = (...contents: string[]) =>
    rankOfPassage(
      contents.map((content) => result(content)),
      { document_id: 'd', passage },
    )

  it('is found by its words, however it is cut and set by now', () => {
    expect(rank('Outra coisa.', `# Férias\n\n${passage.toUpperCase()}\n\nE mais.`)).toBe(2)
    expect(rank('cada pessoa tem\ntrinta dias de férias por ano e pode vender até')).toBe(1)
  })

  it('is not found by single words, by a small part, or in another document', () => {
    expect(rank('Um mês de aviso, dez dias: pode cada pessoa vender férias com trinta deles por ano.')).toBeNull()
    expect(rank('com aviso prévio de um mês')).toBeNull()
    expect(rankOfPassage([result(passage, 'other')], { document_id: 'd', passage })).toBeNull()
    expect(rankOfPassage([result(passage)], { document_id: 'd', passage: null })).toBeNull()
  })

  it('may be one word', () => {
    expect(
      rankOfPassage([result('outro'), result('O PED-37003/E foi pago.')], { document_id: 'd', passage: 'pago' }),
    ).toBe(2)
  })
})
