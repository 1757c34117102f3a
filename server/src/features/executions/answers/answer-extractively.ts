import { languageOf, type Passage, phrases } from './answer.ts'
import { chooseQuotes } from './choose-quotes.ts'
import { type RunContext, type RunServices, retrieve } from './run-context.ts'

/** Quotes the best passages, without a model. Returns whether there were any. Raises what a search raises. */
export async function answerExtractively(services: RunServices, context: RunContext): Promise<boolean> {
  const { run, answer, passages } = context
  const language = languageOf(run.configuration.language, run.question)
  await retrieve(services, context, run.question)
  const quotes = chooseQuotes(run.question, passages)
  if (quotes.length === 0) {
    answer.write(phrases.notFound[language])
    return false
  }
  answer.write(`${phrases.extractive[language]}\n`)
  for (const quote of quotes) {
    const passage = passages[quote.passage] as Passage
    answer.quote(passage, quote)
    // Nobody is led out of an answer: the citation has the passage as it is.
    const told = quote.text.replace(/!?\[([^\]]*)\]\([^)]*\)|https?:\/\/\S+|www\.\S+/g, '[…]').replace(/\s+/g, ' ')
    answer.write(`\n“${told}” [${passage.number}]\n`)
  }
  return true
}
