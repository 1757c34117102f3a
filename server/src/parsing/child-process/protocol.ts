import type { Problem, ProblemCode } from '../../problems.ts'
import type { Chunk } from '../chunking/chunk.ts'
import type { PageLayout } from '../document/page-layout.ts'
import type { ParseWarning } from '../document/parse-warning.ts'
import type { ProgressUnit } from '../document/parsed-document.ts'
import type { FileType } from '../file-types.ts'
import type { RecognisedPage } from '../ocr/recognised-page.ts'

/** What the process that reads a document is told; the document itself comes through its standard input. */
export interface Task {
  type: FileType
  ocr: boolean
  readable_from?: string | undefined
  recognised?: readonly RecognisedPage[] | undefined
}

/** What it answers: how far it is, the pages that it has recognised, the chunks and the layouts of pages some hundreds at a time, and in the end one of the others. */
export type Answer =
  | { kind: 'progress'; done: number; total: number; unit: ProgressUnit; anew: boolean }
  | { kind: 'recognised'; page: RecognisedPage }
  | { kind: 'splitting' }
  | { kind: 'chunks'; chunks: Chunk[] }
  | { kind: 'layout'; pages: PageLayout[] }
  | {
      kind: 'done'
      beginning: string
      unread: number[]
      unsure: number[]
      broken: number[]
      warnings: ParseWarning[]
    }
  | { kind: 'problem'; code: ProblemCode; params: Problem['params'] }
  | { kind: 'fault'; message: string }

/** Microseconds of the processor that recognising one page may take, besides what the document may. */
export const timeOfPage = 60e6
