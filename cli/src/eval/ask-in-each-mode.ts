import { type Renum, type Schemas, unwrap } from '@renum/client'
import { startProgress } from '../progress.ts'
import { eachOf } from '../upload.ts'

export type Result = Schemas['SearchResponse']['results'][number]
type ModeName = Schemas['SearchResponse']['mode']

const modes = ['full_text', 'semantic', 'hybrid'] as const

/** As many as the server works on at once for one person. */
const atOnce = 4

/** What a mode made of each question, in the order of the questions; by its name in the answers. */
export type RanksByMode<Rank> = Map<ModeName, Rank[]>

/**
 * Asks the search each question in each mode, some at once, which changes no answer.
 *
 * @param top_k chunks that are asked for
 * @param rank what the results of a question are worth
 */
export async function askInEachMode<Question extends { question: string }, Rank>(
  renum: Renum,
  questions: readonly Question[],
  { top_k, collection_ids, stream }: { top_k: number; collection_ids?: string[]; stream: NodeJS.WriteStream },
  rank: (results: Result[], question: Question) => Rank,
): Promise<{ model: string; ranks: RanksByMode<Rank> }> {
  const ranks: RanksByMode<Rank> = new Map()
  let model = ''
  for (const mode of modes) {
    const progress = startProgress(stream, mode, questions.length)
    const found: Rank[] = []
    let name: ModeName = mode
    await eachOf(
      [...questions.entries()],
      async ([i, question]) => {
        const body = { query: question.question, mode, top_k, ...(collection_ids && { collection_ids }) }
        const answer = await unwrap(renum.POST('/v1/search', { body }))
        found[i] = rank(answer.results, question)
        ;({ mode: name, model } = answer)
        progress.advance()
      },
      atOnce,
    ).finally(() => progress.end())
    ranks.set(name, found)
  }
  return { model, ranks }
}

/** The place of a document among those that the results are from, from 1; null where it is not there. */
export function rankOfDocument(results: readonly Result[], document_id: string | undefined): number | null {
  const found = [...new Set(results.map((result) => result.document_id))]
  const place = document_id === undefined ? -1 : found.indexOf(document_id)
  return place === -1 ? null : place + 1
}
