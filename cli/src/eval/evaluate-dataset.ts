import { unwrap } from '@renum/client'
import { type Person, signUp } from '../demo/signed-in-user.ts'
import { startProgress } from '../progress.ts'
import { withTemporaryInstall } from '../temporary-install.ts'
import { print, say } from '../terminal.ts'
import { eachOf, uploadAndWait } from '../upload.ts'
import { askInEachMode, rankOfDocument } from './ask-in-each-mode.ts'
import { readDataset } from './dataset.ts'
import { figuresTable, measureModes } from './figures.ts'

/** Chunks that are asked for, so that ten documents are among them. */
const deep = 50

/**
 * `renum eval --dataset FILE`: how well search finds the right document, on a fresh embedded stack in a temporary
 * folder. The paragraphs become documents, the questions queries.
 */
export async function evaluateDataset(file: string, json: boolean): Promise<void> {
  const stream = json ? process.stderr : process.stdout
  const { paragraphs, questions } = await readDataset(file)
  await withTemporaryInstall(
    'renum eval',
    (text) => print(stream, text),
    async (api) => {
      const person = await signUp(api, 'eval@renum.example')
      const { ids, seconds } = await ingest(person, paragraphs, stream)
      const { model, ranks } = await askInEachMode(
        person.renum,
        questions,
        { top_k: deep, stream },
        (results, { paragraph }) => rankOfDocument(results, ids[paragraph]),
      )
      const modes = measureModes(ranks)
      const documents_per_second = Math.round((paragraphs.length / seconds) * 10) / 10
      const totals = { model, questions: questions.length, documents: ids.length, documents_per_second }
      print(process.stdout, json ? JSON.stringify({ modes, ...totals }) : `\n${figuresTable(modes)}`)
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
