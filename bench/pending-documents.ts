import { randomUUID } from 'node:crypto'
import type { BenchEnvironment } from './bench-environment.ts'
import { makePeople } from './seed-clients.ts'

/** A document that a worker would be at. */
export interface Waiting {
  client_id: string
  document_id: string
  collection_id: string
}

/** Documents of one client, each with its first version, that wait to be published. */
export async function makeWaitingDocuments(
  { bare }: BenchEnvironment,
  { documents, model, dimensions }: { documents: number; model: string; dimensions: number },
): Promise<Waiting[]> {
  const [person] = await makePeople(bare, 1)
  if (!person) throw new Error('no member was made')
  const { client_id } = person
  const { rows } = await bare.query<{ id: string }>(
    `with b as (insert into public.knowledge_bases (client_id, name) values ($1, 'Bench') returning client_id, id)
     insert into public.knowledge_collections (client_id, knowledge_base_id, name, embedding_model, embedding_dimensions)
       select client_id, id, 'Bench', $2, $3 from b returning id`,
    [client_id, model, dimensions],
  )
  const collection_id = rows[0]?.id ?? ''
  const ids = Array.from({ length: documents }, () => randomUUID())
  await bare.query(
    `insert into public.documents (client_id, id, collection_id, name, source_type, file_type, file_size, content_hash, status)
       select $1, id, $2, 'Documento', 'text', 'text/plain', 1, repeat('a', 64), 'processing' from unnest($3::uuid[]) id`,
    [client_id, collection_id, ids],
  )
  await bare.query(
    `insert into public.document_versions
       (client_id, document_id, collection_id, version_number, change_type, storage_path, file_type, file_size, content_hash)
       select $1::uuid, id, $2, 1, 'created', $1::text || '/' || id || '/' || gen_random_uuid(), 'text/plain', 1, repeat('a', 64)
         from unnest($3::uuid[]) id`,
    [client_id, collection_id, ids],
  )
  return ids.map((document_id) => ({ client_id, document_id, collection_id }))
}
