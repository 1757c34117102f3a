import { type Renum, unwrap } from '@renum/client'
import type { Uploads } from './uploads.ts'

interface SampleNames {
  base: string
  description: string
  collection: string
}

/**
 * Makes a knowledge base with the sample documents, which go the way that any file goes. Gives the id of the collection, once
 * the files are on their way. Raises RenumError.
 */
export async function addSamples(
  renum: Renum,
  uploads: Uploads,
  clientId: string,
  names: SampleNames,
): Promise<string> {
  const files = await readSamples()
  const base = await unwrap(
    renum.POST('/v1/knowledge-bases', { body: { name: names.base, description: names.description } }),
  )
  const collection = await unwrap(
    renum.POST('/v1/knowledge-bases/{id}/collections', {
      params: { path: { id: base.id } },
      body: { name: names.collection },
    }),
  )
  uploads.add(clientId, collection.id, files)
  return collection.id
}

async function readSamples(): Promise<File[]> {
  const names: string[] = await (await fetch('/samples/index.json')).json()
  return Promise.all(
    names.map(async (name) => new File([await (await fetch(`/samples/${encodeURIComponent(name)}`)).blob()], name)),
  )
}
