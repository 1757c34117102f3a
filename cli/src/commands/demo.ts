import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Answer, countVisibleRows, type Hit, signUp, waitUntilReady } from '../demo/person.ts'
import { withTemporaryInstall } from '../temporary-install.ts'
import { print, say } from '../terminal.ts'

const folder = join(import.meta.dirname, '../../../examples/demo')

const questions = [
  'Em quantos períodos posso dividir as férias?',
  'Qual é o teto da diária de hotel em capitais?',
  'Quanto custa a erva-mate Barão?',
  'Quando começa a mudança para o galpão de Joinville?',
]

/**
 * `renum demo`: the main job on a fresh embedded stack in a temporary folder, as somebody outside does it, over HTTP
 * and supabase-js. Proves that a second client sees nothing; exits 1 when it sees anything.
 */
export async function demo({ json = false }: { json?: boolean }): Promise<void> {
  const tell = (text: string) => json || print(process.stdout, text)
  const timings = stopwatch()
  await withTemporaryInstall('renum demo', tell, async (api) => {
    timings.lap('start')
    const result = await mainJob(api, tell, timings)
    if (json) print(process.stdout, JSON.stringify({ ...result, timings_ms: timings.laps() }))
    if (!result.ok) process.exitCode = 1
  })
}

async function mainJob(api: string, tell: (text: string) => void, timings: Stopwatch) {
  tell(
    say(
      '\nAna se cadastra e cria o cliente “Distribuidora Aurora”.',
      '\nAna signs up and creates the client “Distribuidora Aurora”.',
    ),
  )
  const ana = await signUp(api, 'ana@aurora.example')
  await ana.post('/v1/clients', { name: 'Distribuidora Aurora' })
  const base = await ana.post('/v1/knowledge-bases', { name: 'Aurora' })
  const collection = await ana.post(`/v1/knowledge-bases/${base.id}/collections`, { name: 'Documentos internos' })
  timings.lap('sign_up')

  const files = (await readdir(folder)).sort()
  const uploaded = []
  for (const file of files) {
    uploaded.push(
      await ana.upload(`/v1/collections/${collection.id}/documents`, file, await readFile(join(folder, file))),
    )
  }
  const documents = await waitUntilReady(ana, uploaded, ({ name, status, chunk_count }) =>
    tell(`  ${status === 'ready' ? '✓' : '✗'} ${name}  ${chunk_count} ${say('trechos', 'chunks')}`),
  )
  timings.lap('ingest')

  const hits: Hit[] = []
  for (const query of questions) {
    const { results } = await ana.post<Answer>('/v1/search', { query, top_k: 3 })
    const [best] = results
    if (!best) continue
    const { document_name, score, citation } = best
    hits.push({ document_name, score, citation })
    const { heading, start, end } = citation.location
    tell(`\n${query}\n  ${best.content.replace(/\s+/g, ' ').slice(0, 220)}…`)
    tell(`  → ${document_name}, ${heading ?? say('texto', 'text')} [${start}–${end}]  ${score.toFixed(2)}`)
  }
  timings.lap('search')

  tell(
    say('\nBruno é de outro cliente e procura a mesma coisa.', '\nBruno is of another client and looks for the same.'),
  )
  const bruno = await signUp(api, 'bruno@outra.example')
  await bruno.post('/v1/clients', { name: 'Outra Empresa' })
  const rows = { base, collection, documents, questions }
  const foreign_rows = await countVisibleRows(bruno, rows)
  // The same attempts by their owner: a count that could only ever be 0 would prove nothing.
  const own_rows = await countVisibleRows(ana, rows)
  tell(
    `  ${say('Linhas da Aurora que Bruno vê', 'Rows of Aurora that Bruno sees')}: ${foreign_rows} (Ana: ${own_rows})`,
  )
  timings.lap('second_client')

  const ready = documents.filter(({ status }) => status === 'ready')
  const chunks = documents.reduce((sum, { chunk_count }) => sum + chunk_count, 0)
  const ok = ready.length === files.length && hits.length === questions.length && foreign_rows === 0 && own_rows > 0
  tell(
    ok
      ? say('\nTudo certo.', '\nAll is well.')
      : say('\nAlgo não saiu como devia.', '\nSomething is not as it should be.'),
  )
  return { ok, documents: ready.length, chunks, hits, foreign_rows }
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
