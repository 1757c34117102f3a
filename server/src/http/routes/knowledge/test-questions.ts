import { createRoute } from '@hono/zod-openapi'
import { readAsTenant, withTenant } from '../../../db/tenant.ts'
import { idParam, page } from '../../../features/schema.ts'
import { testQuestions } from '../../../features/test-questions/test-questions.repository.ts'
import {
  newTestQuestion,
  testQuestion,
  testQuestionChanges,
  testQuestionFilters,
} from '../../../features/test-questions/test-questions.schema.ts'
import { changeTestQuestion, createTestQuestion } from '../../../features/test-questions/test-questions.ts'
import { found, Problem } from '../../../problems.ts'
import type { ApiServices } from '../../../services.ts'
import {
  body,
  createdRow,
  createRouter,
  creationHeaders,
  json,
  keyOf,
  noContent,
  problemResponses,
} from '../../router.ts'

const path = '/v1/test-questions'
const tags = ['test questions']

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listTestQuestions',
  summary: 'The questions that search is measured with, newest first',
  tags,
  request: { query: testQuestionFilters },
  responses: { 200: json(page(testQuestion), 'A page'), ...problemResponses(400, 401, 403) },
})

const create = createRoute({
  method: 'post',
  path,
  operationId: 'createTestQuestion',
  summary: 'Keep a question with the document that answers it, and with the passage where that is known',
  tags,
  request: { headers: creationHeaders, body: body(newTestQuestion) },
  responses: { 201: json(testQuestion, 'The new question'), ...problemResponses(400, 401, 403, 404, 409, 422) },
})

const get = createRoute({
  method: 'get',
  path: `${path}/{id}`,
  operationId: 'getTestQuestion',
  summary: 'A test question',
  tags,
  request: { params: idParam },
  responses: { 200: json(testQuestion, 'The question'), ...problemResponses(400, 401, 403, 404) },
})

const patch = createRoute({
  method: 'patch',
  path: `${path}/{id}`,
  operationId: 'updateTestQuestion',
  summary: 'Change the given fields of a test question',
  tags,
  request: { params: idParam, body: body(testQuestionChanges) },
  responses: { 200: json(testQuestion, 'As it is now'), ...problemResponses(400, 401, 403, 404) },
})

const remove = createRoute({
  method: 'delete',
  path: `${path}/{id}`,
  operationId: 'deleteTestQuestion',
  summary: 'Delete a test question',
  tags,
  request: { params: idParam },
  responses: { ...noContent, ...problemResponses(400, 401, 403, 404) },
})

export function testQuestionRoutes({ database }: Pick<ApiServices, 'database'>) {
  return createRouter()
    .openapi(list, async (c) => {
      const { limit, cursor, ...filters } = c.req.valid('query')
      const rows = await readAsTenant(database, c.var.principal, (tx) =>
        testQuestions.list(tx, { filters, limit, cursor }),
      )
      return c.json(page(testQuestion).parse(rows), 200)
    })
    .openapi(create, async (c) => {
      const asked = c.req.valid('json')
      const created = await withTenant(database, c.var.principal, (tx) =>
        createTestQuestion(tx, asked, keyOf(c, asked)),
      )
      return c.json(testQuestion.parse(createdRow(c, created)), 201)
    })
    .openapi(get, async (c) => {
      const { id } = c.req.valid('param')
      const row = await readAsTenant(database, c.var.principal, (tx) => testQuestions.get(tx, id))
      return c.json(testQuestion.parse(found(row)), 200)
    })
    .openapi(patch, async (c) => {
      const { id } = c.req.valid('param')
      const given = c.req.valid('json')
      const row = await withTenant(database, c.var.principal, (tx) => changeTestQuestion(tx, id, given))
      return c.json(testQuestion.parse(row), 200)
    })
    .openapi(remove, async (c) => {
      const { id } = c.req.valid('param')
      await withTenant(database, c.var.principal, async (tx) => {
        if (!(await testQuestions.remove(tx, id))) throw new Problem('not_found')
      })
      return c.body(null, 204)
    })
}
