import type { Citation, Execution, ExecutionEvent, Sentence } from '../../api/execution-stream.ts'

/** A question and what has come of it so far. */
export interface Turn {
  /** Of the list; the execution's id comes later. */
  key: string
  question: string
  executionId: string | null
  /** As it was read from the API once it had ended. */
  execution: Execution | null
  answer: string
  citations: Citation[]
  sentences: Sentence[]
  /** False where nothing was found to answer from; null until that is known. */
  found: boolean | null
  /** What it does; `ended` once nothing more will come. */
  doing: 'searching' | 'writing' | 'stopping' | 'ended'
  /** What kept the question, or the rest of its answer, from coming. */
  failure: unknown
}

export function newTurn(key: string, question: string): Turn {
  return {
    key,
    question,
    executionId: null,
    execution: null,
    answer: '',
    citations: [],
    sentences: [],
    found: null,
    doing: 'searching',
    failure: null,
  }
}

/** What the API has of an execution. One that has not ended is to be watched from its beginning. */
export function turnOf(execution: Execution): Turn {
  const turn = { ...newTurn(execution.id, execution.input.question), executionId: execution.id }
  return hasEnded(execution) ? withExecution(turn, execution) : turn
}

export function hasEnded({ status }: Pick<Execution, 'status'>): boolean {
  return status !== 'queued' && status !== 'running'
}

export function withExecution(turn: Turn, execution: Execution): Turn {
  const { output } = execution
  return {
    ...turn,
    executionId: execution.id,
    execution,
    doing: 'ended',
    ...(output && {
      answer: output.answer,
      citations: output.citations,
      sentences: output.sentences,
      found: output.found,
    }),
  }
}

/** A turn after what its execution told. */
export function told(turn: Turn, { event, data }: ExecutionEvent): Turn {
  const writing = turn.doing === 'stopping' ? turn.doing : 'writing'
  switch (event) {
    case 'start':
      return { ...turn, executionId: data.execution_id }
    case 'step':
      return turn.doing === 'stopping' ? turn : { ...turn, doing: data.kind === 'model' ? 'searching' : 'writing' }
    case 'text':
      return { ...turn, answer: turn.answer + data.text, doing: writing }
    case 'citation':
      return { ...turn, citations: [...turn.citations, data] }
    case 'sentence':
      return { ...turn, sentences: [...turn.sentences, data] }
    case 'end': {
      const { output } = data
      if (!output) return { ...turn, doing: 'ended' }
      const { answer, citations, sentences, found } = output
      return { ...turn, answer, citations, sentences, found, doing: 'ended' }
    }
    default:
      return turn
  }
}
