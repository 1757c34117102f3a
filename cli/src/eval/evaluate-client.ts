import { type Renum, RenumError, type Schemas } from '@renum/client'
import { CommandError } from '../command-error.ts'
import { settings as readSettings } from '../settings.ts'
import { type SignInOptions, signIn } from '../sign-in.ts'
import { count, print, say } from '../terminal.ts'
import { askInEachMode, type RanksByMode, rankOfDocument } from './ask-in-each-mode.ts'
import { figuresTable, measureModes } from './figures.ts'
import { findMissed, type Missed } from './missed.ts'
import { rankOfPassage } from './passage.ts'

export interface ClientEvalOptions extends Pick<SignInOptions, 'email' | 'passwordStdin'> {
  client: string
  target?: string
  /** Asks in one collection alone, and what is right there. */
  collection?: string
  json?: boolean
}

/** Chunks that are asked for, as many as a search gives: ten documents are to be among them. */
const deep = 100

/**
 * `renum eval --client NAME`: how well the search of an install that is running finds what its people said is right, in
 * all that the one who asks may see. The places are those of documents; of questions with a passage, of results too.
 */
export async function evaluateClient(options: ClientEvalOptions): Promise<void> {
  const { json = false, collection } = options
  const stream = json ? process.stderr : process.stdout
  const settings = readSettings('error')
  const target = options.target ?? settings.publicUrl ?? `http://localhost:${settings.port}`
  // Each question is asked three times: it waits where the install limits searches, and goes on.
  const patience = { attempts: 100, maxWaitMs: 120_000 }
  const { renum, me, acting } = await signIn(target, { ...options, makesClient: false, retry: patience })
  const questions = await questionsOf(renum, collection)
  if (questions.length === 0) throw new CommandError(noQuestions())
  const asked = count(questions.length, say('pergunta', 'question'), say('perguntas', 'questions'))
  print(stream, `${me.email} → ${target}, ${acting.name}: ${asked}`)

  const scope = collection === undefined ? {} : { collection_ids: [collection] }
  const { model, ranks } = await askInEachMode(
    renum,
    questions,
    { top_k: deep, stream, ...scope },
    (results, question) => ({
      document: rankOfDocument(results, question.document_id),
      passage: rankOfPassage(results, question),
    }),
  ).catch((error) => {
    throw error instanceof RenumError && error.code === 'embedding_models_differ' ? new CommandError(oneModel()) : error
  })
  const documents = mapRanks(ranks, ({ document }) => document)
  const withPassage = questions.filter(({ passage }) => passage !== null)
  const passages = mapRanks(ranks, ({ passage }, i) => (questions[i]?.passage === null ? undefined : passage))
  const missed = await findMissed(renum, questions, documents)
  const modes = measureModes(documents)
  const passageModes = withPassage.length === 0 ? null : measureModes(passages)
  if (!json) return report({ modes, passageModes, withPassage: withPassage.length, missed })
  print(
    process.stdout,
    JSON.stringify({
      client: acting,
      model,
      questions: questions.length,
      documents: new Set(questions.map(({ document_id }) => document_id)).size,
      modes,
      passages: passageModes && { questions: withPassage.length, modes: passageModes },
      missed,
    }),
  )
}

/** Oldest first, so that two runs ask in the same order. */
async function questionsOf(renum: Renum, collection_id: string | undefined): Promise<Schemas['TestQuestion'][]> {
  const query = { limit: 100, ...(collection_id !== undefined && { collection_id }) }
  return (await Array.fromAsync(renum.all('/v1/test-questions', { params: { query } }))).reverse()
}

/** What each mode made of each question, in other terms; undefined leaves a question out. */
function mapRanks<Rank, To>(ranks: RanksByMode<Rank>, to: (rank: Rank, i: number) => To | undefined): RanksByMode<To> {
  return new Map([...ranks].map(([mode, each]) => [mode, each.map(to).filter((rank) => rank !== undefined)]))
}

interface Figures {
  modes: ReturnType<typeof measureModes>
  passageModes: ReturnType<typeof measureModes> | null
  withPassage: number
  missed: Missed[]
}

function report({ modes, passageModes, withPassage, missed }: Figures): void {
  const lines = ['', say('O documento certo:', 'The right document:'), figuresTable(modes)]
  if (passageModes) {
    const of = count(withPassage, say('pergunta', 'question'), say('perguntas', 'questions'))
    lines.push('', say(`O trecho certo (${of}):`, `The right passage (${of}):`), figuresTable(passageModes))
  }
  if (missed.length > 0) {
    lines.push(
      '',
      say('Sem o documento certo entre os dez primeiros:', 'Without the right document among the first ten:'),
    )
  }
  for (const { question, document_name, document_status, ranks } of missed) {
    const places = Object.entries(ranks).map(([mode, rank]) => `${mode} ${rank ?? '–'}`)
    const unready = document_status === 'ready' ? [] : [document_status ?? say('sumiu', 'gone')]
    lines.push(`  ${question}`, `    → ${document_name ?? '?'} (${[...unready, ...places].join(', ')})`)
  }
  print(process.stdout, lines.join('\n'))
}

function noQuestions(): string {
  return say(
    'Não há perguntas de teste que você possa ver. Guarde algumas com POST /v1/test-questions: a pergunta e o documento que a responde.',
    'There are no test questions that you may see. Keep some with POST /v1/test-questions: the question and the document that answers it.',
  )
}

function oneModel(): string {
  return say(
    'As coleções que você vê usam modelos de embedding diferentes, que não se comparam. Meça uma de cada vez: --collection ID.',
    'The collections that you see use different embedding models, which are not compared. Measure one at a time: --collection ID.',
  )
}
