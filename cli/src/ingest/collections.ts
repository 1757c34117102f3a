import { type Renum, type Schemas, unwrap } from '@renum/client'

/** The knowledge base of a name; the oldest one, should there be several. */
export async function findOrCreateBase(renum: Renum, name: string): Promise<Schemas['KnowledgeBase']> {
  const known = await lastOf(renum.all('/v1/knowledge-bases', { params: { query: { name } } }))
  return known ?? unwrap(renum.POST('/v1/knowledge-bases', { body: { name } }))
}

export interface Place {
  collection: Schemas['Collection']
  /** Whether it was not there before. */
  created: boolean
  /** Its documents by their names; the oldest one, should there be several. */
  known: Map<string, Schemas['Document']>
}

/** The collection of a name in a knowledge base, found or created; the oldest one, should there be several. */
export async function placeOf(renum: Renum, base: string, name: string): Promise<Place> {
  const path = { id: base }
  const known = await lastOf(renum.all('/v1/knowledge-bases/{id}/collections', { params: { path, query: { name } } }))
  if (known) return { collection: known, created: false, known: await knownDocuments(renum, known.id) }
  const collection = await unwrap(
    renum.POST('/v1/knowledge-bases/{id}/collections', { params: { path }, body: { name } }),
  )
  return { collection, created: true, known: new Map() }
}

async function knownDocuments(renum: Renum, collection: string): Promise<Map<string, Schemas['Document']>> {
  const known = new Map<string, Schemas['Document']>()
  const params = { path: { id: collection }, query: { limit: 100 } }
  for await (const document of renum.all('/v1/collections/{id}/documents', { params }))
    known.set(document.name, document)
  return known
}

/** Lists give the newest first. */
async function lastOf<Row>(rows: AsyncIterable<Row>): Promise<Row | undefined> {
  let last: Row | undefined
  for await (const row of rows) last = row
  return last
}
