import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/** Documents, and questions with the one that answers them. */
export interface Dataset {
  documents: { name: string; content: Uint8Array<ArrayBuffer> | string }[]
  /** `document` is a place in `documents`; each of the passages would be a right answer, none means any of the document. */
  questions: { question: string; document: number; passages: string[] }[]
}

/** A data set that cannot be used, with what is wrong with it. */
export class DatasetError extends Error {}

interface Squad {
  data: { paragraphs: { context: string; qas: { question: string }[] }[] }[]
}

interface Own {
  /** A folder, seen from the file. */
  documents: string
  questions: { question: string; document: string; passage?: string | string[] }[]
}

/**
 * Reads a data set: SQuAD's JSON format, whose paragraphs become documents, or
 * `{documents: FOLDER, questions: [{question, document: NAME, passage?}]}`. Raises DatasetError.
 */
export async function readDataset(file: string): Promise<Dataset> {
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new DatasetError(cause.message, { cause })
  })
  let read: Squad | Own
  try {
    read = JSON.parse(text)
  } catch (cause) {
    throw new DatasetError(`${file}: ${String(cause)}`, { cause })
  }
  return read && 'documents' in read ? readOwn(file, read) : readSquad(file, read)
}

function readSquad(file: string, squad: Squad): Dataset {
  const paragraphs = (Array.isArray(squad?.data) ? squad.data : []).flatMap((article) => article?.paragraphs ?? [])
  const dataset: Dataset = { documents: [], questions: [] }
  for (const { context, qas } of paragraphs) {
    if (typeof context !== 'string' || context.trim() === '') continue
    const document = dataset.documents.push({ name: `${dataset.documents.length + 1}.txt`, content: context }) - 1
    for (const { question } of qas ?? []) {
      if (isText(question)) dataset.questions.push({ question, document, passages: [] })
    }
  }
  if (dataset.questions.length === 0) throw new DatasetError(`${file}: no data[].paragraphs[].qas[].question in it`)
  return dataset
}

async function readOwn(file: string, { documents, questions }: Own): Promise<Dataset> {
  if (!isText(documents) || !Array.isArray(questions) || questions.length === 0) {
    throw new DatasetError(`${file}: documents (a folder) and questions[] are needed`)
  }
  const folder = resolve(dirname(file), documents)
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: Error) => {
    throw new DatasetError(cause.message, { cause })
  })
  const names = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name)
  const places = new Map(names.sort().map((name, i) => [name.normalize('NFC'), i]))
  return {
    documents: await Promise.all(
      names.map(async (name) => ({ name, content: new Uint8Array(await readFile(join(folder, name))) })),
    ),
    questions: questions.map(({ question, document, passage }) => {
      const place = isText(document) ? places.get(document.normalize('NFC')) : undefined
      if (!isText(question)) throw new DatasetError(`${file}: a question says nothing`)
      if (place === undefined) throw new DatasetError(`${file}: ${question}: ${document} is not in ${folder}`)
      return { question, document: place, passages: [passage ?? []].flat().filter(isText) }
    }),
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}
