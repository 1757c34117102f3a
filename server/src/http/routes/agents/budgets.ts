import { createRoute } from '@hono/zod-openapi'
import { readAsTenant, withTenant } from '../../../db/tenant.ts'
import { budgets } from '../../../features/budgets/budgets.repository.ts'
import { budget, budgetChanges, budgetFilters, newBudget } from '../../../features/budgets/budgets.schema.ts'
import { changeBudget, createBudget, listBudgets } from '../../../features/budgets/budgets.ts'
import { idParam, page } from '../../../features/schema.ts'
import { Problem } from '../../../problems.ts'
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

const path = '/v1/budgets'
const tags = ['agents']

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listBudgets',
  summary: 'What agents may cost in a day or a month, and what is left of it',
  tags,
  request: { query: budgetFilters },
  responses: { 200: json(page(budget), 'A page'), ...problemResponses(400, 401, 403) },
})

const create = createRoute({
  method: 'post',
  path,
  operationId: 'createBudget',
  summary: 'Limit what an agent, or all of them together, may cost in a day or a month',
  tags,
  request: { headers: creationHeaders, body: body(newBudget) },
  responses: { 201: json(budget, 'The new budget'), ...problemResponses(400, 401, 403, 404, 409, 422) },
})

const patch = createRoute({
  method: 'patch',
  path: `${path}/{id}`,
  operationId: 'updateBudget',
  summary: 'Change a budget’s limit; what was spent counts from the beginning of its period',
  tags,
  request: { params: idParam, body: body(budgetChanges) },
  responses: { 200: json(budget, 'As it is now'), ...problemResponses(400, 401, 403, 404) },
})

const remove = createRoute({
  method: 'delete',
  path: `${path}/{id}`,
  operationId: 'deleteBudget',
  summary: 'Delete a budget: its agents may cost what their other limits let them',
  tags,
  request: { params: idParam },
  responses: { ...noContent, ...problemResponses(400, 401, 403, 404) },
})

export function budgetRoutes({ database }: Pick<ApiServices, 'database'>) {
  return createRouter()
    .openapi(list, async (c) => {
      const { limit, cursor, ...filters } = c.req.valid('query')
      const rows = await readAsTenant(database, c.var.principal, (tx) => listBudgets(tx, { filters, limit, cursor }))
      return c.json(page(budget).parse(rows), 200)
    })
    .openapi(create, async (c) => {
      const asked = c.req.valid('json')
      const created = await withTenant(database, c.var.principal, (tx) => createBudget(tx, asked, keyOf(c, asked)))
      return c.json(budget.parse(createdRow(c, created)), 201)
    })
    .openapi(patch, async (c) => {
      const { id } = c.req.valid('param')
      const given = c.req.valid('json')
      const row = await withTenant(database, c.var.principal, (tx) => changeBudget(tx, id, given))
      return c.json(budget.parse(row), 200)
    })
    .openapi(remove, async (c) => {
      const { id } = c.req.valid('param')
      await withTenant(database, c.var.principal, async (tx) => {
        if (!(await budgets.remove(tx, id))) throw new Problem('not_found')
      })
      return c.body(null, 204)
    })
}
