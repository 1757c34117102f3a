import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { embedPending } from '../../../src/features/chunks/chunks.ts'
import { align, alignDue, changeOverWhenComplete } from '../../../src/features/collection-models/align-collection.ts'
import {
  cancelModelChange,
  changeModel,
  restoreModel,
} from '../../../src/features/collection-models/collection-models.ts'
import { search as searchPassages } from '../../../src/features/search/search.ts'
import type { Embedder } from '../../../src/providers/embeddings/embedder.ts'
import { asAdmin, createMember } from '../../harness/harness.ts'
import {
  attempt,
  call,
  embedAll,
  owner,
  paragraphs,
  services,
  startWithoutWorker,
  statusOf,
  upload,
  vectors,
} from '../../harness/without-worker.ts'

startWithoutWorker()

/** Another model of the same length: what is compared with the wrong one gives no error, but another similarity. */
const other: Embedder = {
  provider: 'http',
  model: 'http:other@8',
  dimensions: 8,
  mode: 'semantic',
  embed: async (texts) => texts.map(() => Float32Array.of(0, 0, 0, 0, 0, 0, 0, 1)),
}
const never = new AbortController().signal
const models = (id: string) =>
  asAdmin<{ embedding_model: string; next_embedding_model: string | null; previous_embedding_model: string | null }>(
    'select embedding_model, next_embedding_model, previous_embedding_model from knowledge_collections where id = $1',
    [id],
  )

/** The install as it is after its operator has configured the other model. */
function upgraded() {
  const find = (model: string) => (model === other.model ? other : services.embedders.find(model))
  return { ...services, embedders: { current: other, find } }
}
const asOwner = () => owner.principal
const embedOther = async () => {
  for (let shard = 0; shard < 4; shard++) await embedPending(upgraded(), { client_id: owner.client_id, shard }, never)
}

describe('a collection that goes over to another model', () => {
  let collection: string
  let model: string
  const key = () => ({ client_id: owner.client_id, collection_id: collection })
  const uploaded = async (text: string) => {
    const id = await upload(text, owner.token, collection)
    await attempt(id)
    return id
  }
  beforeEach(async () => {
    model = services.embedders.current.model
    const base = await call('POST', '/v1/knowledge-bases', { body: { name: 'B' } })
    const path = `/v1/knowledge-bases/${base.body.id}/collections`
    collection = (await call('POST', path, { body: { name: 'C' } })).body.id
  })
  afterEach(() => asAdmin('delete from knowledge_collections where id = $1', [collection]))

  const search = (mode: 'hybrid' | 'semantic' = 'semantic') =>
    searchPassages(upgraded(), asOwner(), { query: 'capivara', collection_ids: [collection], top_k: 5, mode })

  it('searches by the old one until all vectors of the new one are there, and goes back at once', async () => {
    const id = await uploaded('A capivara nada no lago.')
    await embedAll()
    await changeModel(upgraded(), asOwner(), collection)
    await align(upgraded(), key(), never)
    expect(await models(collection)).toMatchObject([{ embedding_model: model, next_embedding_model: other.model }])
    expect((await search()).model).toBe(model)
    expect((await search()).embedded_share).toBe(1)
    expect(await statusOf(id)).toMatchObject({ embedding_status: 'ready' })

    // What comes meanwhile gets both.
    const late = await uploaded('O quati sobe na árvore.')
    expect(await statusOf(late)).toMatchObject({ embedding_status: 'pending' })
    await embedOther()
    expect((await vectors(late))[0]?.vectors).toEqual([model, other.model].sort())
    expect((await call('GET', `/v1/collections/${collection}`)).body.embedding).toMatchObject({
      done: 2,
      total: 2,
      next: { done: 2, total: 2, failed_documents: 0 },
    })
    await align(upgraded(), key(), never)
    expect(await models(collection)).toEqual([
      { embedding_model: other.model, next_embedding_model: null, previous_embedding_model: model },
    ])
    expect((await search()).results[0]?.scores.semantic).toBeCloseTo(1, 5)

    // After it only the new one.
    const after = await uploaded('A onça dorme.')
    await embedOther()
    expect((await vectors(after))[0]?.vectors).toEqual([other.model])
    const back = await restoreModel(upgraded(), asOwner(), collection)
    expect(back).toMatchObject({ embedding_model: model, previous_embedding_model: other.model })
    expect((await search()).model).toBe(model)
    await align(upgraded(), key(), never)
    expect(await statusOf(after)).toMatchObject({ embedding_status: 'pending', embedded_count: 0 })
    expect((await search()).embedded_share).toBeCloseTo(2 / 3, 2)
    await embedOther()
    expect((await search()).embedded_share).toBe(1)
    // Somebody has chosen it.
    expect(await alignDue(upgraded())).toBe(0)
  })

  it('does not go over while one chunk lacks a vector, whatever is noted', async () => {
    const id = await uploaded(paragraphs(3))
    await embedAll()
    await changeModel(upgraded(), asOwner(), collection)
    await align(upgraded(), key(), never)
    await embedOther()
    await asAdmin(
      `delete from document_chunk_embeddings where document_id = $1 and embedding_model = $2
          and chunk_id = (select id from document_chunks where document_id = $1 limit 1)`,
      [id, other.model],
    )
    expect(await changeOverWhenComplete(services, key())).toBe(false)
    expect(await models(collection)).toMatchObject([{ embedding_model: model, next_embedding_model: other.model }])
    await embedOther()
    expect(await changeOverWhenComplete(services, key())).toBe(true)
  })

  it('stays where it is when that is called off, and keeps nothing of it', async () => {
    const id = await uploaded('A capivara nada no lago.')
    await embedAll()
    await changeModel(upgraded(), asOwner(), collection)
    await align(upgraded(), key(), never)
    await embedOther()
    const cancelled = await cancelModelChange(upgraded(), asOwner(), collection)
    expect(cancelled).toMatchObject({ embedding_model: model, next_embedding_model: null })
    await align(upgraded(), key(), never)
    expect((await vectors(id))[0]?.vectors).toEqual([model])
    await expect(cancelModelChange(upgraded(), asOwner(), collection)).rejects.toMatchObject({
      code: 'model_not_changing',
    })
    await expect(restoreModel(upgraded(), asOwner(), collection)).rejects.toMatchObject({ code: 'no_previous_model' })
  })

  it('keeps the vectors of the model before for a week', async () => {
    const id = await uploaded('A capivara nada no lago.')
    await embedAll()
    await changeModel(upgraded(), asOwner(), collection)
    await align(upgraded(), key(), never)
    await embedOther()
    await align(upgraded(), key(), never)
    expect((await vectors(id))[0]?.vectors).toHaveLength(2)
    await asAdmin(
      `update knowledge_collections set embedding_model_changed_at = now() - interval '8 days' where id = $1`,
      [collection],
    )
    expect(await alignDue(upgraded())).toBe(1)
    await align(upgraded(), key(), never)
    expect(await models(collection)).toMatchObject([{ previous_embedding_model: null }])
    expect((await vectors(id))[0]?.vectors).toEqual([other.model])
  })

  it('that began without a sentence model goes over to one of this machine by itself', async () => {
    await asAdmin(
      `update knowledge_collections set embedding_model = 'lexical-1', embedding_dimensions = 384 where id = $1`,
      [collection],
    )
    const id = await uploaded('A capivara nada no lago.')
    expect((await vectors(id))[0]?.vectors).toEqual(['lexical-1'])
    // A service may cost something: nobody is made to pay for it.
    expect(await alignDue(upgraded())).toBe(0)
    const local: Embedder = { ...other, provider: 'local' }
    const grown = { ...upgraded(), embedders: { current: local, find: upgraded().embedders.find } }
    expect(await alignDue(grown)).toBeGreaterThan(0)
    await align(grown, key(), never)
    expect(await models(collection)).toMatchObject([
      { embedding_model: 'lexical-1', next_embedding_model: other.model },
    ])
    await embedOther()
    await align(grown, key(), never)
    expect(await models(collection)).toMatchObject([{ embedding_model: other.model }])
    await asAdmin('delete from documents where id = $1', [id])
  })

  it('is searched together with others of another model, each by its own', async () => {
    await uploaded('A capivara nada no lago.')
    await embedAll()
    const base = await call('POST', '/v1/knowledge-bases', { body: { name: 'B' } })
    const [row] = await asAdmin<{ id: string }>(
      `insert into knowledge_collections (client_id, knowledge_base_id, name, embedding_model, embedding_dimensions)
         values ($1, $2, 'D', 'lexical-1', 384) returning id`,
      [owner.client_id, base.body.id],
    )
    const second = row?.id ?? ''
    const id = await upload('A capivara dorme.', owner.token, second)
    await attempt(id)
    const both = { query: 'capivara', collection_ids: [collection, second], top_k: 5 }
    const found = await searchPassages(services, asOwner(), { ...both, mode: 'hybrid' })
    expect(new Set(found.results.map(({ collection_id }) => collection_id))).toEqual(new Set([collection, second]))
    expect(found.results.find(({ collection_id }) => collection_id === second)?.scores.semantic).toBeUndefined()
    await expect(searchPassages(services, asOwner(), { ...both, mode: 'semantic' })).rejects.toMatchObject({
      code: 'embedding_models_differ',
    })

    // A document that moves gets vectors of where it is.
    const moved = await call('PATCH', `/v1/documents/${id}`, { body: { collection_id: collection } })
    expect(moved.body).toMatchObject({ status: 'ready', embedding_status: 'pending', embedded_count: 0 })
    await embedAll()
    expect(await statusOf(id)).toMatchObject({ embedding_status: 'ready', embedded_count: 1 })
    await align(services, key(), never)
    expect((await vectors(id))[0]?.vectors).toEqual([model])
  })

  it('is changed by admins alone, also where nothing but the database is asked', async () => {
    const user = await createMember(owner.client_id, 'user')
    const refused = await call('POST', `/v1/collections/${collection}/change-model`, { token: user.token })
    expect(refused.status).toBe(403)
    await expect(changeModel(upgraded(), user.principal, collection)).rejects.toMatchObject({ code: 'forbidden' })
    expect((await call('POST', `/v1/collections/${collection}/change-model`)).status).toBe(202)
  })
})
