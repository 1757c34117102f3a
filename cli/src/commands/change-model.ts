import { type Renum, type Schemas, unwrap } from '@renum/client'
import { CommandError } from '../command-error.ts'
import { settings as readSettings } from '../settings.ts'
import { type SignInOptions, signIn } from '../sign-in.ts'
import { print, say } from '../terminal.ts'

export interface ChangeModelOptions extends SignInOptions {
  target?: string
  collection?: string
  cancel?: boolean
  restore?: boolean
  json?: boolean
}

type Collection = Schemas['Collection']

/**
 * `renum change-model`: the collections of a client go over to the embedding model of the install, behind the searches; or one
 * of them, or what was begun is called off or taken back. Says how far each is.
 */
export async function changeModel(options: ChangeModelOptions): Promise<void> {
  const { json = false, cancel = false, restore = false } = options
  if (cancel && restore) throw new CommandError(say('Ou --cancel ou --restore.', 'Either --cancel or --restore.'))
  if (restore && options.collection === undefined) {
    throw new CommandError(
      say('De qual coleção? Informe o id com --collection.', 'Of which collection? Give its id with --collection.'),
    )
  }
  const settings = readSettings('error')
  const target = options.target ?? settings.publicUrl ?? `http://localhost:${settings.port}`
  const { renum } = await signIn(target, { ...options, makesClient: false })
  const ids = options.collection === undefined ? await allCollections(renum) : [options.collection]
  const changed: Schemas['CollectionWithVectors'][] = []
  for (const id of ids) {
    const params = { path: { id } }
    const before = await unwrap(renum.GET('/v1/collections/{id}', { params }))
    if (restore) await unwrap(renum.POST('/v1/collections/{id}/restore-model', { params }))
    else if (!cancel) await unwrap(renum.POST('/v1/collections/{id}/change-model', { params }))
    else if (before.next_embedding_model !== null) {
      await unwrap(renum.POST('/v1/collections/{id}/cancel-model-change', { params }))
    }
    changed.push(await unwrap(renum.GET('/v1/collections/{id}', { params })))
  }
  if (json) print(process.stdout, JSON.stringify({ collections: changed.map(described) }))
  else print(process.stdout, changed.map(line).join('\n'))
}

async function allCollections(renum: Renum): Promise<string[]> {
  const ids: string[] = []
  for await (const { id } of renum.all('/v1/knowledge-bases')) {
    const params = { path: { id }, query: { limit: 100 } }
    for await (const collection of renum.all('/v1/knowledge-bases/{id}/collections', { params }))
      ids.push(collection.id)
  }
  return ids
}

function described({ id, name, embedding, ...models }: Schemas['CollectionWithVectors']) {
  const { embedding_model, next_embedding_model, previous_embedding_model } = models
  return { id, name, embedding_model, next_embedding_model, previous_embedding_model, embedding }
}

function line(collection: Schemas['CollectionWithVectors']): string {
  const { name, embedding_model, next_embedding_model, embedding } = collection satisfies Collection
  if (next_embedding_model === null || embedding.next === null) return `  ${name}: ${embedding_model}`
  const { done, total } = embedding.next
  return `  ${name}: ${embedding_model} → ${next_embedding_model}  ${done}/${total} ${say('trechos', 'chunks')}`
}
