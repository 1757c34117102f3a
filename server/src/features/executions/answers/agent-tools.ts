import { z } from 'zod'
import { readAsTenant } from '../../../db/tenant.ts'
import { Problem } from '../../../problems.ts'
import type { AgentConfiguration, toolNames } from '../../agents/agents.schema.ts'
import { listChunks } from '../../chunks/chunks.ts'
import type { Passage } from './answer.ts'
import { describeRequests, fencedAnswer, httpRequestInput, keptAnswer, makeRequest } from './http-request.ts'
import { fenced } from './prompt.ts'
import { addPassage, type RunContext, type RunServices, retrieve } from './run-context.ts'

export type ToolName = (typeof toolNames)[number]

/** What a tool found: for the model, and for the trace. */
interface Told {
  text: string
  output: object
}

interface Tool<Input> {
  describe(configuration: AgentConfiguration): string
  input: z.ZodType<Input>
  /** Raises `Problem` for what it cannot do. */
  use(services: RunServices, context: RunContext, input: Input, fence: string): Promise<Told>
}

const searchInput = z.strictObject({ query: z.string().trim().min(1).max(1_000) })
const readInput = z.strictObject({
  passage: z.int().min(1).describe('Number of a passage that you have, of the document to read'),
  from: z.int().min(0).default(0).describe('The first part to read, from 0'),
  parts: z.int().min(1).max(8).default(4),
})

/** What they read is what the asker may see, and what an admin allowed. */
export const tools: {
  search_knowledge: Tool<z.infer<typeof searchInput>>
  read_document: Tool<z.infer<typeof readInput>>
  http_request: Tool<z.infer<typeof httpRequestInput>>
} = {
  search_knowledge: {
    describe: () => 'Searches the documents for passages. Use other words than before.',
    input: searchInput,
    use: async (services, context, { query }, fence) => passagesTold(await retrieve(services, context, query), fence),
  },
  read_document: {
    describe: () => 'Reads parts of a document, one after the other, that one of your passages is from.',
    input: readInput as z.ZodType<z.infer<typeof readInput>>,
    use: async (services, context, input, fence) => passagesTold(await readDocument(services, context, input), fence),
  },
  http_request: {
    describe: describeRequests,
    input: httpRequestInput as z.ZodType<z.infer<typeof httpRequestInput>>,
    async use(services, context, input, fence) {
      const answer = await makeRequest(services, context, input)
      return { text: fencedAnswer(answer, fence), output: keptAnswer(answer) }
    },
  },
}

function passagesTold(found: readonly Passage[], fence: string): Told {
  return {
    text: found.length === 0 ? 'Nothing was found.' : fenced(found, fence),
    output: { passages: found.map(({ content: _, ...passage }) => passage) },
  }
}

const partsOfDocument = 500

async function readDocument(
  { database }: RunServices,
  { run, passages }: RunContext,
  { passage: number, from, parts }: z.infer<typeof readInput>,
): Promise<Passage[]> {
  // Only documents that a search of this execution found: those are where the agent may look.
  const known = passages.find((passage) => passage.number === number)
  if (!known) throw new Problem('not_found')
  const { data } = await readAsTenant(database, run.principal, (tx) =>
    listChunks(tx, known.document_id, { limit: Math.min(partsOfDocument, from + parts) }),
  )
  return data.slice(from, from + parts).map(({ id, document_id, collection_id, version_number, content, metadata }) =>
    addPassage(passages, {
      chunk_id: id,
      document_id,
      collection_id,
      version: version_number,
      content,
      document_name: known.document_name,
      location: metadata as unknown as Passage['location'],
      score: 0,
    }),
  )
}
