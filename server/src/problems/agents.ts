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
  agent_inactive: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'Este agente está inativo. Quem administra o cliente pode ativá-lo.',
    en: 'This agent is inactive. An admin of the client can activate it.',
  },
  agent_not_published: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'Este agente ainda não foi publicado: POST /v1/agents/{id}/publish.',
    en: 'This agent has not been published yet: POST /v1/agents/{id}/publish.',
  },
  execution_ended: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'Esta execução já terminou.',
    en: 'This execution has ended already.',
  },
  execution_timed_out: {
    status: 504,
    fault: 'request',
    retry: false,
    pt: 'A execução passou do tempo que o agente tem (limits.seconds). O que havia até então foi guardado.',
    en: 'The execution took longer than the agent may (limits.seconds). What there was until then is kept.',
  },
  execution_interrupted: {
    status: 503,
    fault: 'install',
    retry: true,
    pt: 'O processo que fazia esta execução parou antes do fim. Pergunte de novo.',
    en: 'The process that ran this execution stopped before its end. Ask again.',
  },
} as const satisfies Record<string, Entry>
