import { detectLanguage } from '../../../parsing/detect-language.ts'
import type { Language } from '../../../problems.ts'
import type { AgentConfiguration } from '../../agents/agents.schema.ts'
import {
  type CheckedSentence,
  type Checker,
  type CitedPassage,
  createChecker,
  splitSentences,
} from '../../citations/citations.ts'
import type { ExecutionLog } from '../execution-log.ts'
import type { ExecutionOutput } from '../executions.schema.ts'
import { bestQuote } from './choose-quotes.ts'

/** A passage that this execution retrieved, under its number. */
export interface Passage extends CitedPassage {
  document_id: string
  version: number
  chunk_id: string
  collection_id: string
  score: number
  location: ExecutionOutput['citations'][number]['location']
}

export interface AnswerWriter {
  /** What the answer goes on with. */
  write(text: string): void
  /** Cites a passage by a quote that stands in it. */
  quote(passage: Passage, quote: { text: string; start: number }): void
  /** The last sentence, and what the answer is made of. */
  finish(options: { extractive: boolean; found: boolean }): ExecutionOutput
  readonly text: string
}

/** Writes an answer into the log: each sentence is followed by what became of its check, and what it cites by its citation. */
export function createAnswer(log: ExecutionLog, question: string, passages: () => readonly Passage[]): AnswerWriter {
  const checker: Checker = createChecker(question, passages)
  const sentences: CheckedSentence[] = []
  const citations = new Map<number, ExecutionOutput['citations'][number]>()
  let text = ''
  /** What stands behind the last sentence: all of it is not looked at again with each token. */
  let open = ''
  const cite = (passage: Passage, quote: { text: string; start: number }) => {
    if (citations.has(passage.number)) return
    const { content: _, ...about } = passage
    const citation = { ...about, quote: quote.text, quote_start: quote.start }
    citations.set(passage.number, citation)
    log.append('citation', citation)
  }
  const check = (ended: boolean) => {
    const from = sentences.at(-1)?.end ?? 0
    const found = splitSentences(open, { ended })
    for (const sentence of found) {
      const placed = { ...sentence, start: sentence.start + from, end: sentence.end + from }
      const checked = checker.check(placed)
      sentences.push(checked)
      for (const number of checked.citations) {
        const passage = passages().find((one) => one.number === number)
        if (passage) cite(passage, bestQuote(checked.text, passage.content))
      }
      const { text: _, ...verdict } = checked
      log.append('sentence', { ...verdict })
    }
    open = open.slice(found.at(-1)?.end ?? 0)
  }
  return {
    write(more) {
      text += more
      open += more
      log.write(more)
      // A sentence ends with one of these, and not until something stands behind it.
      if (/[.!?…\n]/.test(open)) check(false)
    },
    quote: cite,
    finish({ extractive, found }) {
      check(true)
      const told = sentences.map(({ text: _, ...sentence }) => sentence)
      return {
        answer: text,
        extractive,
        found,
        citations: [...citations.values()].sort((a, b) => a.number - b.number),
        sentences: told,
        unsupported: told.filter(({ verdict }) => verdict === 'unsupported').length,
      }
    },
    get text() {
      return text
    },
  }
}

/** What an agent says where it is no model that speaks. */
export const phrases = {
  notFound: {
    pt: 'Não encontrei nada sobre isso nos documentos.',
    en: 'I found nothing about this in the documents.',
  },
  extractive: {
    pt: 'Sem modelo de linguagem: estes trechos dos documentos são os que melhor respondem.',
    en: 'Without a language model: these passages of the documents answer best.',
  },
} as const satisfies Record<string, Record<Language, string>>

/** The language of an answer: as it is configured, or that of the question; Portuguese where that is not sure. */
export function languageOf(configured: AgentConfiguration['language'], question: string): Language {
  if (configured !== 'auto') return configured
  // Words of English alone: `do` is Portuguese too.
  if (/\b(?:the|what|how|who|when|where|which|is|are|does)\b/i.test(question)) return 'en'
  return detectLanguage(question) === 'en' ? 'en' : 'pt'
}
