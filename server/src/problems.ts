/**
 * The catalogue of expected failures: a stable code, its HTTP status, and what a person reads, in both languages.
 * `{name}` is replaced by the parameter of that name.
 */
export const problems = {
  invalid_input: {
    status: 400,
    pt: 'A requisição tem um valor inválido: {reason}',
    en: 'The request has an invalid value: {reason}',
  },
  invalid_json: {
    status: 400,
    pt: 'O corpo da requisição não é um JSON válido.',
    en: 'The body of the request is not valid JSON.',
  },
  query_without_words: {
    status: 400,
    pt: 'A busca precisa de pelo menos uma letra ou um número.',
    en: 'A search needs at least one letter or digit.',
  },
  invalid_form: {
    status: 400,
    pt: 'O corpo da requisição não é um formulário multipart válido.',
    en: 'The body of the request is not a valid multipart form.',
  },
  invalid_cursor: {
    status: 400,
    pt: 'Este cursor não pertence a esta lista. Comece de novo, sem cursor.',
    en: 'This cursor does not belong to this list. Start again without a cursor.',
  },
  unauthenticated: {
    status: 401,
    pt: 'Envie um token de acesso válido no cabeçalho Authorization: Bearer.',
    en: 'Send a valid access token in the Authorization: Bearer header.',
  },
  token_expired: {
    status: 401,
    pt: 'O token de acesso expirou. Entre de novo ou renove a sessão.',
    en: 'The access token has expired. Sign in again or refresh the session.',
  },
  forbidden: {
    status: 403,
    pt: 'Seu papel neste cliente não permite isso.',
    en: 'Your role in this client does not allow this.',
  },
  no_client: {
    status: 403,
    pt: 'Você ainda não faz parte de um cliente. Crie um em POST /v1/clients ou aceite um convite.',
    en: 'You do not belong to a client yet. Create one with POST /v1/clients or accept an invitation.',
  },
  client_suspended: {
    status: 403,
    pt: 'Este cliente está suspenso. Fale com quem administra esta instalação.',
    en: 'This client is suspended. Talk to whoever runs this install.',
  },
  not_found: {
    status: 404,
    pt: 'Não há nada neste endereço ou com este identificador.',
    en: 'There is nothing at this address or with this identifier.',
  },
  method_not_allowed: {
    status: 405,
    pt: 'Este endereço não aceita este método. O cabeçalho Allow diz quais aceita.',
    en: 'This address does not take this method. The Allow header says which it takes.',
  },
  conflict: {
    status: 409,
    pt: 'Isto conflita com algo que já existe.',
    en: 'This conflicts with something that already exists.',
  },
  idempotency_key_reused: {
    status: 422,
    pt: 'Esta Idempotency-Key já foi usada com outra requisição. Use uma chave nova.',
    en: 'This Idempotency-Key came with another request before. Use a new key.',
  },
  still_processing: {
    status: 409,
    pt: 'O documento ainda está sendo processado. Espere terminar ou cancele antes.',
    en: 'The document is still being processed. Wait until it ends, or cancel it first.',
  },
  not_processing: {
    status: 409,
    pt: 'O documento não está sendo processado: não há o que cancelar.',
    en: 'The document is not being processed: there is nothing to cancel.',
  },
  last_owner: {
    status: 409,
    pt: 'Um cliente precisa de um proprietário. Transfira a propriedade antes.',
    en: 'A client needs an owner. Pass the ownership on first.',
  },
  another_client: {
    status: 409,
    pt: 'Você está agindo por outro cliente agora. Troque antes em PATCH /v1/me.',
    en: 'You are acting for another client now. Switch with PATCH /v1/me first.',
  },
  already_member: {
    status: 409,
    pt: 'Esta pessoa já faz parte deste cliente.',
    en: 'This person already is a member of this client.',
  },
  invitation_for_another_address: {
    status: 403,
    pt: 'Este convite é para outro endereço de e-mail. Entre com a conta desse endereço.',
    en: 'This invitation is for another e-mail address. Sign in with the account of that address.',
  },
  invitation_used: {
    status: 410,
    pt: 'Este convite já foi usado. Peça um novo a quem convidou você.',
    en: 'This invitation has been used. Ask whoever invited you for a new one.',
  },
  invitation_revoked: {
    status: 410,
    pt: 'Este convite foi cancelado. Peça um novo a quem convidou você.',
    en: 'This invitation was revoked. Ask whoever invited you for a new one.',
  },
  invitation_expired: {
    status: 410,
    pt: 'Este convite venceu. Peça um novo a quem convidou você.',
    en: 'This invitation has expired. Ask whoever invited you for a new one.',
  },
  embedding_models_differ: {
    status: 409,
    pt: 'As coleções usam modelos de embedding diferentes. Informe em collection_ids só coleções de um mesmo modelo.',
    en: 'The collections use different embedding models. Name only collections of one model in collection_ids.',
  },
  collection_uses_another_model: {
    status: 409,
    pt: 'A coleção de destino usa outro modelo de embedding. Envie o documento de novo, direto a ela.',
    en: 'The target collection uses another embedding model. Upload the document to it instead.',
  },
  embedding_model_unavailable: {
    status: 409,
    pt: 'As coleções usam o modelo {model}, e esta instalação está configurada com {configured}.',
    en: 'The collections use the model {model}, and this install is configured with {configured}.',
  },
  file_too_large: {
    status: 413,
    pt: 'O arquivo passa do limite de {limit_mb} MB.',
    en: 'The file is over the limit of {limit_mb} MB.',
  },
  request_too_large: {
    status: 413,
    pt: 'O corpo da requisição passa do limite.',
    en: 'The body of the request is over the limit.',
  },
  unsupported_file_type: {
    status: 415,
    pt: 'Este tipo de arquivo não é aceito. Envie {accepted}.',
    en: 'This type of file is not accepted. Send {accepted}.',
  },
  wrong_extension: {
    status: 415,
    pt: 'O nome do arquivo termina em .{extension}, mas o conteúdo é outra coisa. Confira se é o arquivo certo.',
    en: 'The name of the file ends in .{extension}, but its content is something else. Check that it is the right file.',
  },
  unsupported_content_type: {
    status: 415,
    pt: 'Este Content-Type não serve aqui: envie application/json, ou multipart/form-data para arquivos.',
    en: 'This Content-Type does not fit here: send application/json, or multipart/form-data for files.',
  },
  empty_file: {
    status: 422,
    pt: 'O arquivo está vazio.',
    en: 'The file is empty.',
  },
  file_missing: {
    status: 422,
    pt: 'O arquivo original não está mais no armazenamento. Envie o documento de novo.',
    en: 'The original file is no longer in the storage. Upload the document again.',
  },
  no_text: {
    status: 422,
    pt: 'O documento não tem texto legível.',
    en: 'The document has no text that can be read.',
  },
  encrypted_file: {
    status: 422,
    pt: 'O arquivo está protegido por senha. Remova a senha e envie de novo.',
    en: 'The file is protected by a password. Remove it and upload again.',
  },
  broken_file: {
    status: 422,
    pt: 'O arquivo está danificado ou incompleto. Confira se ele abre e envie de novo, ou exporte-o outra vez.',
    en: 'The file is damaged or incomplete. Check that it opens and upload it again, or export it once more.',
  },
  image_only: {
    status: 422,
    pt: 'O documento foi digitalizado: suas páginas são imagens, sem texto. O OCR ainda não está disponível; envie uma versão com texto.',
    en: 'The document was scanned: its pages are images without text. OCR is not available yet; upload a version with text.',
  },
  too_many_pages: {
    status: 422,
    pt: 'O documento passa do limite de {limit} páginas. Divida-o e envie as partes.',
    en: 'The document is over the limit of {limit} pages. Split it and upload the parts.',
  },
  document_too_long: {
    status: 422,
    pt: 'O texto do documento passa do limite de {limit} caracteres. Divida-o e envie as partes.',
    en: 'The text of the document is over the limit of {limit} characters. Split it and upload the parts.',
  },
  document_too_complex: {
    status: 422,
    pt: 'O documento exige tempo ou memória demais para ser lido. Divida-o em partes menores ou exporte-o outra vez.',
    en: 'The document takes too much time or memory to read. Split it into smaller parts, or export it once more.',
  },
  internal: {
    status: 500,
    pt: 'Algo falhou do nosso lado. Tente de novo e, se continuar, informe o request_id a quem administra esta instalação.',
    en: 'Something failed on our side. Try again and, if it goes on, give the request_id to whoever runs this install.',
  },
  busy: {
    status: 503,
    pt: 'Outra operação mexia nas mesmas linhas. Tente de novo.',
    en: 'Another operation was changing the same rows. Try again.',
  },
  processing_failed: {
    status: 500,
    pt: 'O processamento falhou várias vezes. Envie o documento de novo ou avise quem administra esta instalação.',
    en: 'Processing failed several times. Upload the document again, or tell whoever runs this install.',
  },
  database_unavailable: {
    status: 503,
    pt: 'O banco de dados não responde. Tente de novo em alguns segundos.',
    en: 'The database does not answer. Try again in a few seconds.',
  },
  storage_unavailable: {
    status: 503,
    pt: 'O armazenamento de arquivos não responde. Tente de novo em alguns segundos.',
    en: 'The file storage does not answer. Try again in a few seconds.',
  },
  embeddings_unavailable: {
    status: 503,
    pt: 'O modelo de embeddings não responde. Tente de novo em alguns segundos.',
    en: 'The embedding model does not answer. Try again in a few seconds.',
  },
  auth_unavailable: {
    status: 503,
    pt: 'O serviço de autenticação não responde. Tente de novo em alguns segundos.',
    en: 'The authentication service does not answer. Try again in a few seconds.',
  },
  timed_out: {
    status: 504,
    pt: 'A operação passou do tempo limite.',
    en: 'The operation took longer than its limit.',
  },
} as const satisfies Record<string, { status: number; pt: string; en: string }>

export type ProblemCode = keyof typeof problems
export type Language = 'pt' | 'en'

/** What a placeholder becomes; where it is text for a person, in both languages. */
type Params = Record<string, string | number | Record<Language, string>>

export interface ProblemOptions {
  /** The field of the request that is at fault, as its path: `top_k`, `filters.language`. */
  field?: string
  /** Values for the `{placeholders}` of the text. */
  params?: Params
  /** What led to it, for the log. Never rendered. */
  cause?: unknown
}

/** An expected failure. Rendered once per protocol: for HTTP in `http/problem.ts`. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly field: string | undefined
  readonly params: Params

  constructor(code: ProblemCode, { field, params = {}, cause }: ProblemOptions = {}) {
    super(code, { cause })
    this.name = 'Problem'
    this.code = code
    this.field = field
    this.params = params
  }

  get status(): number {
    return problems[this.code].status
  }

  /** The text for a person, in one of the two languages. */
  text(language: Language): string {
    return problemText(this.code, this.params, language)
  }
}

/** The row, where there is one; raises `not_found` where this tenant has none. */
export function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Problem('not_found')
  return row
}

/** The text of a code that was kept with its parameters; the code itself where the catalogue has it no more. */
export function problemText(code: string, params: unknown, language: Language): string {
  const entry = code in problems ? problems[code as ProblemCode] : undefined
  const values = (params ?? {}) as Params
  return (entry?.[language] ?? code).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? ''
    return typeof value === 'object' ? value[language] : String(value)
  })
}
