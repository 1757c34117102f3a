import { type Schemas, unwrap } from '@renum/client'
import { type Person, signUp } from '../demo/signed-in-user.ts'
import { readDataset } from '../eval/dataset.ts'
import { type Measures, measure } from '../eval/metrics.ts'
import { startProgress } from '../progress.ts'
import { withTemporaryInstall } from '../temporary-install.ts'
import { print, say } from '../terminal.ts'
import { eachOf, uploadAndWait } from '../upload.ts'

const modes = ['full_text', 'semantic', 'hybrid'] as const

/** Chunks that are asked for, so that ten documents are among them. */
const deep = 50

/**
 * `renum eval --dataset FILE`: how well search finds the right document, on a fresh embedded stack in a temporary
 * folder. The paragraphs become documents, the questions queries.
 */
export async function evaluate({ dataset: file, json = false }: { dataset: string; json?: boolean }): Promise<void> {
  const stream = json ? process.stderr : process.stdout
  const { paragraphs, questions } = await readDataset(file)
  await withTemporaryInstall(
    'renum eval',
    (text) => print(stream, text),
    async (api) => {
      const person = await signUp(api, 'eval@renum.example')
      const { ids, seconds } = await ingest(person, paragraphs, stream)
      const measured: Record<string, Measures> = {}
      let model = ''
      for (const mode of modes) {
        const progress = startProgress(stream, mode, questions.length)
        const ranks: (number | null)[] = []
        let name: Schemas['SearchResponse']['mode'] = mode
        for (const { question, paragraph } of questions) {
          const body = { query: question, mode, top_k: deep }
          const answer = await unwrap(person.renum.POST('/v1/search', { body }))
          const found = [...new Set(answer.results.map(({ document_id }) => document_id))]
          const rank = found.indexOf(ids[paragraph] ?? '')
          ranks.push(rank === -1 ? null : rank + 1)
          ;({ mode: name, model } = answer)
          progress.advance()
        }
        progress.end()
        measured[name] = measure(ranks)
      }
      const documents_per_second = Math.round((paragraphs.length / seconds) * 10) / 10
      const totals = { model, questions: questions.length, documents: ids.length, documents_per_second }
      print(process.stdout, json ? JSON.stringify({ modes: measured, ...totals }) : table(measured))
    },
  )
}

async function ingest({ renum }: Person, paragraphs: string[], stream: NodeJS.WriteStream) {
  await unwrap(renum.POST('/v1/clients', { body: { name: 'Eval' } }))
  const base = await unwrap(renum.POST('/v1/knowledge-bases', { body: { name: 'Eval' } }))
  const collection = await unwrap(
    renum.POST('/v1/knowledge-bases/{id}/collections', { params: { path: { id: base.id } }, body: { name: 'Eval' } }),
  )
  const progress = startProgress(stream, say('documentos', 'documents'), paragraphs.length)
  const ids: string[] = []
  const started = performance.now()
  await eachOf([...paragraphs.entries()], async ([i, text]) => {
    const document = await uploadAndWait(renum, collection.id, new File([text], `${i + 1}.txt`))
    if (document.status !== 'ready') throw new Error(`${document.name}: ${document.error_message ?? document.status}`)
    ids[i] = document.id
    progress.advance()
  })
  progress.end()
  return { ids, seconds: (performance.now() - started) / 1000 }
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
