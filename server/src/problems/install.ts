import type { Entry } from './entry.ts'

/** What fails on the side of the install. */
export const installProblems = {
  internal: {
    status: 500,
    fault: 'install',
    retry: true,
    pt: 'Algo falhou do nosso lado. Tente de novo e, se continuar, informe o request_id a quem administra esta instalação.',
    en: 'Something failed on our side. Try again and, if it goes on, give the request_id to whoever runs this install.',
  },
  busy: {
    status: 503,
    fault: 'install',
    retry: true,
    pt: 'Outra operação mexia nas mesmas linhas. Tente de novo.',
    en: 'Another operation was changing the same rows. Try again.',
  },
  database_unavailable: {
    status: 503,
    fault: 'install',
    retry: true,
    pt: 'O banco de dados não responde. Tente de novo em alguns segundos.',
    en: 'The database does not answer. Try again in a few seconds.',
  },
  storage_unavailable: {
    status: 503,
    fault: 'install',
    retry: true,
    pt: 'O armazenamento de arquivos não responde. Tente de novo em alguns segundos.',
    en: 'The file storage does not answer. Try again in a few seconds.',
  },
  embeddings_unavailable: {
    status: 503,
    fault: 'install',
    retry: true,
    pt: 'O modelo de embeddings não responde. Tente de novo em alguns segundos.',
    en: 'The embedding model does not answer. Try again in a few seconds.',
  },
  embeddings_refused: {
    status: 502,
    fault: 'install',
    retry: true,
    pt: 'O modelo de embeddings recusou os textos: a chave, o nome do modelo ou o tamanho de um texto não serve. O log do servidor mostra a resposta dele.',
    en: 'The embedding model refused the texts: the key, the name of the model or the length of a text will not do. The log of the server has its answer.',
  },
  auth_unavailable: {
    status: 503,
    fault: 'install',
    retry: true,
    pt: 'O serviço de autenticação não responde. Tente de novo em alguns segundos.',
    en: 'The authentication service does not answer. Try again in a few seconds.',
  },
  timed_out: {
    status: 504,
    fault: 'install',
    retry: true,
    pt: 'A operação passou do tempo limite.',
    en: 'The operation took longer than its limit.',
  },
} as const satisfies Record<string, Entry>
