import { findTraces, type Outcome, type Target } from './attack.ts'
import type { Callable } from './catalogue.ts'
import type { SqlAttacker } from './sql-attacks.ts'

/** Calls each function of ours with the target's ids and texts for its arguments. */
export async function attackFunctions(
  { name, run }: SqlAttacker,
  functions: Callable[],
  target: Target,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const callable of functions) {
    // The list that the policies compare with, for this transaction alone: no route gives it to anybody.
    if (callable.name === 'private.hidden_collections') continue
    const ids = Object.entries(target.ids).flatMap(([kind, [id]]) => (id ? [[kind, id] as const] : []))
    const takesOne = callable.arguments.some(({ type }) => ['uuid', 'uuid[]', 'jsonb'].includes(type))
    for (const [kind, id] of takesOne ? ids : ids.slice(0, 1)) {
      const given = callable.arguments.map((argument) => argumentOf(argument, target, id))
      const statement = `select * from ${callable.name}(${given.join(', ')})`
      const { rows, error } = await run(statement)
      const traces = findTraces(JSON.stringify([rows, error]), target, statement)
      // Whether something is there is an answer, too.
      const told = rows.some((row) => Object.values(row).includes(true))
      const leaked = traces.length > 0 || (told && callable.arguments.some(({ type }) => type.startsWith('uuid')))
      outcomes.push({
        attack: `${name}: ${callable.name}: ${kind}`,
        leaked,
        ...(leaked && { why: `${statement}: ${JSON.stringify(rows).slice(0, 300)}` }),
      })
    }
  }
  return outcomes
}

function argumentOf({ name, type }: Callable['arguments'][number], { ids, canaries }: Target, id: string): string {
  const [client] = ids.clients ?? []
  if (type === 'uuid') return `'${/client/.test(name) && client ? client : id}'`
  if (type === 'uuid[]') return `array['${id}']::uuid[]`
  if (type === 'integer') return '100'
  if (type === 'jsonb') return `'${JSON.stringify({ kind: 'job', client_id: id, user_id: id })}'`
  if (type === 'text') return /role|minimum/.test(name) ? `'owner'` : `'${canaries[0] ?? ''}'`
  if (/vector/.test(type)) return '(select embedding from public.document_chunk_embeddings limit 1)'
  return `null::${type}`
}
