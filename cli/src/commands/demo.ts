import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Schemas, unwrap } from '@renum/client'
import { agentQuestion, questions } from '../demo/questions.ts'
import { countVisibleRows, type Person, signUp } from '../demo/signed-in-user.ts'
import { startProgress } from '../progress.ts'
import { withTemporaryInstall } from '../temporary-install.ts'
import { print, say } from '../terminal.ts'
import { eachOf, uploadAndWait } from '../upload.ts'

const folder = join(import.meta.dirname, '../../../examples/demo')

/**
 * `renum demo`: the main job on a fresh embedded stack in a temporary folder, as an outside program does it, over HTTP
 * and supabase-js. Proves that a second client sees nothing; exits 1 when it sees anything.
 */
export async function demo({ json = false }: { json?: boolean }): Promise<void> {
  const tell = (text: string) => json || print(process.stdout, text)
  const timings = stopwatch()
  await withTemporaryInstall('renum demo', tell, async (api) => {
    timings.lap('start')
    const result = await mainJob(api, json, tell, timings)
    if (json) print(process.stdout, JSON.stringify({ ...result, timings_ms: timings.laps() }))
    if (!result.ok) process.exitCode = 1
  })
}

async function mainJob(api: string, json: boolean, tell: (text: string) => void, timings: Stopwatch) {
  tell(
    say(
      '\nAna se cadastra, cria o cliente “Distribuidora Aurora” e envia os documentos da empresa.',
      '\nAna signs up, creates the client “Distribuidora Aurora” and uploads the company’s documents.',
    ),
  )
  const ana = await signUp(api, 'ana@aurora.example')
  const { renum } = ana
  await unwrap(renum.POST('/v1/clients', { body: { name: 'Distribuidora Aurora' } }))
  const base = await unwrap(renum.POST('/v1/knowledge-bases', { body: { name: 'Aurora' } }))
  const path = { id: base.id }
  const collection = await unwrap(
    renum.POST('/v1/knowledge-bases/{id}/collections', { params: { path }, body: { name: 'Documentos internos' } }),
  )
  timings.lap('sign_up')

  const documents = await ingest(ana, collection.id, json ? process.stderr : process.stdout)
  for (const { name, status, chunk_count, error_message } of documents) {
    const outcome = status === 'ready' ? `${chunk_count} ${say('trechos', 'chunks')}` : error_message
    tell(`  ${status === 'ready' ? '✓' : '✗'} ${name.padEnd(44)} ${outcome}`)
  }
  timings.lap('ingest')

  tell(say('\nAna pergunta.', '\nAna asks.'))
  const { hits, model } = await ask(ana, tell)
  timings.lap('search')

  const agent = await askAgent(ana, tell)
  timings.lap('agent')

  tell(
    say('\nBruno é de outro cliente e procura a mesma coisa.', '\nBruno is of another client and looks for the same.'),
  )
  const bruno = await signUp(api, 'bruno@outra.example')
  await unwrap(bruno.renum.POST('/v1/clients', { body: { name: 'Outra Empresa' } }))
  const target = { base, collection, documents, questions: questions.map(({ question }) => question) }
  const foreign_rows = await countVisibleRows(bruno, target)
  // The same attempts by their owner: a count that could only ever be 0 would prove nothing.
  const own_rows = await countVisibleRows(ana, target)
  tell(
    `  ${say('Linhas da Aurora que Bruno vê', 'Rows of Aurora that Bruno sees')}: ${foreign_rows}   (Ana: ${own_rows})`,
  )
  timings.lap('second_client')

  const ready = documents.filter(({ status }) => status === 'ready').length
  const chunks = documents.reduce((sum, { chunk_count }) => sum + chunk_count, 0)
  const answered = hits.filter((hit) => hit.answered).length
  const answers = agent.status === 'succeeded' && agent.answer.includes(agentQuestion.answer) && agent.unsupported === 0
  const ok =
    ready === documents.length && answered === questions.length && answers && foreign_rows === 0 && own_rows > 0
  tell(
    ok
      ? say('\nTudo certo.', '\nAll is well.')
      : say('\nAlgo não saiu como devia.', '\nSomething is not as it should be.'),
  )
  return {
    ok,
    model,
    documents: ready,
    chunks,
    questions: questions.length,
    answered,
    hits,
    agent,
    foreign_rows,
    own_rows,
  }
}

async function ingest({ renum }: Person, collection_id: string, stream: NodeJS.WriteStream) {
  const files = (await readdir(folder)).sort()
  const progress = startProgress(stream, say('documentos', 'documents'), files.length)
  const documents: Schemas['Document'][] = []
  await eachOf(files, async (name) => {
    const file = new File([await readFile(join(folder, name))], name)
    documents.push(await uploadAndWait(renum, collection_id, file))
    progress.advance(name)
  })
  progress.end()
  return documents.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The best passage for each question, whether it holds the answer, and the model that was searched with. */
async function ask({ renum }: Person, tell: (text: string) => void) {
  const hits = []
  let model: string | null = null
  for (const { question, answer } of questions) {
    const found = await unwrap(renum.POST('/v1/search', { body: { query: question, top_k: 3 } }))
    const [best] = found.results
    model = found.model
    if (!best) continue
    const { document_name, score, citation, content } = best
    const text = content.replace(/\s+/g, ' ')
    const at = text.indexOf(answer)
    const { page, page_end, heading, start, end } = citation.location
    const place = [
      page && `${page_end ? say('páginas', 'pages') : say('página', 'page')} ${page}${page_end ? `–${page_end}` : ''}`,
      heading,
      `[${start}–${end}]`,
    ]
      .filter(Boolean)
      .join(', ')
    tell(`\n  ${question}\n    ${excerpt(text, at)}\n    → ${document_name}, ${place}`)
    hits.push({ question, answered: at !== -1, document_name, score, citation })
  }
  return { hits, model }
}

/** What an agent without a language model answers: quotes, each with where it stands. */
async function askAgent({ renum }: Person, tell: (text: string) => void) {
  const body = { name: 'Aurora', configuration: { language: 'pt' as const } }
  const { id } = await unwrap(renum.POST('/v1/agents', { body }))
  const params = { path: { id } }
  await unwrap(renum.POST('/v1/agents/{id}/publish', { params, body: {} }))
  const { question } = agentQuestion
  const asked = { question, draft: false, background: false }
  const { status, output } = await unwrap(renum.POST('/v1/agents/{id}/executions', { params, body: asked }))
  const { answer = '', citations = [], unsupported = 0 } = output ?? {}
  const sources = citations.map(({ number, document_name }) => `[${number}] ${document_name}`)
  tell(
    `\n  ${say('Agente', 'Agent')}: ${question}\n    ${answer.replace(/\n+/g, '\n    ')}\n    → ${sources.join(', ')}`,
  )
  return { question, answer, citations, status, unsupported }
}

/** Some 200 characters around a place in a text. */
function excerpt(text: string, at: number): string {
  const from = at < 80 ? 0 : text.indexOf(' ', at - 80) + 1
  const to = from + 200 < text.length ? text.lastIndexOf(' ', from + 200) : text.length
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`
}

type Stopwatch = ReturnType<typeof stopwatch>

function stopwatch() {
  const begun = performance.now()
  let last = begun
  const laps: Record<string, number> = {}
  return {
    lap(name: string) {
      const now = performance.now()
      laps[name] = Math.round(now - last)
      last = now
    },
    laps: () => ({ ...laps, total: Math.round(performance.now() - begun) }),
  }
}
