import { describe, expect, it } from 'vitest'
import { ask, people, publish, run, server, startAgentsWithModel } from '../../harness/agents-with-model.ts'
import { createOwner } from '../../harness/harness.ts'

startAgentsWithModel({ 'reembolso.md': '# Reembolso\n\nO reembolso de viagem sai em até 15 dias úteis.' })

const search = (query: string) => ask(people.user, 'POST', '/v1/search', { query, top_k: 1 })

describe('GET /v1/documents/{id}/usage', () => {
  it('counts what searches and agents find, of the document and of its passages', async () => {
    const [found] = (await search('dias de férias')).body.results
    const path = `/v1/documents/${found.document_id}/usage`
    await search('férias por ano')
    const agent = await publish({ model: { provider: 'extractive' }, retrieval: { top_k: 1 } })
    await run(agent)
    await server.services.documentUsage.flush()
    const { status, body } = await ask(people.viewer, 'GET', path)
    expect(status).toBe(200)
    expect(body).toMatchObject({ usage_count: 3, chunks: [{ chunk_id: found.chunk_id, usage_count: 3 }] })
    expect(body.agents).toMatchObject([
      { agent_id: null, usage_count: 2 },
      { agent_id: agent, usage_count: 1 },
    ])
    expect(Date.parse(body.first_used_at)).toBeLessThanOrEqual(Date.parse(body.last_used_at))
    await search('férias')
    await server.services.documentUsage.flush()
    expect((await ask(people.viewer, 'GET', path)).body).toMatchObject({ usage_count: 4 })
    const stranger = await createOwner()
    expect(await server.call('GET', path, { token: stranger.token })).toMatchObject({ status: 404 })
  })

  it('is nothing where nobody has found it, and forgets what was deleted before it was written', async () => {
    const [found] = (await search('reembolso de viagem')).body.results
    await ask(people.owner, 'DELETE', `/v1/documents/${found.document_id}`)
    await server.services.documentUsage.flush()
    expect(await ask(people.owner, 'GET', `/v1/documents/${found.document_id}/usage`)).toMatchObject({ status: 404 })
  })
})
