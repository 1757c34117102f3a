import { readFile } from 'node:fs/promises'

/** Paragraphs and the questions that each of them answers. */
export interface Dataset {
  paragraphs: string[]
  questions: { question: string; paragraph: number }[]
}

/** A data set that cannot be used, with what is wrong with it. */
export class DatasetError extends Error {}

interface Squad {
  data: { paragraphs: { context: string; qas: { question: string }[] }[] }[]
}

/** Reads a data set in SQuAD's JSON format. Raises DatasetError. */
export async function readDataset(file: string): Promise<Dataset> {
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new DatasetError(cause.message, { cause })
  })
  let squad: Squad
  try {
    squad = JSON.parse(text)
  } catch (cause) {
    throw new DatasetError(`${file}: ${String(cause)}`, { cause })
  }
  const paragraphs = (Array.isArray(squad?.data) ? squad.data : []).flatMap((article) => article?.paragraphs ?? [])
  const dataset: Dataset = { paragraphs: [], questions: [] }
  for (const { context, qas } of paragraphs) {
    if (typeof context !== 'string' || context.trim() === '') continue
    const paragraph = dataset.paragraphs.push(context) - 1
    for (const { question } of qas ?? []) {
      if (typeof question === 'string' && question.trim() !== '') dataset.questions.push({ question, paragraph })
    }
  }
  if (dataset.questions.length === 0) throw new DatasetError(`${file}: no data[].paragraphs[].qas[].question in it`)
  return dataset
}
