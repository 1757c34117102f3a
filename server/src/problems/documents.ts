import type { Entry } from './entry.ts'

/** Documents and collections, and their processing. */
export const documentProblems = {
  still_processing: {
    status: 409,
    fault: 'request',
    retry: true,
    pt: 'O documento ainda está sendo processado. Espere terminar ou cancele antes.',
    en: 'The document is still being processed. Wait until it ends, or cancel it first.',
  },
  duplicate_document: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'Este conteúdo já está na coleção, no documento “{name}” ({document_id}). Para enviá-lo mesmo assim, informe allow_duplicate: true.',
    en: 'This content is in the collection already, as the document “{name}” ({document_id}). To upload it all the same, send allow_duplicate: true.',
  },
  not_processing: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'O documento não está sendo processado: não há o que cancelar.',
    en: 'The document is not being processed: there is nothing to cancel.',
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
  file_missing: {
    status: 422,
    fault: 'file',
    retry: false,
    pt: 'O arquivo original não está mais no armazenamento. Envie o documento de novo.',
    en: 'The original file is no longer in the storage. Upload the document again.',
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
  too_many_test_questions: {
    status: 409,
    fault: 'request',
    retry: false,
    pt: 'Um cliente pode ter até {limit} perguntas de teste. Exclua algumas antes.',
    en: 'A client can have up to {limit} test questions. Delete some first.',
  },
} as const satisfies Record<string, Entry>
