import { unwrap } from '@renum/client'
import { type Person, signUp } from '../demo/signed-in-user.ts'
import { startProgress } from '../progress.ts'
import { withTemporaryInstall } from '../temporary-install.ts'
import { print, say } from '../terminal.ts'
import { eachOf, uploadAndWait } from '../upload.ts'
import { askInEachMode, type Result, rankOfDocument } from './ask-in-each-mode.ts'
import { type Dataset, readDataset } from './dataset.ts'
import { figuresTable, measureModes } from './figures.ts'
import { rankOfPassage } from './passage.ts'

/** Chunks that are asked for, so that ten documents are among them. */
const deep = 50

/**
 * `renum eval --dataset FILE`: how well search finds the right document, on a fresh embedded stack in a temporary
 * folder. Of questions that say a passage it is the place of that which counts, of others the document's.
 */
export async function evaluateDataset(file: string, json: boolean): Promise<void> {
  const stream = json ? process.stderr : process.stdout
  const { documents, questions } = await readDataset(file)
  await withTemporaryInstall(
    'renum eval',
    (text) => print(stream, text),
    async (api) => {
      const person = await signUp(api, 'eval@renum.example')
      const { ids, seconds } = await ingest(person, documents, stream)
      const { model, ranks } = await askInEachMode(
        person.renum,
        questions,
        { top_k: deep, stream },
        (results, { document, passages }) => rankOfAny(results, ids[document], passages),
      )
      const modes = measureModes(ranks)
      const documents_per_second = Math.round((documents.length / seconds) * 10) / 10
      const totals = { model, questions: questions.length, documents: ids.length, documents_per_second }
      print(process.stdout, json ? JSON.stringify({ modes, ...totals }) : `\n${figuresTable(modes)}`)
    },
  )
}

async function ingest({ renum }: Person, documents: Dataset['documents'], stream: NodeJS.WriteStream) {
  await unwrap(renum.POST('/v1/clients', { body: { name: 'Eval' } }))
  const base = await unwrap(renum.POST('/v1/knowledge-bases', { body: { name: 'Eval' } }))
  const collection = await unwrap(
    renum.POST('/v1/knowledge-bases/{id}/collections', { params: { path: { id: base.id } }, body: { name: 'Eval' } }),
  )
  const progress = startProgress(stream, say('documentos', 'documents'), documents.length)
  const ids: string[] = []
  const started = performance.now()
  await eachOf([...documents.entries()], async ([i, { name, content }]) => {
    const document = await uploadAndWait(renum, collection.id, new File([content], name))
    if (document.status !== 'ready') throw new Error(`${document.name}: ${document.error_message ?? document.status}`)
    ids[i] = document.id
    progress.advance()
  })
  progress.end()
  return { ids, seconds: (performance.now() - started) / 1000 }
}

/** The place of the first result that has one of the passages; of the document, where none is said. */
function rankOfAny(results: Result[], document_id: string | undefined, passages: string[]): number | null {
  if (passages.length === 0 || document_id === undefined) return rankOfDocument(results, document_id)
  const ranks = passages.map((passage) => rankOfPassage(results, { document_id, passage }))
  return ranks.filter((rank) => rank !== null).sort((a, b) => a - b)[0] ?? null
}
