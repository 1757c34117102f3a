import type { TenantTx } from '../../db/tenant.ts'
import { found, Problem } from '../../problems.ts'
import { documents } from '../documents/documents.ts'
import { type CreationKey, createOnce } from '../idempotency/idempotency.ts'
import { testQuestions } from './test-questions.repository.ts'

interface NewTestQuestion {
  document_id: string
  question: string
  passage?: string | null | undefined
  source: string
}

/**
 * Keeps a question with the document that is right. Raises `not_found` (no such document for this tenant), `forbidden`,
 * `query_without_words`, `too_many_test_questions`, `idempotency_key_reused`.
 */
export async function createTestQuestion(tx: TenantTx, asked: NewTestQuestion, key: CreationKey | undefined) {
  requireWords(asked.question)
  const values = { ...asked, collection_id: await collectionOf(tx, asked.document_id) }
  return createOnce(tx, key, 'test_questions', () => testQuestions.create(tx, values))
}

/**
 * Changes the given fields only. Another document takes the passage of the one before away.
 * Raises `not_found` (the question, or the document), `forbidden`, `query_without_words`.
 */
export async function changeTestQuestion(
  tx: TenantTx,
  id: string,
  given: Partial<Pick<NewTestQuestion, 'passage'>> & {
    document_id?: string | undefined
    question?: string | undefined
  },
) {
  if (given.question !== undefined) requireWords(given.question)
  const { document_id } = found(await testQuestions.get(tx, id))
  const moved = given.document_id !== undefined && given.document_id !== document_id
  const target = moved && {
    passage: null,
    collection_id: await collectionOf(tx, given.document_id ?? document_id),
  }
  return found(await testQuestions.patch(tx, id, { ...target, ...given }))
}

async function collectionOf(tx: TenantTx, document_id: string): Promise<string> {
  const document = await documents.get(tx, document_id)
  if (!document) throw new Problem('not_found', { field: 'document_id' })
  return document.collection_id
}

/** A search refuses what has no word, and a question that cannot be asked measures nothing. */
function requireWords(question: string): void {
  if (!/[\p{L}\p{N}]/u.test(question)) throw new Problem('query_without_words', { field: 'question' })
}
