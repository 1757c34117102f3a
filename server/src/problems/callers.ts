import type { Entry } from './entry.ts'

/** Who the caller is, and what it may not do. */
export const callerProblems = {
  unauthenticated: {
    status: 401,
    fault: 'request',
    retry: false,
    pt: 'Envie um token de acesso válido no cabeçalho Authorization: Bearer.',
    en: 'Send a valid access token in the Authorization: Bearer header.',
  },
  token_expired: {
    status: 401,
    fault: 'request',
    retry: false,
    pt: 'O token de acesso expirou. Entre de novo ou renove a sessão.',
    en: 'The access token has expired. Sign in again or refresh the session.',
  },
  key_malformed: {
    status: 401,
    fault: 'request',
    retry: false,
    pt: 'Isto não é uma chave de API inteira: confira se foi copiada por completo, de rnm_ até o fim.',
    en: 'This is no whole API key: check that all of it was copied, from rnm_ to its end.',
  },
  key_unknown: {
    status: 401,
    fault: 'request',
    retry: false,
    pt: 'Esta chave de API não existe nesta instalação. Confira o endereço, ou peça uma chave a quem administra o cliente.',
    en: 'There is no such API key on this install. Check the address, or ask an admin of the client for a key.',
  },
  key_expired: {
    status: 401,
    fault: 'request',
    retry: false,
    pt: 'Esta chave de API venceu. Crie outra em POST /v1/api-keys.',
    en: 'This API key has expired. Create another one with POST /v1/api-keys.',
  },
  key_revoked: {
    status: 401,
    fault: 'request',
    retry: false,
    pt: 'Esta chave de API foi revogada, ou quem a criou não administra mais o cliente. Peça outra a quem o administra.',
    en: 'This API key was revoked, or whoever made it is no longer an admin of the client. Ask an admin for another one.',
  },
  insufficient_scope: {
    status: 403,
    fault: 'request',
    retry: false,
    pt: 'Esta chave de API não tem o escopo {scope}. Use uma chave que o tenha.',
    en: 'This API key does not have the scope {scope}. Use one that has it.',
  },
  person_required: {
    status: 403,
    fault: 'request',
    retry: false,
    pt: 'Isto só uma pessoa pode fazer, e não uma chave de API. Entre com uma conta.',
    en: 'Only a person may do this, and no API key. Sign in with an account.',
  },
  more_scopes: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'Uma chave de API só perde escopos. Para mais, crie outra.',
    en: 'An API key only ever loses scopes. For more, create another one.',
  },
  key_already_revoked: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'Esta chave de API já foi revogada, e fica como está. Crie outra em POST /v1/api-keys.',
    en: 'This API key has been revoked, and stays as it is. Create another one with POST /v1/api-keys.',
  },
  outlives_key: {
    status: 403,
    fault: 'request',
    retry: false,
    pt: 'Uma chave de API não cria nem prolonga uma chave além do próprio vencimento.',
    en: 'An API key neither makes nor extends a key beyond its own expiry.',
  },
  forbidden: {
    status: 403,
    fault: 'request',
    retry: false,
    pt: 'Seu papel neste cliente não permite isso. Peça a um administrador ou proprietário do cliente que o faça, ou que mude o seu papel.',
    en: 'Your role in this client does not allow this. Ask an admin or owner of the client to do it, or to change your role.',
  },
} as const satisfies Record<string, Entry>
