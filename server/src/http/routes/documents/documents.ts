import { createRoute } from '@hono/zod-openapi'
import { readAsTenant, withTenant } from '../../../db/tenant.ts'
import { notePending } from '../../../features/chunks/chunks.ts'
import { requireCollection } from '../../../features/collections/collections.ts'
import { removeWithFiles } from '../../../features/documents/delete-documents.ts'
import { changeDocument, documents } from '../../../features/documents/documents.repository.ts'
import {
  document,
  documentChanges,
  documentFilters,
  documentUpload,
} from '../../../features/documents/documents.schema.ts'
import { createDocument, describeDocument } from '../../../features/documents/documents.ts'
import { followName } from '../../../features/documents/follow-name.ts'
import { uploadedText } from '../../../features/documents/incoming-file.ts'
import { idParam, page, pageQuery } from '../../../features/schema.ts'
import { countTerms } from '../../../features/search/search.jobs.ts'
import { changeSchedule } from '../../../features/url-sources/refresh.ts'
import { newDocument } from '../../../features/url-sources/url-sources.schema.ts'
import { createFromUrl } from '../../../features/url-sources/url-sources.ts'
import { found } from '../../../problems.ts'
import type { ApiServices } from '../../../services.ts'
import {
  body,
  createdRow,
  createRouter,
  creatingRequest,
  creationHeaders,
  json,
  keyOf,
  noContent,
  problemResponses,
  streamed,
} from '../../router.ts'
import { isJson, uploadedForm } from '../../upload-form.ts'

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
  summary: 'Upload a document, as a file, as text or as the URL of a page; it is searchable once its status is `ready`',
  tags: ['documents'],
  request: {
    params: idParam,
    headers: creationHeaders,
    body: {
      content: {
        'multipart/form-data': { schema: streamed('DocumentUpload') },
        'application/json': { schema: newDocument },
      },
    },
  },
  responses: {
    202: json(document, 'Stored, and waiting to be processed'),
    ...problemResponses(400, 401, 403, 404, 409, 413, 415, 422, 503),
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
  summary: 'Rename a document, move it to another collection, say its language, or how often its URL is fetched',
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

export function documentRoutes(
  services: Pick<ApiServices, 'database' | 'queue' | 'storage' | 'logger' | 'config' | 'web'>,
) {
  const { database, config, queue } = services
  const router = createRouter()
  router.openAPIRegistry.register('DocumentUpload', documentUpload)
  return router
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
      const collection_id = c.req.valid('param').id
      const request = creatingRequest(c)
      const answer = (created: Awaited<ReturnType<typeof createDocument>>) =>
        c.json(document.parse(describeDocument(createdRow(c, created), c.var.language)), 202)
      if (!isJson(c)) {
        const form = uploadedForm(c, documentUpload, config.maxFileBytes)
        return answer(await createDocument(services, c.var.principal, collection_id, form, request))
      }
      const given = c.req.valid('json')
      if ('url' in given) {
        const key = keyOf(c, given)
        return answer(await createFromUrl(services, c.var.principal, { ...given, collection_id, key }))
      }
      const { name, text, file_type, language, allow_duplicate } = given
      const upload = uploadedText(name, text, file_type, { language, allow_duplicate })
      return answer(await createDocument(services, c.var.principal, collection_id, upload, request))
    })
    .openapi(get, async (c) => {
      const { id } = c.req.valid('param')
      const row = await readAsTenant(database, c.var.principal, (tx) => documents.get(tx, id))
      return c.json(document.parse(describeDocument(found(row), c.var.language)), 200)
    })
    .openapi(patch, async (c) => {
      const { id } = c.req.valid('param')
      const { refresh_interval_hours, ...given } = c.req.valid('json')
      const row = await withTenant(database, c.var.principal, async (tx) => {
        if (given.collection_id !== undefined) await requireCollection(tx, given.collection_id, 'collection_id')
        if (refresh_interval_hours !== undefined) await changeSchedule(tx, id, refresh_interval_hours)
        const before = given.collection_id === undefined ? undefined : await documents.get(tx, id)
        const changed = await changeDocument(tx, id, given)
        if (before && changed && before.collection_id !== changed.collection_id) {
          const { client_id } = await tx.claims()
          const both = [before, changed].map(({ collection_id }) => ({ client_id, collection_id }))
          // Where its new collection has another model; a job for them is found missing within seconds.
          await notePending(tx, [id])
          const moved = await documents.get(tx, id)
          await queue.enqueue(tx, countTerms, ...both)
          return moved
        }
        return changed
      })
      if (row && given.name !== undefined) await followName(database, c.var.principal, id)
      return c.json(document.parse(describeDocument(found(row), c.var.language)), 200)
    })
    .openapi(remove, async (c) => {
      await removeWithFiles(services, c.var.principal, documents, 'document', c.req.valid('param').id)
      return c.body(null, 204)
    })
}
