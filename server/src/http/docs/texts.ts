import type { Language } from '../../problems.ts'

type Texts = Record<Language, string>

/** What the API is, at the head of its description. */
export const about: Texts = {
  pt: 'Agentes de IA sobre os documentos de cada empresa. Erros são `application/problem+json`, com um `code` estável e um texto na língua de `Accept-Language` (pt, en). Listas respondem `{data, next_cursor}`. Um id alheio é respondido como um desconhecido: 404.',
  en: 'AI agents over each company’s own documents. Errors are `application/problem+json` with a stable `code` and a text in the language of `Accept-Language` (pt, en). Lists answer `{data, next_cursor}`. A foreign id is answered as an unknown one: 404.',
}

/** What the routes are about, in the order of the reference. Each route names one. */
export const tags: { name: string; description: Texts }[] = [
  { name: 'me', description: { pt: 'Quem está na sessão.', en: 'Who is signed in.' } },
  {
    name: 'clients',
    description: { pt: 'As empresas, cada uma só com os seus dados.', en: 'The companies, each with its own data.' },
  },
  {
    name: 'members',
    description: {
      pt: 'Quem faz parte de um cliente, os convites e o registro do que mudou.',
      en: 'Who belongs to a client, invitations, and the log of what changed.',
    },
  },
  {
    name: 'api keys',
    description: {
      pt: 'Chaves para programas, em Authorization: Bearer.',
      en: 'Keys for programs, in Authorization: Bearer.',
    },
  },
  {
    name: 'knowledge bases',
    description: { pt: 'O que reúne coleções.', en: 'What collections belong to.' },
  },
  { name: 'collections', description: { pt: 'O que reúne documentos.', en: 'What documents belong to.' } },
  {
    name: 'documents',
    description: { pt: 'Do envio até poderem ser buscados.', en: 'From the upload until they can be searched.' },
  },
  {
    name: 'search',
    description: { pt: 'Trechos que respondem, com citações.', en: 'Passages that answer, with citations.' },
  },
  {
    name: 'agents',
    description: {
      pt: 'Agentes que respondem com o conhecimento do cliente, citando de onde cada resposta vem.',
      en: 'Agents that answer from the client’s knowledge, citing where each answer comes from.',
    },
  },
  {
    name: 'test questions',
    description: {
      pt: 'Perguntas com a resposta certa, com que `renum eval` mede a busca.',
      en: 'Questions with the right answer, which `renum eval` measures search with.',
    },
  },
  {
    name: 'credentials',
    description: {
      pt: 'Segredos de serviços de fora: entram cifrados e não saem mais.',
      en: 'Secrets of outside services: they go in encrypted and never come out.',
    },
  },
  {
    name: 'webhooks',
    description: {
      pt: 'Mensagens assinadas (Standard Webhooks) quando um documento fica pronto ou falha. O que se recebe está em Webhooks, no fim.',
      en: 'Signed messages (Standard Webhooks) when a document is ready or has failed. What is received is under Webhooks, at the end.',
    },
  },
  { name: 'install', description: { pt: 'O que qualquer um pode perguntar.', en: 'What anybody may ask.' } },
]

/** When each message is sent, by its type. */
export const messages: Record<
  'document.ready' | 'document.embedded' | 'document.failed' | 'execution.ended' | 'webhook.test',
  Texts
> = {
  'document.ready': {
    pt: 'Um documento ficou pronto: as buscas o encontram pelas palavras',
    en: 'A document is ready: searches find it by its words',
  },
  'document.embedded': {
    pt: 'Um documento tem todos os seus vetores: as buscas o encontram também pelo sentido',
    en: 'A document has all of its vectors: searches find it by its meaning too',
  },
  'document.failed': {
    pt: 'O processamento de um documento falhou, e por quê',
    en: 'The processing of a document has failed, and why',
  },
  'execution.ended': {
    pt: 'Uma execução de um agente terminou, e como',
    en: 'An execution of an agent has ended, and how',
  },
  'webhook.test': { pt: 'Alguém pediu um teste', en: 'Somebody asked for a test' },
}
