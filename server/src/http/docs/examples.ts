import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Real answers and messages, as a test records them: by operation and status, and by type. */
interface Examples {
  answers: Record<string, Record<string, unknown>>
  messages: Record<string, unknown>
}

const recorded = join(import.meta.dirname, 'examples.json')
let kept: Examples | undefined
function examples(): Examples {
  kept ??= JSON.parse(readFileSync(recorded, 'utf8')) as Examples
  return kept
}

interface Bodies {
  content?: Record<string, { example?: unknown }>
}

/** Puts what an operation really answered beside the schemas of its answers. */
export function addExamples(operation: { operationId?: string; responses?: object }): void {
  const answers = examples().answers[operation.operationId ?? ''] ?? {}
  for (const [status, example] of Object.entries(answers)) {
    const response = (operation.responses as Record<string, Bodies | undefined>)[status]
    const body = response?.content?.['application/json']
    if (body) body.example = example
  }
}

/** Puts a message that was really sent beside the schema of its type. */
export function addMessageExample(type: string, message: Bodies): void {
  const body = message.content?.['application/json']
  if (body) body.example = examples().messages[type]
}
