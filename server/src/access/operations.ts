import type { RateClass } from '../config.ts'
import type { MemberRole, Requirements } from '../db/tenant.ts'

/** What an operation asks of its caller. Row security decides about each row beside it. */
export interface Access extends Requirements {
  role: MemberRole | null
  /** The class of rate limits that it counts against. */
  limit: RateClass
  /** Its input could be guessed by trying: it is counted by address too. */
  guessable?: true
}

const read = { role: 'viewer', scope: 'read', limit: 'read' } as const
const write = { role: 'user', scope: 'write', limit: 'write' } as const
const upload = { role: 'user', scope: 'write', limit: 'upload' } as const
const look = { role: 'admin', scope: 'admin', limit: 'read' } as const
const manage = { role: 'admin', scope: 'admin', limit: 'write' } as const
/** A key of the scope agents runs them, whatever else it may: `meeting` in db/principal.ts. */
const run = { role: 'user', scope: 'agents', limit: 'search' } as const
const runs = { role: 'viewer', scope: 'agents', limit: 'read' } as const
/** Of people alone, also of those who belong to no client. */
const person = { role: null, scope: null, limit: 'write' } as const

/** Every operation that needs a caller, for every transport. One that is missing here is refused. */
export const operations = {
  getMe: { ...person, limit: 'read' },
  updateMe: person,
  createClient: person,
  getClient: read,
  updateClient: manage,
  deleteClient: { ...person, role: 'owner' },
  // Its totals are for who sees everything: the database knows.
  getUsage: { ...read, unlimited: true },
  // Everybody's own; admins see that of all.
  getAgentUsage: runs,
  listMembers: { ...look, role: 'viewer' },
  updateMember: manage,
  // Everyone may leave; to remove another takes an admin.
  deleteMember: { ...manage, role: 'viewer' },
  listInvitations: look,
  // The audit log names the person who invited.
  createInvitation: { ...person, role: 'admin' },
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
  createKnowledgeBase: { ...write, unlimited: true },
  getKnowledgeBase: read,
  updateKnowledgeBase: { ...write, unlimited: true },
  deleteKnowledgeBase: { ...write, unlimited: true },
  listCollections: read,
  createCollection: { ...write, unlimited: true },
  getCollection: read,
  updateCollection: write,
  deleteCollection: write,
  // It takes the processors for a long time, and every search of the collection goes by it.
  changeCollectionModel: manage,
  cancelCollectionModelChange: manage,
  restoreCollectionModel: manage,
  listGrants: { ...look, role: 'viewer' },
  createGrant: manage,
  deleteGrant: manage,
  getOverview: read,
  listAllDocuments: read,
  listDocuments: read,
  createDocument: upload,
  importDocuments: upload,
  getDocument: read,
  updateDocument: write,
  deleteDocument: write,
  getIngestion: read,
  getDocumentFile: read,
  getDocumentFileUrl: read,
  getTextRectangles: read,
  refreshDocument: write,
  watchDocument: read,
  watchCollection: read,
  getDocumentUsage: read,
  listVersions: read,
  createVersion: upload,
  restoreVersion: write,
  reprocessDocument: write,
  cancelDocument: write,
  embedDocument: write,
  listChunks: read,
  updateChunk: write,
  listTestQuestions: read,
  createTestQuestion: write,
  getTestQuestion: read,
  updateTestQuestion: write,
  deleteTestQuestion: write,
  getAgentConfigurationSchema: read,
  listAgents: read,
  createAgent: manage,
  getAgent: read,
  updateAgent: manage,
  deleteAgent: manage,
  duplicateAgent: manage,
  publishAgent: manage,
  listAgentVersions: read,
  listBudgets: look,
  createBudget: manage,
  updateBudget: manage,
  deleteBudget: manage,
  runAgent: run,
  createChatCompletion: run,
  createResponse: run,
  listModels: runs,
  listAgentExecutions: runs,
  listExecutions: runs,
  getExecution: runs,
  getExecutionTrace: runs,
  watchExecution: runs,
  cancelExecution: { ...run, limit: 'write' },
  rateExecution: { ...run, limit: 'write' },
  listConversations: runs,
  createConversation: { ...run, limit: 'write' },
  getConversation: runs,
  updateConversation: { ...run, limit: 'write' },
  deleteConversation: { ...run, limit: 'write' },
  search: { role: 'viewer', scope: 'search', limit: 'search' },
} as const satisfies Record<string, Access>

type OperationId = keyof typeof operations

/** What an operation asks; undefined for one that is not in the table. */
export function accessOf(operation: string | undefined): Access | undefined {
  return operation !== undefined && Object.hasOwn(operations, operation)
    ? operations[operation as OperationId]
    : undefined
}
