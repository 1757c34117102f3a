/**
 * Names of OpenTelemetry's conventions for generative AI (semantic-conventions-genai 0.1.0, status Development): they still change,
 * and stand nowhere else.
 */
export const genAi = {
  operation: 'gen_ai.operation.name',
  provider: 'gen_ai.provider.name',
  agentName: 'gen_ai.agent.name',
  agentId: 'gen_ai.agent.id',
  agentVersion: 'gen_ai.agent.version',
  conversationId: 'gen_ai.conversation.id',
  requestModel: 'gen_ai.request.model',
  maxTokens: 'gen_ai.request.max_tokens',
  temperature: 'gen_ai.request.temperature',
  topP: 'gen_ai.request.top_p',
  seed: 'gen_ai.request.seed',
  stopSequences: 'gen_ai.request.stop_sequences',
  inputTokens: 'gen_ai.usage.input_tokens',
  outputTokens: 'gen_ai.usage.output_tokens',
  toolName: 'gen_ai.tool.name',
  toolType: 'gen_ai.tool.type',
  retrievalTopK: 'gen_ai.retrieval.top_k',
  errorType: 'error.type',
  // Content: kept only where an operator asks for it.
  inputMessages: 'gen_ai.input.messages',
  outputMessages: 'gen_ai.output.messages',
  toolArguments: 'gen_ai.tool.call.arguments',
  toolResult: 'gen_ai.tool.call.result',
  retrievalQuery: 'gen_ai.retrieval.query.text',
} as const

export const genAiOperations = {
  run: 'invoke_agent',
  model: 'chat',
  tool: 'execute_tool',
  search: 'retrieval',
} as const

/** What no convention has a name for. */
export const ownNames = {
  clientId: 'renum.client.id',
  executionId: 'renum.execution.id',
  status: 'renum.execution.status',
  sentences: 'renum.execution.sentences',
  unsupported: 'renum.execution.unsupported_sentences',
  costUsd: 'renum.usage.cost_usd',
  passages: 'renum.retrieval.passages',
} as const
