import { createRoute, z } from '@hono/zod-openapi'
import { readAsTenant, requireRole, withTenant } from '../../db/tenant.ts'
import { requireCollection } from '../../features/collections/collections.ts'
import { changeDocument, documents, findFile } from '../../features/documents/documents.repository.ts'
import {
  document,
  documentChanges,
  documentFilters,
  newText,
  upload,
} from '../../features/documents/documents.schema.ts'
import { describeDocument, uploadDocument } from '../../features/documents/documents.ts'
import { withoutBytes } from '../../features/documents/original.ts'
import { removeWithFiles } from '../../features/documents/remove.ts'
import { idParam, page, pageQuery } from '../../features/schema.ts'
import { found, Problem } from '../../problems.ts'
import type { Services } from '../context.ts'
import { isJson, readOriginal } from '../original.ts'
import { body, createdRow, createRouter, creationHeaders, json, keyOf, noContent, problemResponses } from '../router.ts'

const path = '/v1/collections/{id}/documents'

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listDocuments',
  summary: 'The documents of a collection, newest first',
  tags: ['documents'],
  request: { params: idParam, query: pageQuery.extend(documentFilters.shape) },
  responses: { 200: json(page(document), 'A page'), ...problemResponses(400, 401, 403, 404) },
})

const create = createRoute({
  method: 'post',
  path,
  operationId: 'createDocument',
  summary: 'Upload a document, as a file or as text; it is searchable once its status is `ready`',
  tags: ['documents'],
  request: {
    params: idParam,
    headers: creationHeaders,
    body: { content: { 'multipart/form-data': { schema: upload }, 'application/json': { schema: newText } } },
  },
  responses: {
    202: json(document, 'Stored, and waiting to be processed'),
    ...problemResponses(400, 401, 403, 404, 413, 415, 422, 503),
  },
})

const get = createRoute({
  method: 'get',
  path: '/v1/documents/{id}',
  operationId: 'getDocument',
  summary: 'A document and its state',
  tags: ['documents'],
  request: { params: idParam },
  responses: { 200: json(document, 'The document'), ...problemResponses(400, 401, 403, 404) },
})

const patch = createRoute({
  method: 'patch',
  path: '/v1/documents/{id}',
  operationId: 'updateDocument',
  summary: 'Rename a document, move it to another collection, or say its language',
  tags: ['documents'],
  request: { params: idParam, body: body(documentChanges) },
  responses: { 200: json(document, 'As it is now'), ...problemResponses(400, 401, 403, 404, 409) },
})

const remove = createRoute({
  method: 'delete',
  path: '/v1/documents/{id}',
  operationId: 'deleteDocument',
  summary: 'Delete a document with its chunks and files; from then on no search finds it',
  tags: ['documents'],
  request: { params: idParam },
  responses: { ...noContent, ...problemResponses(400, 401, 403, 404) },
})

const file = createRoute({
  method: 'get',
  path: '/v1/documents/{id}/file',
  operationId: 'getDocumentFile',
  summary: 'The original file, as it was uploaded',
  tags: ['documents'],
  request: {
    params: idParam,
    query: z.object({
      version: z.coerce.number().int().min(1).max(2_147_483_647).optional().openapi({
        description: 'Of the version that searches find, where none is named.',
      }),
    }),
  },
  responses: {
    200: {
      description: 'The bytes, under the type they were recognised as',
      content: { '*/*': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...problemResponses(400, 401, 403, 404, 422, 503),
  },
})

export function documentRoutes(services: Pick<Services, 'database' | 'queue' | 'storage' | 'logger' | 'config'>) {
  const { database, config } = services
  return createRouter()
    .openapi(list, async (c) => {
      const collection_id = c.req.valid('param').id
      const { limit, cursor, ...filters } = c.req.valid('query')
      const rows = await readAsTenant(database, c.var.principal, async (tx) => {
        await requireCollection(tx, collection_id)
        return documents.list(tx, { filters: { collection_id, ...filters }, limit, cursor })
      })
      const data = rows.data.map((row) => describeDocument(row, c.var.language))
      return c.json(page(document).parse({ ...rows, data }), 200)
    })
    .openapi(create, async (c) => {
      const given = isJson(c) ? c.req.valid('json') : c.req.valid('form')
      const original = await readOriginal(given, config.maxFileBytes)
      const { language } = given
      const created = await uploadDocument(services, c.var.principal, {
        collection_id: c.req.valid('param').id,
        original,
        language,
        key: keyOf(c, { ...withoutBytes(original), language }),
      })
      return c.json(document.parse(describeDocument(createdRow(c, created), c.var.language)), 202)
    })
    .openapi(get, async (c) => {
      const { id } = c.req.valid('param')
      const row = await readAsTenant(database, c.var.principal, (tx) => documents.get(tx, id))
      return c.json(document.parse(describeDocument(found(row), c.var.language)), 200)
    })
    .openapi(patch, async (c) => {
      const { id } = c.req.valid('param')
      const given = c.req.valid('json')
      const row = await withTenant(database, c.var.principal, async (tx) => {
        await requireRole(tx, 'user')
        if (given.collection_id !== undefined) await requireCollection(tx, given.collection_id, 'collection_id')
        return changeDocument(tx, id, given)
      })
      return c.json(document.parse(describeDocument(found(row), c.var.language)), 200)
    })
    .openapi(remove, async (c) => {
      await removeWithFiles(services, c.var.principal, documents, 'document', c.req.valid('param').id)
      return c.body(null, 204)
    })
    .openapi(file, async (c) => {
      const { id } = c.req.valid('param')
      const { name, storage_path, file_type } = found(
        await withTenant(database, c.var.principal, (tx) => findFile(tx, id, c.req.valid('query').version)),
      )
      const bytes = await services.storage.download(storage_path)
      if (!bytes) throw new Problem('file_missing')
      return c.body(bytes, 200, {
        'Content-Type': file_type,
        // Never shown as a page of ours, whatever somebody uploaded.
        'Content-Disposition': `attachment; filename*=UTF-8''${rfc5987(name)}`,
        'X-Content-Type-Options': 'nosniff',
      })
    })
}

/** RFC 5987's value-chars; encodeURIComponent leaves some that a header may not have. */
function rfc5987(text: string): string {
  return encodeURIComponent(text).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}
