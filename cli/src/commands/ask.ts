import { RenumError, readEvents, type Schemas, unwrap } from '@renum/client'
import { CommandError } from '../command-error.ts'
import { settings as readSettings } from '../settings.ts'
import { type SignInOptions, signIn } from '../sign-in.ts'
import { print, say } from '../terminal.ts'

export interface AskOptions extends SignInOptions {
  target?: string
  json?: boolean
}

type Output = Schemas['ExecutionOutput']

/**
 * `renum ask AGENT "question"`: an agent's answer as it comes, and then the sources that it cites. AGENT is its id, or its name
 * where no other has it. Exits 1 when the execution did not succeed.
 */
export async function ask(agent: string, question: string, options: AskOptions): Promise<void> {
  const { json = false } = options
  const settings = readSettings('error')
  const target = options.target ?? settings.publicUrl ?? `http://localhost:${settings.port}`
  const { renum } = await signIn(target, { ...options, makesClient: false })
  const { data: agents } = await unwrap(renum.GET('/v1/agents', { params: { query: { limit: 100 } } }))
  const found = agents.filter(({ id, name }) => id === agent || name === agent)
  const [chosen] = found
  if (!chosen || found.length > 1) {
    const names = agents.map(({ id, name }) => `  ${id}  ${name}`).join('\n')
    const [pt, en] = chosen
      ? [`Há mais de um agente “${agent}”; use o id:`, `There is more than one agent “${agent}”; use the id:`]
      : [`Não há um agente “${agent}”. Há estes:`, `There is no agent “${agent}”. There are these:`]
    throw new CommandError(`${say(pt, en)}\n${names}`)
  }
  const { data, response, error } = await renum.POST('/v1/agents/{id}/executions', {
    params: { path: { id: chosen.id } },
    headers: { Accept: 'text/event-stream' },
    body: { question, draft: false, background: false },
    parseAs: 'stream',
  })
  if (!response.ok || !data) throw new RenumError(response, error)
  let ended: { status: string; error_code: string | null; output: Output | null } | undefined
  for await (const { event, text } of readEvents(data as ReadableStream<Uint8Array>)) {
    if (text === undefined) continue
    const told = JSON.parse(text)
    if (event === 'text' && !json) process.stdout.write(told.text)
    if (event === 'end') ended = told
  }
  if (!ended)
    throw new CommandError(say('A resposta foi interrompida no meio.', 'The answer was cut off in the middle.'))
  if (json) print(process.stdout, JSON.stringify(ended))
  else report(ended.output)
  if (ended.status === 'succeeded') return
  process.exitCode = 1
  const text = say('A execução não terminou bem', 'The execution did not end well')
  print(process.stderr, `${text}: ${ended.error_code ?? ended.status}`)
}

function report(output: Output | null): void {
  print(process.stdout, '')
  for (const { number, document_name, version, location, quote } of output?.citations ?? []) {
    const page = location.page ? `, ${say('página', 'page')} ${location.page}` : ''
    print(
      process.stdout,
      `\n[${number}] ${document_name}, ${say('versão', 'version')} ${version}${page}\n    ${quote.replace(/\s+/g, ' ')}`,
    )
  }
  const marked = (output?.sentences ?? []).filter(({ verdict }) => verdict === 'unsupported')
  for (const { start, end, unsupported } of marked) {
    const text = say('Não está nas fontes', 'Not in the sources')
    print(process.stdout, `\n⚠ ${text} (${unsupported.join(', ')}): ${output?.answer.slice(start, end)}`)
  }
}
