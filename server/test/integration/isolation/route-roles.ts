/**
 * What is sent to every operation of the API that needs a caller. From which role on it answers is what access/operations.ts
 * says, where no row of the sample asks for more. Row security has the last word. `nobody` is signed in and of no client.
 */
export const ranks = ['nobody', 'viewer', 'user', 'admin', 'owner'] as const
type Rank = (typeof ranks)[number]

export interface Route {
  /** Where a row decides, beside the role that the operation asks for. */
  from?: Rank
  /** `{name}` in it is the id of that row of the sample. */
  body?: object
  query?: string
  /** What the sample makes of it, where that is no success. */
  answers?: number
}

export const routes = {
  getMe: {},
  updateMe: { body: { name: 'N' } },
  createClient: { body: { name: 'N' } },
  getClient: {},
  updateClient: { body: { name: 'N' } },
  deleteClient: {},
  // Collections are hidden from whoever is below in the sample, and their totals with them.
  getUsage: { from: 'admin' },
  getAgentUsage: {},
  listMembers: {},
  updateMember: { body: { role: 'viewer' } },
  // The sample's member is another than the caller.
  deleteMember: { from: 'admin' },
  listInvitations: {},
  createInvitation: { body: { email: 'n@test.example', role: 'viewer' } },
  revokeInvitation: {},
  // Whoever has the token, and nobody has this one.
  acceptInvitation: { body: { token: 'x'.repeat(43) }, answers: 404 },
  listAuditLog: {},
  listApiKeys: {},
  createApiKey: { body: { name: 'N', scopes: ['read'] } },
  getApiKey: {},
  updateApiKey: { body: { name: 'N' } },
  revokeApiKey: {},
  listKnowledgeBases: {},
  createKnowledgeBase: { body: { name: 'N' } },
  getKnowledgeBase: {},
  updateKnowledgeBase: { body: { name: 'N' } },
  deleteKnowledgeBase: {},
  listCollections: {},
  createCollection: { body: { name: 'N' } },
  getCollection: {},
  updateCollection: { body: { name: 'N' } },
  deleteCollection: {},
  changeCollectionModel: {},
  cancelCollectionModelChange: { answers: 409 },
  restoreCollectionModel: { answers: 409 },
  listGrants: {},
  createGrant: { body: { role: 'viewer' } },
  deleteGrant: {},
  getOverview: {},
  listAllDocuments: {},
  listDocuments: {},
  createDocument: { body: { name: 'N', text: 'N' } },
  // It takes a form with a zip.
  importDocuments: { body: {}, answers: 415 },
  getDocument: {},
  getIngestion: {},
  updateDocument: { body: { name: 'N' } },
  deleteDocument: {},
  // The sample's document is waiting to be processed: no version of it is published, and none can be repeated.
  getDocumentFile: { answers: 422 },
  getDocumentFileUrl: {},
  getTextRectangles: { query: '?start=0&end=1' },
  getDocumentUsage: {},
  listVersions: {},
  createVersion: { body: { text: 'N' } },
  restoreVersion: {},
  reprocessDocument: { answers: 409 },
  cancelDocument: {},
  embedDocument: {},
  // The sample's document came as a text.
  refreshDocument: { answers: 409 },
  listChunks: {},
  // Its vectors are of no model that is configured here.
  updateChunk: { body: { content: 'N' } },
  watchDocument: { query: '?wait=false' },
  watchCollection: { query: '?wait=false' },
  listWebhookEndpoints: {},
  createWebhookEndpoint: { body: { url: 'https://hooks.invalid/', events: ['document.ready'] } },
  getWebhookEndpoint: {},
  updateWebhookEndpoint: { body: { description: 'N' } },
  deleteWebhookEndpoint: {},
  rotateWebhookSecret: {},
  testWebhookEndpoint: {},
  listWebhookDeliveries: {},
  getWebhookDelivery: {},
  redeliverWebhook: {},
  listCredentials: {},
  createCredential: {
    body: {
      name: 'N',
      service_name: 'n',
      credential_type: 'openai_compatible',
      settings: { base_url: 'https://service.invalid/v1' },
      value: 'sk-N',
    },
  },
  getCredential: {},
  updateCredential: { body: { name: 'N' } },
  deleteCredential: {},
  replaceCredentialValue: { body: { value: 'sk-N' } },
  // The sample's value is no token.
  testCredential: { answers: 409 },
  listTestQuestions: {},
  createTestQuestion: { body: { document_id: '{documents_open}', question: 'N' } },
  getTestQuestion: {},
  updateTestQuestion: { body: { question: 'N' } },
  deleteTestQuestion: {},
  getAgentConfigurationSchema: {},
  listAgents: {},
  createAgent: { body: { name: 'N' } },
  getAgent: {},
  updateAgent: { body: { name: 'N' } },
  deleteAgent: {},
  duplicateAgent: { body: { name: 'N' } },
  publishAgent: { body: {} },
  listAgentVersions: {},
  listBudgets: {},
  createBudget: { body: { period: 'month', limit_usd: 1 } },
  updateBudget: { body: { limit_usd: 1 } },
  deleteBudget: {},
  // The sample's agent has nothing published.
  runAgent: { body: { question: 'N' }, answers: 409 },
  createChatCompletion: { body: { model: '{agents}', messages: [{ role: 'user', content: 'N' }] }, answers: 409 },
  createResponse: { body: { model: '{agents}', input: 'N' }, answers: 409 },
  listModels: {},
  listAgentExecutions: {},
  listExecutions: {},
  // Rows of the sample's `user`.
  getExecution: { from: 'user' },
  getExecutionTrace: { from: 'user' },
  watchExecution: { from: 'user', query: '?wait=false' },
  cancelExecution: { from: 'user' },
  rateExecution: { from: 'user', body: { rating: 'up' } },
  listConversations: {},
  createConversation: { body: { agent_id: '{agents}', title: 'N' } },
  getConversation: { from: 'user' },
  updateConversation: { from: 'user', body: { title: 'N' } },
  deleteConversation: { from: 'user' },
  search: { body: { query: 'N', mode: 'full_text' } },
} as const satisfies Record<string, Route>
