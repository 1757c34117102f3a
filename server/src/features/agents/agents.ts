import type { TenantTx } from '../../db/tenant.ts'
import { found, Problem } from '../../problems.ts'
import { resolveScope } from '../collections/collections.ts'
import { apiCredentials } from '../credentials/credentials.ts'
import { type CreationKey, createOnce } from '../idempotency/idempotency.ts'
import { agents, agentVersions } from './agents.repository.ts'
import { type AgentConfiguration, agentConfiguration } from './agents.schema.ts'

export { agents, findToRun } from './agents.repository.ts'

interface NewAgent {
  name: string
  description?: string | null | undefined
  configuration: AgentConfiguration
}

/**
 * Makes an agent with a draft. Raises `not_found` with the field of what the draft names and is not there, `forbidden`,
 * `idempotency_key_reused`.
 */
export async function createAgent(tx: TenantTx, { configuration, ...asked }: NewAgent, key: CreationKey | undefined) {
  await requireNamed(tx, configuration)
  return createOnce(tx, key, 'agents', () =>
    agents.create(tx, { ...asked, configuration: JSON.stringify(configuration) }),
  )
}

/** Changes the given fields only; the draft as a whole. Raises as `createAgent`, and `not_found` for the agent. */
export async function changeAgent(
  tx: TenantTx,
  id: string,
  {
    configuration,
    ...given
  }: { [Field in keyof NewAgent]?: NewAgent[Field] | undefined } & {
    status?: 'active' | 'inactive' | undefined
  },
) {
  if (configuration) await requireNamed(tx, configuration)
  return found(await agents.patch(tx, id, { ...given, configuration: configuration && JSON.stringify(configuration) }))
}

/** Another agent with the draft of this one, unpublished. Raises `not_found`, `forbidden`, `idempotency_key_reused`. */
export async function duplicateAgent(tx: TenantTx, id: string, name: string, key: CreationKey | undefined) {
  const { description, configuration } = found(await agents.get(tx, id))
  return createOnce(tx, key, 'agents', () =>
    agents.create(tx, { name, description, configuration: JSON.stringify(configuration) }),
  )
}

/**
 * Makes the draft a version, and has executions run it; or goes back to a version from before. Raises `not_found` (the agent,
 * the version, or what the configuration names), `forbidden`, `agent_configuration_outdated`.
 */
export async function publishAgent(tx: TenantTx, id: string, version: number | undefined) {
  if (!(await agents.lock(tx, id))) throw new Problem('not_found')
  const { configuration, latest_version } = found(await agents.get(tx, id))
  if (version !== undefined) {
    const earlier = await findVersion(tx, id, version)
    await requireNamed(tx, readConfiguration(earlier.configuration))
    return found(await agents.patch(tx, id, { published_version: version }))
  }
  const draft = readConfiguration(configuration)
  await requireNamed(tx, draft)
  const next = latest_version + 1
  await agentVersions.create(tx, { agent_id: id, version_number: next, configuration: JSON.stringify(draft) })
  return found(await agents.patch(tx, id, { latest_version: next, published_version: next }))
}

/** Raises `not_found` with the field `version`. */
export async function findVersion(tx: TenantTx, agent_id: string, version_number: number) {
  const { data } = await agentVersions.list(tx, { filters: { agent_id, version_number }, limit: 1 })
  const [version] = data
  if (!version) throw new Problem('not_found', { field: 'version' })
  return version
}

/** A configuration as it was kept; what has been added since has its default. Raises `agent_configuration_outdated`. */
export function readConfiguration(kept: unknown): AgentConfiguration {
  const read = agentConfiguration.safeParse(kept)
  if (!read.success) throw new Problem('agent_configuration_outdated', { cause: read.error })
  return read.data
}

/** What a configuration names is there for whoever keeps it. Raises `not_found` with the field. */
async function requireNamed(
  tx: TenantTx,
  { knowledge, model, fallback_model, http_requests }: AgentConfiguration,
): Promise<void> {
  await resolveScope(tx, scopeOf(knowledge)).catch((error) => {
    if (!(error instanceof Problem) || error.code !== 'not_found') throw error
    throw new Problem('not_found', { field: `configuration.knowledge.${error.field}`, cause: error })
  })
  for (const [field, choice] of Object.entries({ model, fallback_model })) {
    if (!choice || choice.provider === 'extractive' || choice.credential_id === null) continue
    if (!(await apiCredentials.get(tx, choice.credential_id))) {
      throw new Problem('not_found', { field: `configuration.${field}.credential_id` })
    }
  }
  for (const [i, { host, credential_id }] of http_requests.entries()) {
    if (credential_id === null) continue
    const field = `configuration.http_requests.${i}.credential_id`
    const credential = await apiCredentials.get(tx, credential_id)
    if (!credential) throw new Problem('not_found', { field })
    const { base_url } = credential.settings as unknown as { base_url: string }
    if (new URL(base_url).host !== host) throw new Problem('credential_of_another_host', { field })
  }
}

/** Where a search of the agent looks, as a search is asked. */
export function scopeOf({ knowledge_base_id, collection_ids }: AgentConfiguration['knowledge']) {
  return {
    ...(knowledge_base_id !== null && { knowledge_base_id }),
    ...(collection_ids.length > 0 && { collection_ids }),
  }
}
