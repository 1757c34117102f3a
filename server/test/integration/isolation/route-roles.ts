/**
 * Every operation of the API that asks who is there: the least that may do it, and what is sent. Row security has the
 * last word; here is what the routes make of it. `nobody` is signed in and of no client.
 */
export const ranks = ['nobody', 'viewer', 'user', 'admin', 'owner'] as const
type Rank = (typeof ranks)[number]

export interface Route {
  from: Rank
  body?: object
  query?: string
  /** What the sample makes of it, where that is no success. */
  answers?: number
}

export const routes = {
  getMe: { from: 'nobody' },
  updateMe: { from: 'nobody', body: { name: 'N' } },
  createClient: { from: 'nobody', body: { name: 'N' } },
  getClient: { from: 'viewer' },
  updateClient: { from: 'admin', body: { name: 'N' } },
  deleteClient: { from: 'owner' },
  getUsage: { from: 'admin' },
  listMembers: { from: 'viewer' },
  updateMember: { from: 'admin', body: { role: 'viewer' } },
  deleteMember: { from: 'admin' },
  listInvitations: { from: 'admin' },
  createInvitation: { from: 'admin', body: { email: 'n@test.example', role: 'viewer' } },
  revokeInvitation: { from: 'admin' },
  // Whoever has the token, and nobody has this one.
  acceptInvitation: { from: 'nobody', body: { token: 'x'.repeat(43) }, answers: 404 },
  listAuditLog: { from: 'admin' },
  listApiKeys: { from: 'admin' },
  createApiKey: { from: 'admin', body: { name: 'N', scopes: ['read'] } },
  getApiKey: { from: 'admin' },
  updateApiKey: { from: 'admin', body: { name: 'N' } },
  revokeApiKey: { from: 'admin' },
  listKnowledgeBases: { from: 'viewer' },
  createKnowledgeBase: { from: 'user', body: { name: 'N' } },
  getKnowledgeBase: { from: 'viewer' },
  updateKnowledgeBase: { from: 'user', body: { name: 'N' } },
  deleteKnowledgeBase: { from: 'user' },
  listCollections: { from: 'viewer' },
  createCollection: { from: 'user', body: { name: 'N' } },
  getCollection: { from: 'viewer' },
  updateCollection: { from: 'user', body: { name: 'N' } },
  deleteCollection: { from: 'user' },
  listGrants: { from: 'viewer' },
  createGrant: { from: 'admin', body: { role: 'viewer' } },
  deleteGrant: { from: 'admin' },
  listDocuments: { from: 'viewer' },
  createDocument: { from: 'user', body: { name: 'N', text: 'N' } },
  // It takes a form with a zip.
  importDocuments: { from: 'user', body: {}, answers: 415 },
  getDocument: { from: 'viewer' },
  getIngestion: { from: 'viewer' },
  updateDocument: { from: 'user', body: { name: 'N' } },
  deleteDocument: { from: 'user' },
  // The sample's document is waiting to be processed: no version of it is published, and none can be repeated.
  getDocumentFile: { from: 'viewer', answers: 422 },
  getDocumentFileUrl: { from: 'viewer' },
  listVersions: { from: 'viewer' },
  createVersion: { from: 'user', body: { text: 'N' } },
  restoreVersion: { from: 'user' },
  reprocessDocument: { from: 'user', answers: 409 },
  cancelDocument: { from: 'user' },
  // The sample's document came as a text.
  refreshDocument: { from: 'user', answers: 409 },
  listChunks: { from: 'viewer' },
  // Its vectors are of no model that is configured here.
  updateChunk: { from: 'user', body: { content: 'N' }, answers: 409 },
  watchDocument: { from: 'viewer', query: '?wait=false' },
  watchCollection: { from: 'viewer', query: '?wait=false' },
  listWebhookEndpoints: { from: 'admin' },
  createWebhookEndpoint: { from: 'admin', body: { url: 'https://hooks.invalid/', events: ['document.ready'] } },
  getWebhookEndpoint: { from: 'admin' },
  updateWebhookEndpoint: { from: 'admin', body: { description: 'N' } },
  deleteWebhookEndpoint: { from: 'admin' },
  rotateWebhookSecret: { from: 'admin' },
  testWebhookEndpoint: { from: 'admin' },
  listWebhookDeliveries: { from: 'admin' },
  getWebhookDelivery: { from: 'admin' },
  redeliverWebhook: { from: 'admin' },
  listCredentials: { from: 'admin' },
  createCredential: {
    from: 'admin',
    body: {
      name: 'N',
      service_name: 'n',
      credential_type: 'openai_compatible',
      settings: { base_url: 'https://service.invalid/v1' },
      value: 'sk-N',
    },
  },
  getCredential: { from: 'admin' },
  updateCredential: { from: 'admin', body: { name: 'N' } },
  deleteCredential: { from: 'admin' },
  replaceCredentialValue: { from: 'admin', body: { value: 'sk-N' } },
  // The sample's value is no token.
  testCredential: { from: 'admin', answers: 409 },
  search: { from: 'viewer', body: { query: 'N', mode: 'full_text' } },
} as const satisfies Record<string, Route>
