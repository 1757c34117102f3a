import { join } from 'node:path'
import { readSettings } from '../../server/src/config.ts'
import type { BenchEnvironment } from '../bench-environment.ts'
import { tokenFor } from '../end-to-end.ts'
import { type Helper, startHelper } from '../helper-process.ts'

/** A model's double, as the install's own model. */
export async function startModel(): Promise<{ helper: Helper; url: string }> {
  const helper = startHelper(join(import.meta.dirname, 'model-process.ts'))
  const { url } = await helper.ask<{ url: string }>({ start: true })
  return { helper, url }
}

/** An API whose agents ask the model at `llmUrl`, in a process of its own. */
export async function startApi(
  { supabase }: BenchEnvironment,
  llmUrl: string,
): Promise<{ helper: Helper; url: string }> {
  const variables = {
    EMBEDDINGS_PROVIDER: 'lexical',
    RENUM_RATE_LIMITS: '0',
    LLM_PROVIDER: 'openai',
    LLM_URL: llmUrl,
    LLM_API_KEY: 'bench',
  }
  const config = { ...readSettings(variables, { logLevel: 'fatal' }), supabase, port: 0 }
  const helper = startHelper(join(import.meta.dirname, '../api-process.ts'), ['--expose-gc'])
  const { port } = await helper.ask<{ port: number }>(config)
  return { helper, url: `http://127.0.0.1:${port}` }
}

/** Who asks, and the agents of their client. */
export interface Asker {
  client_id: string
  token: string
  /** That leaves searching to its model, and so does not search here. */
  direct: string
  /** That searches before its model is asked. */
  searching: string
}

const model = { provider: 'openai', name: 'gpt-4o-mini' }

export async function makeAsker(
  environment: BenchEnvironment,
  { client_id, user_id }: { client_id: string; user_id: string },
): Promise<Asker> {
  const make = async (name: string, configuration: object) => {
    const { rows } = await environment.bare.query<{ id: string }>(
      `with a as (insert into public.agents (client_id, name, configuration, latest_version)
         values ($1, $2, $3, 1) returning client_id, id, configuration)
       insert into public.agent_versions (client_id, agent_id, version_number, configuration)
         select client_id, id, 1, configuration from a returning agent_id as id`,
      [client_id, name, JSON.stringify(configuration)],
    )
    await environment.bare.query('update public.agents set published_version = 1 where client_id = $1', [client_id])
    return rows[0]?.id ?? ''
  }
  return {
    client_id,
    token: await tokenFor(environment, user_id),
    direct: await make('direct', { model, tools: ['search_knowledge'], retrieval: { automatic: false } }),
    searching: await make('searching', { model }),
  }
}
