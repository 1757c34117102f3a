import type { Entry } from './entry.ts'

/** Credentials, encryption keys and webhooks. */
export const integrationProblems = {
  encryption_not_configured: {
    status: 409,
    fault: 'install',
    retry: false,
    pt: 'Esta instalação ainda não tem chave de criptografia, e por isso não guarda credenciais nem segredos de webhooks. Quem a administra gera uma com `renum keys generate` e a define em ENCRYPTION_KEY.',
    en: 'This install has no encryption key yet, and so keeps no credentials and no secrets of webhooks. Whoever runs it makes one with `renum keys generate` and sets it as ENCRYPTION_KEY.',
  },
  encryption_key_retired: {
    status: 503,
    fault: 'install',
    retry: true,
    pt: 'A chave de criptografia deste processo foi aposentada. Nada foi gravado; quem administra esta instalação precisa reiniciá-lo com a chave nova em ENCRYPTION_KEY.',
    en: 'The encryption key of this process has been retired. Nothing was written; whoever runs this install has to restart it with the new key in ENCRYPTION_KEY.',
  },
  credential_unreadable: {
    status: 409,
    fault: 'install',
    retry: false,
    pt: 'O valor desta credencial não pode mais ser decifrado. Informe-o de novo em PUT /v1/credentials/{id}/value.',
    en: 'The value of this credential cannot be decrypted any more. Enter it again with PUT /v1/credentials/{id}/value.',
  },
  credential_swapped: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'O valor guardado nesta credencial pertence a outra e foi recusado. Informe-o de novo em PUT /v1/credentials/{id}/value e avise quem administra esta instalação: alguém mexeu no banco de dados.',
    en: 'The value kept in this credential belongs to another one and was refused. Enter it again with PUT /v1/credentials/{id}/value, and tell whoever runs this install: somebody has changed the database.',
  },
  credential_host_fixed: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'Para apontar a outro servidor, informe também o valor: PUT /v1/credentials/{id}/value com value e settings.',
    en: 'To point at another host, give the value too: PUT /v1/credentials/{id}/value with value and settings.',
  },
  too_many_webhook_endpoints: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'Um cliente pode ter até {limit} endereços de webhook. Exclua um antes.',
    en: 'A client can have up to {limit} webhook endpoints. Delete one first.',
  },
  webhook_disabled: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'Este endereço de webhook está desligado. Ligue-o antes, com enabled: true.',
    en: 'This webhook endpoint is switched off. Switch it on first, with enabled: true.',
  },
  https_required: {
    status: 422,
    fault: 'request',
    retry: false,
    pt: 'O endereço precisa ser https. Um servidor interno só quem administra esta instalação pode liberar sem ele, em RENUM_FETCH_ALLOW.',
    en: 'The address must be https. Without it an internal server only whoever runs this install can allow, in RENUM_FETCH_ALLOW.',
  },
} as const satisfies Record<string, Entry>
