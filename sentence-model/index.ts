import { join } from 'node:path'

/** The folder of the sentence model that is in this repository, in the layout that transformers.js loads. */
export const sentenceModelFolder = join(import.meta.dirname, 'multilingual-e5-small-en-pt')
