import type { Problem, ProblemCode } from '../../../problems.ts'
import type { ParsedDocument } from '../parsed-document.ts'

/** What the process that reads a PDF answers. */
export type Outcome =
  | { kind: 'parsed'; parsed: ParsedDocument }
  | { kind: 'problem'; code: ProblemCode; params: Problem['params'] }
  | { kind: 'fault'; message: string }
