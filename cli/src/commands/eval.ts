import { type Person, signUp, waitUntilReady } from '../demo/person.ts'
import { readDataset } from '../eval/dataset.ts'
import { type Measures, measure } from '../eval/metrics.ts'
import { withTemporaryInstall } from '../temporary-install.ts'
import { print, say } from '../terminal.ts'

const modes = ['full_text', 'semantic', 'hybrid'] as const

/** Chunks that are asked for, so that ten documents are among them. */
const deep = 50

interface Answer {
  results: { document_id: string }[]
  mode: string
  model: string
}

/**
 * `renum eval --dataset FILE`: how well search finds the right document, on a fresh embedded stack in a temporary
 * folder. The paragraphs become documents, the questions queries.
 */
export async function evaluate({ dataset: file, json = false }: { dataset: string; json?: boolean }): Promise<void> {
  const tell = (text: string) => print(json ? process.stderr : process.stdout, text)
  const { paragraphs, questions } = await readDataset(file)
  await withTemporaryInstall('renum eval', tell, async (api) => {
    const person = await signUp(api, 'eval@renum.example')
    const { ids, seconds } = await ingest(person, paragraphs, tell)
    const measured: Record<string, Measures> = {}
    let model = ''
    for (const mode of modes) {
      const ranks: (number | null)[] = []
      let name: string = mode
      for (const [i, { question, paragraph }] of questions.entries()) {
        const answer = await person.post<Answer>('/v1/search', { query: question, mode, top_k: deep })
        const found = [...new Set(answer.results.map(({ document_id }) => document_id))]
        const rank = found.indexOf(ids[paragraph] ?? '')
        ranks.push(rank === -1 ? null : rank + 1)
        ;({ mode: name, model } = answer)
        if ((i + 1) % 100 === 0) tell(`  ${mode}: ${i + 1}/${questions.length}`)
      }
      measured[name] = measure(ranks)
    }
    const documents_per_second = Math.round((paragraphs.length / seconds) * 10) / 10
    const result = { modes: measured, model, questions: questions.length, documents: ids.length, documents_per_second }
    print(process.stdout, json ? JSON.stringify(result) : table(measured))
  })
}

async function ingest(person: Person, paragraphs: string[], tell: (text: string) => void) {
  await person.post('/v1/clients', { name: 'Eval' })
  const base = await person.post('/v1/knowledge-bases', { name: 'Eval' })
  const collection = await person.post(`/v1/knowledge-bases/${base.id}/collections`, { name: 'Eval' })
  const started = performance.now()
  const uploaded = []
  for (const [i, text] of paragraphs.entries()) {
    const bytes = new TextEncoder().encode(text)
    uploaded.push(await person.upload(`/v1/collections/${collection.id}/documents`, `${i + 1}.txt`, bytes))
  }
  let ended = 0
  const documents = await waitUntilReady(person, uploaded, ({ name, status }) => {
    ended++
    if (status !== 'ready') tell(`  ${name}: ${status}`)
    if (ended % 50 === 0) tell(`  ${ended}/${paragraphs.length} ${say('documentos prontos', 'documents ready')}`)
  })
  const failed = documents.filter(({ status }) => status !== 'ready').length
  if (failed > 0) throw new Error(`${failed} documents failed`)
  return { ids: uploaded.map(({ id }) => id), seconds: (performance.now() - started) / 1000 }
}

function table(measured: Record<string, Measures>): string {
  const columns = ['ndcg10', 'mrr10', 'recall1', 'recall5', 'recall10'] as const
  const head = ['', 'nDCG@10', 'MRR@10', 'recall@1', 'recall@5', 'recall@10']
  const rows = Object.entries(measured).map(([mode, measures]) => [
    mode,
    ...columns.map(
      (column) =>
        `${measures[column].toFixed(3)} ±${((measures.ci95[column][1] - measures.ci95[column][0]) / 2).toFixed(3)}`,
    ),
  ])
  return ['', ...[head, ...rows].map((cells) => cells.map((cell) => cell.padEnd(14)).join(''))].join('\n')
}
