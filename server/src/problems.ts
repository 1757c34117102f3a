/** Whose fault a failure is: of what was asked, of the file, of a website that was fetched, or of the install itself. */
type Fault = 'request' | 'file' | 'site' | 'install'

interface Entry {
  /** Of HTTP. */
  status: number
  fault: Fault
  /** Whether the same request, or the same job, may succeed later although its caller changes nothing. */
  retry: boolean
  pt: string
  en: string
}

/**
 * The catalogue of expected failures: a stable code, its HTTP status, whose fault it is, whether another try can help, and
 * what a person reads, in both languages.
 * `{name}` is replaced by the parameter of that name, but where it stands in a path, as `/v1/collections/{id}`.
 */
export const problems = {
  invalid_input: {
    status: 400,
    fault: 'request',
    retry: false,
    pt: '{reason}',
    en: '{reason}',
  },
  invalid_json: {
    status: 400,
    fault: 'request',
    retry: false,
    pt: 'O corpo da requisição não é um JSON válido.',
    en: 'The body of the request is not valid JSON.',
  },
  query_without_words: {
    status: 400,
    fault: 'request',
    retry: false,
    pt: 'A busca precisa de pelo menos uma letra ou um número.',
    en: 'A search needs at least one letter or digit.',
  },
  invalid_form: {
    status: 400,
    fault: 'request',
    retry: false,
    pt: 'O corpo da requisição não é um formulário multipart válido.',
    en: 'The body of the request is not a valid multipart form.',
  },
  invalid_cursor: {
    status: 400,
    fault: 'request',
    retry: false,
    pt: 'Este cursor não pertence a esta lista. Comece de novo, sem cursor.',
    en: 'This cursor does not belong to this list. Start again without a cursor.',
  },
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
  rate_limited: {
    status: 429,
    fault: 'request',
    retry: true,
    pt: 'Requisições demais em pouco tempo. Espere os segundos que o cabeçalho Retry-After diz e tente de novo.',
    en: 'Too many requests in a short time. Wait the seconds that the Retry-After header says, and try again.',
  },
  forbidden: {
    status: 403,
    fault: 'request',
    retry: false,
    pt: 'Seu papel neste cliente não permite isso. Peça a um administrador ou proprietário do cliente que o faça, ou que mude o seu papel.',
    en: 'Your role in this client does not allow this. Ask an admin or owner of the client to do it, or to change your role.',
  },
  no_client: {
    status: 403,
    fault: 'request',
    retry: false,
    pt: 'Você ainda não faz parte de um cliente. Crie um em POST /v1/clients ou aceite um convite.',
    en: 'You do not belong to a client yet. Create one with POST /v1/clients or accept an invitation.',
  },
  client_suspended: {
    status: 403,
    fault: 'install',
    retry: true,
    pt: 'Este cliente está suspenso. Fale com quem administra esta instalação.',
    en: 'This client is suspended. Talk to whoever runs this install.',
  },
  not_found: {
    status: 404,
    fault: 'request',
    retry: false,
    pt: 'Não há nada neste endereço ou com este identificador.',
    en: 'There is nothing at this address or with this identifier.',
  },
  method_not_allowed: {
    status: 405,
    fault: 'request',
    retry: false,
    pt: 'Este endereço não aceita este método. O cabeçalho Allow diz quais aceita.',
    en: 'This address does not take this method. The Allow header says which it takes.',
  },
  conflict: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'Isto conflita com algo que já existe.',
    en: 'This conflicts with something that already exists.',
  },
  idempotency_key_reused: {
    status: 422,
    fault: 'request',
    retry: false,
    pt: 'Esta Idempotency-Key já foi usada com outra requisição. Use uma chave nova.',
    en: 'This Idempotency-Key came with another request before. Use a new key.',
  },
  still_processing: {
    status: 409,
    fault: 'request',
    retry: true,
    pt: 'O documento ainda está sendo processado. Espere terminar ou cancele antes.',
    en: 'The document is still being processed. Wait until it ends, or cancel it first.',
  },
  not_processing: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'O documento não está sendo processado: não há o que cancelar.',
    en: 'The document is not being processed: there is nothing to cancel.',
  },
  quota_exceeded: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'O limite de {what} deste cliente não comporta isto. Exclua documentos, ou peça um limite maior a quem administra esta instalação. Quem administra o cliente vê em GET /v1/usage quanto está em uso.',
    en: 'This does not fit this client’s limit of {what}. Delete documents, or ask whoever runs this install for a higher limit. Admins of the client see with GET /v1/usage how much is in use.',
  },
  sign_up_closed: {
    status: 403,
    fault: 'request',
    retry: false,
    pt: 'Esta instalação não aceita novos cadastros. Peça um convite, ou fale com quem a administra.',
    en: 'This install takes no new sign-ups. Ask for an invitation, or talk to whoever runs it.',
  },
  too_many_clients: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'Nesta instalação uma pessoa pode ser proprietária de até {limit} clientes. Exclua ou transfira um antes, ou peça um limite maior a quem a administra.',
    en: 'At this install a person may own up to {limit} clients. Delete one or pass it on first, or ask whoever runs the install for a higher limit.',
  },
  sole_owner: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'Esta pessoa é a única proprietária de: {clients}; dê a outra pessoa o papel de proprietária, ou apague antes o cliente (renum admin erase client).',
    en: 'This person is the only owner of: {clients}; make somebody else an owner, or erase the client first (renum admin erase client).',
  },
  folder_taken: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'A pasta {folder} já existe. Escolha uma que ainda não exista: ela só aparece quando a exportação está completa.',
    en: 'The folder {folder} is there already. Choose one that is not: it appears when the export is complete.',
  },
  last_owner: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'Um cliente precisa de um proprietário. Torne outra pessoa proprietária antes: PATCH /v1/members/{user_id} com "role": "owner".',
    en: 'A client needs an owner. Make somebody else one first: PATCH /v1/members/{user_id} with "role": "owner".',
  },
  another_client: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'Você está agindo por outro cliente agora. Troque antes em PATCH /v1/me.',
    en: 'You are acting for another client now. Switch with PATCH /v1/me first.',
  },
  already_member: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'Esta pessoa já faz parte deste cliente.',
    en: 'This person already is a member of this client.',
  },
  invitation_unknown: {
    status: 404,
    fault: 'request',
    retry: false,
    pt: 'Este convite não existe. Confira se o link foi copiado por inteiro.',
    en: 'There is no such invitation. Check that all of the link was copied.',
  },
  invitation_for_another_address: {
    status: 403,
    fault: 'request',
    retry: false,
    pt: 'Este convite é para outro endereço de e-mail. Entre com a conta desse endereço.',
    en: 'This invitation is for another e-mail address. Sign in with the account of that address.',
  },
  invitation_used: {
    status: 410,
    fault: 'request',
    retry: false,
    pt: 'Este convite já foi usado. Peça um novo a quem convidou você.',
    en: 'This invitation has been used. Ask whoever invited you for a new one.',
  },
  invitation_revoked: {
    status: 410,
    fault: 'request',
    retry: false,
    pt: 'Este convite foi cancelado. Peça um novo a quem convidou você.',
    en: 'This invitation was revoked. Ask whoever invited you for a new one.',
  },
  invitation_expired: {
    status: 410,
    fault: 'request',
    retry: false,
    pt: 'Este convite venceu. Peça um novo a quem convidou você.',
    en: 'This invitation has expired. Ask whoever invited you for a new one.',
  },
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
  embedding_models_differ: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'As coleções usam modelos de embedding diferentes. Informe em collection_ids só coleções de um mesmo modelo.',
    en: 'The collections use different embedding models. Name only collections of one model in collection_ids.',
  },
  collection_uses_another_model: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'A coleção de destino usa outro modelo de embedding. Envie o documento de novo, direto a ela.',
    en: 'The target collection uses another embedding model. Upload the document to it instead.',
  },
  embedding_model_unavailable: {
    status: 409,
    fault: 'install',
    retry: true,
    pt: 'As coleções usam o modelo {model}, e esta instalação está configurada com {configured}.',
    en: 'The collections use the model {model}, and this install is configured with {configured}.',
  },
  file_too_large: {
    status: 413,
    fault: 'file',
    retry: false,
    pt: 'O arquivo passa do limite de {limit_mb} MB.',
    en: 'The file is over the limit of {limit_mb} MB.',
  },
  file_refused: {
    status: 422,
    fault: 'file',
    retry: false,
    pt: 'O armazenamento não aceita este arquivo: o tamanho ou o tipo passa do que o bucket, ou o projeto Supabase, permite. Envie um arquivo menor ou avise quem administra esta instalação.',
    en: 'The file storage does not take this file: its size or type is beyond what the bucket, or the Supabase project, allows. Upload a smaller one or tell whoever runs this install.',
  },
  request_too_large: {
    status: 413,
    fault: 'request',
    retry: false,
    pt: 'O corpo da requisição passa do limite.',
    en: 'The body of the request is over the limit.',
  },
  unsupported_file_type: {
    status: 415,
    fault: 'file',
    retry: false,
    pt: 'Este tipo de arquivo não é aceito. Envie {accepted}.',
    en: 'This type of file is not accepted. Send {accepted}.',
  },
  wrong_extension: {
    status: 415,
    fault: 'file',
    retry: false,
    pt: 'O nome do arquivo termina em .{extension}, mas o conteúdo é outra coisa. Confira se é o arquivo certo.',
    en: 'The name of the file ends in .{extension}, but its content is something else. Check that it is the right file.',
  },
  unsupported_content_type: {
    status: 415,
    fault: 'request',
    retry: false,
    pt: 'Este Content-Type não serve aqui: envie application/json, ou multipart/form-data para arquivos.',
    en: 'This Content-Type does not fit here: send application/json, or multipart/form-data for files.',
  },
  empty_file: {
    status: 422,
    fault: 'file',
    retry: false,
    pt: 'O arquivo está vazio.',
    en: 'The file is empty.',
  },
  file_missing: {
    status: 422,
    fault: 'install',
    retry: false,
    pt: 'O arquivo original não está mais no armazenamento. Envie o documento de novo.',
    en: 'The original file is no longer in the storage. Upload the document again.',
  },
  no_text: {
    status: 422,
    fault: 'file',
    retry: false,
    pt: 'O documento não tem texto legível. Confira se ele não está em branco e envie uma versão com texto.',
    en: 'The document has no text that can be read. Check that it is not blank, and upload a version with text.',
  },
  encrypted_file: {
    status: 422,
    fault: 'file',
    retry: false,
    pt: 'O arquivo está protegido por senha. Remova a senha e envie de novo.',
    en: 'The file is protected by a password. Remove it and upload again.',
  },
  broken_file: {
    status: 422,
    fault: 'file',
    retry: false,
    pt: 'O arquivo está danificado ou incompleto. Confira se ele abre e envie de novo, ou exporte-o outra vez.',
    en: 'The file is damaged or incomplete. Check that it opens and upload it again, or export it once more.',
  },
  image_only: {
    status: 422,
    fault: 'file',
    retry: false,
    pt: 'O documento é uma imagem ou foi digitalizado: não tem texto. Ligue o OCR da coleção (PATCH /v1/collections/{id} com "ocr": true) e processe o documento de novo, ou envie uma versão com texto.',
    en: 'The document is an image or was scanned: it has no text. Switch on the collection’s OCR (PATCH /v1/collections/{id} with "ocr": true) and process the document again, or upload a version with text.',
  },
  too_many_pages: {
    status: 422,
    fault: 'file',
    retry: false,
    pt: 'O documento passa do limite de {limit} páginas. Divida-o e envie as partes.',
    en: 'The document is over the limit of {limit} pages. Split it and upload the parts.',
  },
  document_too_long: {
    status: 422,
    fault: 'file',
    retry: false,
    pt: 'O texto do documento passa do limite de {limit}. Divida-o e envie as partes.',
    en: 'The text of the document is over the limit of {limit}. Split it and upload the parts.',
  },
  document_too_complex: {
    status: 422,
    fault: 'file',
    retry: false,
    pt: 'O documento exige tempo ou memória demais para ser lido. Divida-o em partes menores ou exporte-o outra vez.',
    en: 'The document takes too much time or memory to read. Split it into smaller parts, or export it once more.',
  },
  too_many_cells: {
    status: 422,
    fault: 'file',
    retry: false,
    pt: 'A planilha passa do limite de {limit} células preenchidas. Divida-a e envie as partes.',
    en: 'The spreadsheet is over the limit of {limit} filled cells. Split it and upload the parts.',
  },
  nested_too_deep: {
    status: 422,
    fault: 'file',
    retry: false,
    pt: 'O documento tem mais de {limit} níveis, um dentro do outro. Exporte-o de novo, com menos níveis.',
    en: 'The document has more than {limit} levels, one inside the other. Export it again with fewer levels.',
  },
  unpacks_too_large: {
    status: 422,
    fault: 'file',
    retry: false,
    pt: 'O arquivo é compactado e, aberto, passa do limite de {limit_mb} MB. Divida-o e envie as partes.',
    en: 'The file is compressed and, once opened, is over the limit of {limit_mb} MB. Split it and upload the parts.',
  },
  unsafe_content: {
    status: 422,
    fault: 'file',
    retry: false,
    pt: 'O arquivo declara entidades XML (DTD), que documentos de escritório não têm e que servem a ataques. Abra-o no programa de origem e salve de novo.',
    en: 'The file declares XML entities (a DTD), which office documents do not have and attacks use. Open it in its own program and save it again.',
  },
  image_too_large: {
    status: 422,
    fault: 'file',
    retry: false,
    pt: 'A imagem passa do limite de {limit} megapixels. Reduza-a e envie de novo.',
    en: 'The image is over the limit of {limit} megapixels. Scale it down and upload it again.',
  },
  archive_not_document: {
    status: 415,
    fault: 'file',
    retry: false,
    pt: 'Um zip não é um documento. Envie-o a POST /v1/collections/{id}/documents/import, que faz um documento de cada arquivo dele.',
    en: 'A zip is no document. Send it to POST /v1/collections/{id}/documents/import, which makes a document of each of its files.',
  },
  not_an_archive: {
    status: 415,
    fault: 'file',
    retry: false,
    pt: 'Isto não é um zip. Envie um .zip com documentos, ou o arquivo sozinho a POST /v1/collections/{id}/documents.',
    en: 'This is no zip. Send a .zip of documents, or the file by itself to POST /v1/collections/{id}/documents.',
  },
  archive_in_archive: {
    status: 422,
    fault: 'file',
    retry: false,
    pt: 'Um zip dentro de um zip não é aberto. Envie-o sozinho.',
    en: 'A zip inside a zip is not opened. Send it by itself.',
  },
  too_many_entries: {
    status: 422,
    fault: 'file',
    retry: false,
    pt: 'O zip tem mais de {limit} arquivos. Divida-o e envie as partes.',
    en: 'The zip has more than {limit} files. Split it and upload the parts.',
  },
  url_not_http: {
    status: 422,
    fault: 'request',
    retry: false,
    pt: 'O endereço precisa começar com http:// ou https://.',
    en: 'The address has to begin with http:// or https://.',
  },
  url_not_allowed: {
    status: 422,
    fault: 'request',
    retry: false,
    pt: 'Este endereço não pode ser buscado: este servidor não o encontrou, ou ele não está na internet pública. Confira-o, e se o servidor tem internet. Use um endereço público, sem usuário, senha ou porta; um servidor interno só quem administra esta instalação pode liberar.',
    en: 'This address cannot be fetched: this server did not find it, or it is not on the public internet. Check it, and that the server has internet. Use a public address without user, password or port; only whoever runs this install can allow an internal server.',
  },
  url_not_found: {
    status: 422,
    fault: 'site',
    retry: false,
    pt: 'Não há página neste endereço. Confira o endereço.',
    en: 'There is no page at this address. Check the address.',
  },
  url_refused: {
    status: 422,
    fault: 'site',
    retry: false,
    pt: 'O site recusou o acesso: a página pede login ou bloqueia programas. Envie o conteúdo como arquivo ou texto.',
    en: 'The site refused access: the page asks for a login, or blocks programs. Upload its content as a file or a text.',
  },
  url_too_large: {
    status: 413,
    fault: 'site',
    retry: false,
    pt: 'A página passa do limite de {limit_mb} MB. Envie só a parte que interessa, como arquivo ou texto.',
    en: 'The page is over the limit of {limit_mb} MB. Upload only the part that matters, as a file or a text.',
  },
  url_too_many_redirects: {
    status: 422,
    fault: 'site',
    retry: false,
    pt: 'O endereço redireciona mais de {limit} vezes. Informe o endereço em que a página está.',
    en: 'The address redirects more than {limit} times. Give the address where the page is.',
  },
  url_unreachable: {
    status: 503,
    fault: 'site',
    retry: true,
    pt: 'O site não responde, ou responde com erro. Confira o endereço e busque de novo mais tarde.',
    en: 'The site does not answer, or answers with an error. Check the address and fetch it again later.',
  },
  url_timeout: {
    status: 504,
    fault: 'site',
    retry: true,
    pt: 'O site demorou demais para responder. Busque de novo mais tarde.',
    en: 'The site took too long to answer. Fetch it again later.',
  },
  not_from_url: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'Este documento não veio de uma URL: não há o que buscar de novo. Envie uma nova versão.',
    en: 'This document did not come from a URL: there is nothing to fetch again. Upload a new version.',
  },
  not_fetched: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'A página deste documento ainda não foi buscada. Peça uma nova busca (refresh) antes.',
    en: 'The page of this document has not been fetched yet. Have it fetched (refresh) first.',
  },
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
  processing_failed: {
    status: 500,
    fault: 'install',
    retry: false,
    pt: 'O processamento falhou várias vezes. Envie o documento de novo ou avise quem administra esta instalação.',
    en: 'Processing failed several times. Upload the document again, or tell whoever runs this install.',
  },
  processing_crashed: {
    status: 422,
    fault: 'file',
    retry: false,
    pt: 'O arquivo derrubou o processamento {attempts} vezes seguidas e não será tentado de novo. Envie-o em outro formato ou dividido em partes menores.',
    en: 'The file brought processing down {attempts} times in a row and is not tried again. Upload it in another format, or split into smaller parts.',
  },
  database_unavailable: {
    status: 503,
    fault: 'install',
    retry: true,
    pt: 'O banco de dados não responde. Tente de novo em alguns segundos.',
    en: 'The database does not answer. Try again in a few seconds.',
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
    pt: 'O endereço precisa ser https, ou estar entre os que esta instalação permite (RENUM_FETCH_ALLOW).',
    en: 'The address must be https, or among those this install allows (RENUM_FETCH_ALLOW).',
  },
  too_many_streams: {
    status: 429,
    fault: 'request',
    retry: true,
    pt: 'Você já tem {limit} fluxos de eventos abertos. Feche um antes de abrir outro.',
    en: 'You have {limit} event streams open already. Close one before opening another.',
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

  /** Whose fault it is. */
  get fault(): Fault {
    return problems[this.code].fault
  }

  /** Whether another try can help, though its caller changes nothing. */
  get retry(): boolean {
    return problems[this.code].retry
  }

  /** The text for a person, in one of the two languages. */
  text(language: Language): string {
    return problemText(this.code, this.params, language)
  }
}

/** Which of a client's limits something does not fit. Not how much is used: not everybody who adds may know. */
export function quotaExceeded(what: 'documents' | 'bytes', cause?: unknown): Problem {
  const names = { documents: { pt: 'documentos', en: 'documents' }, bytes: { pt: 'bytes', en: 'bytes' } }
  return new Problem('quota_exceeded', { params: { what: names[what] }, cause })
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
  return (entry?.[language] ?? code).replace(/(?<!\/)\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? ''
    return typeof value === 'object' ? value[language] : String(value)
  })
}
