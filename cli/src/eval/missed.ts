import { type Renum, RenumError, type Schemas, unwrap } from '@renum/client'
import { eachOf } from '../upload.ts'
import type { RanksByMode } from './ask-in-each-mode.ts'

/** A question whose right document is not among the first ten of the mode that people get, with its places in all. */
export interface Missed {
  id: string
  question: string
  document_id: string
  /** Null where the document is gone meanwhile. */
  document_name: string | null
  document_status: Schemas['Document']['status'] | null
  ranks: Record<string, number | null>
}

const enough = 10

export async function findMissed(
  renum: Renum,
  questions: readonly Schemas['TestQuestion'][],
  ranks: RanksByMode<number | null>,
): Promise<Missed[]> {
  const missed = questions.flatMap(({ id, question, document_id }, i) => {
    const places = Object.fromEntries([...ranks].map(([mode, each]) => [mode, each[i] ?? null]))
    return (places.hybrid ?? Number.POSITIVE_INFINITY) <= enough ? [] : [{ id, question, document_id, ranks: places }]
  })
  const documents = new Map<string, Schemas['Document'] | null>()
  await eachOf([...new Set(missed.map(({ document_id }) => document_id))], async (id) => {
    documents.set(id, await findDocument(renum, id))
  })
  return missed.map(({ ranks, ...question }) => {
    const document = documents.get(question.document_id) ?? null
    return { ...question, document_name: document?.name ?? null, document_status: document?.status ?? null, ranks }
  })
}

async function findDocument(renum: Renum, id: string): Promise<Schemas['Document'] | null> {
  try {
    return await unwrap(renum.GET('/v1/documents/{id}', { params: { path: { id } } }))
  } catch (error) {
    if (error instanceof RenumError && error.status === 404) return null
    throw error
  }
}
