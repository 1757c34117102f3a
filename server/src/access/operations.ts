import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { RateClass } from '../config.ts'
import type { Scope } from '../db/tenant.ts'
import type { RequestContext } from '../services.ts'

/** What an operation takes, beside the role that row security asks for, and which limit it counts against. */
export interface Needs {
  /** The scope of an API key; null where only a person may ask. */
  scope: Scope | null
  limit: RateClass
  /** Somebody could try many of what it takes: it is counted by address too. */
  guessable?: true
}

const read: Needs = { scope: 'read', limit: 'read' }
const write: Needs = { scope: 'write', limit: 'write' }
const upload: Needs = { scope: 'write', limit: 'upload' }
const look: Needs = { scope: 'admin', limit: 'read' }
const manage: Needs = { scope: 'admin', limit: 'write' }
const person: Needs = { scope: null, limit: 'write' }

/** Every operation that asks who is there. One that is missing here answers no key, and server/test/integration/access/scopes.test.ts fails. */
export const operations: Readonly<Record<string, Needs>> = {
  getMe: { scope: null, limit: 'read' },
  updateMe: person,
  createClient: person,
  getClient: read,
  updateClient: manage,
  deleteClient: person,
  getUsage: read,
  listMembers: look,
  updateMember: manage,
  deleteMember: manage,
  listInvitations: look,
  // Somebody answers for whom they invite.
  createInvitation: person,
  revokeInvitation: manage,
  acceptInvitation: { ...person, guessable: true },
  listAuditLog: look,
  listApiKeys: look,
  createApiKey: manage,
  getApiKey: look,
  updateApiKey: manage,
  revokeApiKey: manage,
  listCredentials: look,
  createCredential: manage,
  getCredential: look,
  updateCredential: manage,
  deleteCredential: manage,
  replaceCredentialValue: manage,
  testCredential: manage,
  listWebhookEndpoints: look,
  createWebhookEndpoint: manage,
  getWebhookEndpoint: look,
  updateWebhookEndpoint: manage,
  deleteWebhookEndpoint: manage,
  rotateWebhookSecret: manage,
  testWebhookEndpoint: manage,
  listWebhookDeliveries: look,
  getWebhookDelivery: look,
  redeliverWebhook: manage,
  listKnowledgeBases: read,
  createKnowledgeBase: write,
  getKnowledgeBase: read,
  updateKnowledgeBase: write,
  deleteKnowledgeBase: write,
  listCollections: read,
  createCollection: write,
  getCollection: read,
  updateCollection: write,
  deleteCollection: write,
  listGrants: look,
  createGrant: manage,
  deleteGrant: manage,
  listDocuments: read,
  createDocument: upload,
  importDocuments: upload,
  getDocument: read,
  updateDocument: write,
  deleteDocument: write,
  getIngestion: read,
  getDocumentFile: read,
  getDocumentFileUrl: read,
  refreshDocument: write,
  watchDocument: read,
  watchCollection: read,
  listVersions: read,
  createVersion: upload,
  restoreVersion: write,
  reprocessDocument: write,
  cancelDocument: write,
  listChunks: read,
  updateChunk: write,
  search: { scope: 'search', limit: 'search' },
}

/**
 * What tells which operation a request is for, before its route is run; undefined where there is none.
 *
 * @param app gets all its routes before the first request
 */
export function operationFinder(app: OpenAPIHono<RequestContext>): (c: Context<RequestContext>) => string | undefined {
  let ids: Map<string, string | undefined> | undefined
  return (c) => {
    ids ??= new Map(
      app.openAPIRegistry.definitions.flatMap((definition) => {
        if (definition.type !== 'route') return []
        const { method, path, operationId } = definition.route
        return [[`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, operationId]]
      }),
    )
    for (const { method, path } of matchedRoutes(c)) {
      const id = ids.get(`${method} ${path}`)
      if (id !== undefined) return id
    }
    return undefined
  }
}
