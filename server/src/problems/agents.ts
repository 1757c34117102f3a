import type { Entry } from './entry.ts'

/** Agents and what becomes of their executions. */
export const agentProblems = {
  agent_configuration_outdated: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'A configuração deste agente não vale mais nesta versão do Renum. Abra o agente, revise o rascunho e publique-o de novo.',
    en: 'The configuration of this agent does not hold in this version of Renum any more. Open the agent, look over the draft and publish it again.',
  },
} as const satisfies Record<string, Entry>
