import { createRoute, z } from '@hono/zod-openapi'
import { readAsTenant } from '../../../db/tenant.ts'
import { documents } from '../../../features/documents/documents.repository.ts'
import { document, newTextVersion, version, versionUpload } from '../../../features/documents/documents.schema.ts'
import { describeDocument } from '../../../features/documents/documents.ts'
import { uploadedText } from '../../../features/documents/incoming-file.ts'
import { versions } from '../../../features/documents/versions.repository.ts'
import { cancelProcessing, createVersion, embedAgain, repeatVersion } from '../../../features/documents/versions.ts'
import { idParam, page, pageQuery } from '../../../features/schema.ts'
import { found } from '../../../problems.ts'
import type { ApiServices } from '../../../services.ts'
import {
  createdRow,
  createRouter,
  creatingRequest,
  creationHeaders,
  json,
  keyOf,
  problemResponses,
  streamed,
} from '../../router.ts'
import { isJson, uploadedForm } from '../../upload-form.ts'

const path = '/v1/documents/{id}/versions'

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listVersions',
  summary: 'The versions of a document, newest first',
  tags: ['documents'],
  request: { params: idParam, query: pageQuery },
  responses: { 200: json(page(version), 'A page'), ...problemResponses(400, 401, 403, 404) },
})

const create = createRoute({
  method: 'post',
  path,
  operationId: 'createVersion',
  summary: 'Upload a new version; searches find the one before until this one is ready',
  tags: ['documents'],
  request: {
    params: idParam,
    headers: creationHeaders,
    body: {
      content: {
        'multipart/form-data': { schema: streamed('VersionUpload') },
        'application/json': { schema: newTextVersion },
      },
    },
  },
  responses: {
    202: json(document, 'Stored, and waiting to be processed'),
    ...problemResponses(400, 401, 403, 404, 413, 415, 422, 503),
  },
})

const restore = createRoute({
  method: 'post',
  path: `${path}/{version_number}/restore`,
  operationId: 'restoreVersion',
  summary: 'Make an earlier version the newest one again',
  tags: ['documents'],
  request: {
    params: idParam.extend({ version_number: z.coerce.number().int().min(1).max(2_147_483_647) }),
    headers: creationHeaders,
  },
  responses: {
    202: json(document, 'Waiting to be processed'),
    ...problemResponses(400, 401, 403, 404, 422),
  },
})

const reprocess = createRoute({
  method: 'post',
  path: '/v1/documents/{id}/reprocess',
  operationId: 'reprocessDocument',
  summary: 'Process the newest original once more, as a version of its own',
  tags: ['documents'],
  request: { params: idParam, headers: creationHeaders },
  responses: {
    202: json(document, 'Waiting to be processed'),
    ...problemResponses(400, 401, 403, 404, 409, 422),
  },
})

const cancel = createRoute({
  method: 'post',
  path: '/v1/documents/{id}/cancel',
  operationId: 'cancelDocument',
  summary: 'Stop processing; what was published before stays',
  tags: ['documents'],
  request: { params: idParam },
  responses: { 200: json(document, 'Cancelled'), ...problemResponses(400, 401, 403, 404, 409) },
})

const embed = createRoute({
  method: 'post',
  path: '/v1/documents/{id}/embed',
  operationId: 'embedDocument',
  summary: 'Have vectors that are missing made at once, and not when it is tried again by itself',
  tags: ['documents'],
  request: { params: idParam },
  responses: {
    202: json(document, 'Waiting for its vectors, or it has them'),
    ...problemResponses(400, 401, 403, 404),
  },
})

export function versionRoutes(services: Pick<ApiServices, 'database' | 'queue' | 'storage' | 'logger' | 'config'>) {
  const { database, config } = services
  const router = createRouter()
  router.openAPIRegistry.register('VersionUpload', versionUpload)
  return router
    .openapi(list, async (c) => {
      const document_id = c.req.valid('param').id
      const rows = await readAsTenant(database, c.var.principal, async (tx) => {
        found(await documents.get(tx, document_id))
        return versions.list(tx, { filters: { document_id }, ...c.req.valid('query') })
      })
      return c.json(page(version).parse(rows), 200)
    })
    .openapi(create, async (c) => {
      const { id } = c.req.valid('param')
      const request = creatingRequest(c)
      const answer = (created: Awaited<ReturnType<typeof createVersion>>) =>
        c.json(document.parse(describeDocument(createdRow(c, created), c.var.language)), 202)
      if (!isJson(c)) {
        const form = uploadedForm(c, versionUpload, config.maxFileBytes)
        return answer(await createVersion(services, c.var.principal, id, form, request))
      }
      const { text, file_type, change_description } = c.req.valid('json')
      // The document keeps its name.
      const upload = uploadedText('', text, file_type, { change_description })
      return answer(await createVersion(services, c.var.principal, id, upload, request))
    })
    .openapi(restore, async (c) => {
      const { id, version_number } = c.req.valid('param')
      const created = await repeatVersion(services, c.var.principal, id, { version_number, key: keyOf(c, null) })
      return c.json(document.parse(describeDocument(createdRow(c, created), c.var.language)), 202)
    })
    .openapi(reprocess, async (c) => {
      const { id } = c.req.valid('param')
      const created = await repeatVersion(services, c.var.principal, id, { key: keyOf(c, null) })
      return c.json(document.parse(describeDocument(createdRow(c, created), c.var.language)), 202)
    })
    .openapi(embed, async (c) => {
      const row = await embedAgain(services, c.var.principal, c.req.valid('param').id)
      return c.json(document.parse(describeDocument(row, c.var.language)), 202)
    })
    .openapi(cancel, async (c) => {
      const row = await cancelProcessing(services, c.var.principal, c.req.valid('param').id)
      return c.json(document.parse(describeDocument(row, c.var.language)), 200)
    })
}
