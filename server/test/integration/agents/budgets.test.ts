import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { endSilentExecutions } from '../../../src/features/executions/end-silent.ts'
import {
  answer,
  ask,
  model,
  people,
  priced,
  publish,
  run,
  says,
  server,
  startAgentsWithModel,
} from '../../harness/agents-with-model.ts'
import { asAdmin, createOwner } from '../../harness/harness.ts'

startAgentsWithModel()

/** Of a call that reads 100 tokens and writes 2,000. */
const costOfLong = (100 * 0.15 + 2_000 * 0.6) / 1e6
const long = (most = 0) => ({
  text: answer,
  usage: { prompt_tokens: 100, completion_tokens: Math.min(2_000, most) },
  pauseMs: 10,
})
const limited = () => ({ ...priced(), parameters: { max_output_tokens: 2_000 } })

async function budget(given: object) {
  const { status, body } = await ask(people.admin, 'POST', '/v1/budgets', given)
  expect(status).toBe(201)
  return body
}
const left = async (id: string) =>
  (await ask(people.admin, 'GET', '/v1/budgets')).body.data.find((one: { id: string }) => one.id === id).left_usd

describe('a budget', () => {
  beforeEach(() => asAdmin('delete from agent_budgets where client_id = $1', [people.owner.client_id]))

  it('is not passed by twenty executions at once', async () => {
    model.reply = ({ body }) => long(body.max_tokens)
    const agent = await publish({ model: limited() })
    // Room for seven calls, at what they may cost at most: some hundred tokens more are read than the model says.
    const { id, left_usd } = await budget({ agent_id: agent, period: 'day', limit_usd: 7.5 * costOfLong })
    expect(left_usd).toBe(7.5 * costOfLong)
    const ended = await Promise.all(Array.from({ length: 20 }, () => run(agent)))
    const ok = ended.filter(({ status }) => status === 'succeeded')
    const refused = ended.filter(({ error_code }) => error_code === 'budget_reached')
    expect(ok.length + refused.length).toBe(20)
    expect(ok.length).toBeGreaterThanOrEqual(5)
    expect(refused.length).toBeGreaterThanOrEqual(8)
    expect(refused[0].error_message).toContain('/v1/budgets')
    const spent = ok.reduce((sum, { cost_usd }) => sum + cost_usd, 0)
    expect(spent).toBeLessThanOrEqual(7.5 * costOfLong)
    expect(model.requests).toHaveLength(ok.length)
    expect(await left(id)).toBeCloseTo(7.5 * costOfLong - spent, 9)
    // It is spent, whatever is deleted.
    await asAdmin('delete from agent_executions where agent_id = $1', [agent])
    expect(await left(id)).toBeCloseTo(7.5 * costOfLong - spent, 9)
  })

  it('of all agents is for each of them, and lets nobody write more than it has left', async () => {
    const agent = await publish({ model: limited() })
    const whole = await budget({ period: 'month', limit_usd: 1 })
    // What was spent before it counts.
    const room = { limit_usd: 1 - whole.left_usd + costOfLong }
    await ask(people.admin, 'PATCH', `/v1/budgets/${whole.id}`, room)
    says({ text: answer })
    const first = await run(agent)
    expect(first).toMatchObject({ status: 'succeeded' })
    const [request] = model.requests
    expect(request?.body.max_tokens).toBeLessThan(2_000)
    expect(request?.body.max_tokens).toBeGreaterThan(500)
    expect(await left(whole.id)).toBeCloseTo(costOfLong - first.cost_usd, 9)
    await ask(people.admin, 'PATCH', `/v1/budgets/${whole.id}`, { limit_usd: 0 })
    expect(await run(agent)).toMatchObject({ status: 'failed', error_code: 'budget_reached', cost_usd: 0 })
    expect(await run(await publish())).toMatchObject({ status: 'failed', error_code: 'price_unknown' })
    expect(await run(await publish({ model: { provider: 'extractive' } }))).toMatchObject({ status: 'succeeded' })
    await ask(people.admin, 'DELETE', `/v1/budgets/${whole.id}`)
    expect(await run(agent)).toMatchObject({ status: 'succeeded' })
  })

  it('counts what a process that died may have spent, once', async () => {
    const agent = await publish({ model: limited() })
    const { id } = await budget({ agent_id: agent, period: 'day', limit_usd: 1 })
    says({ silent: true })
    const running = run(agent, undefined, { background: false })
    let reserved = 0
    while (reserved === 0) {
      await sleep(50)
      const [row] = await asAdmin('select reserved_usd from agent_executions where agent_id = $1', [agent])
      reserved = row?.reserved_usd ?? 0
    }
    expect(await left(id)).toBeCloseTo(1 - reserved, 9)
    await asAdmin(`update agent_executions set leased_until = now() - interval '1 hour' where agent_id = $1`, [agent])
    const { database, queue, logger } = server.services
    await endSilentExecutions({ database, queue, logger }, { quietMs: 0 })
    expect(await left(id)).toBeCloseTo(1 - reserved, 9)
    const [row] = await asAdmin('select status, cost_usd, reserved_usd from agent_executions where agent_id = $1', [
      agent,
    ])
    expect(row).toMatchObject({ status: 'failed', cost_usd: reserved, reserved_usd: 0 })
    model.drop()
    await running
    expect(await left(id)).toBeCloseTo(1 - reserved, 9)
  })

  it('is for admins, one of an agent and a period, and of its client', async () => {
    const agent = await publish()
    await budget({ agent_id: agent, period: 'day', limit_usd: 1 })
    const again = { agent_id: agent, period: 'day', limit_usd: 2 }
    expect(await ask(people.admin, 'POST', '/v1/budgets', again)).toMatchObject({ status: 409, code: 'conflict' })
    expect(await ask(people.user, 'GET', '/v1/budgets')).toMatchObject({ status: 403 })
    const stranger = await createOwner()
    expect(await server.call('POST', '/v1/budgets', { token: stranger.token, body: again })).toMatchObject({
      status: 404,
      body: { code: 'not_found', field: 'agent_id' },
    })
    expect((await server.call('GET', '/v1/budgets', { token: stranger.token })).body.data).toEqual([])
  })
})

describe('limits of one execution', () => {
  it('hold for twenty of them at once', async () => {
    says({ text: answer, usage: { prompt_tokens: 100, completion_tokens: 20 } })
    const agent = await publish({ model: priced(), limits: { usd: 0.0004, tokens: 3_000, seconds: 20 } })
    const ended = await Promise.all(Array.from({ length: 20 }, () => run(agent)))
    for (const one of ended) {
      expect(one).toMatchObject({ status: 'succeeded' })
      expect(one.cost_usd).toBeLessThanOrEqual(0.0004)
      expect(one.tokens_used).toBeLessThanOrEqual(3_000)
    }
    for (const { body } of model.requests) expect(body.max_tokens).toBeLessThan(700)
  })
})

describe('GET /v1/usage/agents', () => {
  it('tells what was asked by day, agent, person and key: of everybody to admins, their own to others', async () => {
    says({ text: answer, usage: { prompt_tokens: 100, completion_tokens: 20 } })
    const agent = await publish({ model: priced() })
    await Promise.all([run(agent), run(agent)])
    await ask(people.admin, 'POST', `/v1/agents/${agent}/executions`, { question: 'Quantos dias de férias há?' })
    const usage = async (who: { token: string }, by: string) =>
      (await ask(who, 'GET', `/v1/usage/agents?by=${by}`)).body.data
    const counted = { executions: 3, failed: 0, input_tokens: 300, output_tokens: 60, unpriced: 0 }
    const mine = (await usage(people.admin, 'agent')).find(({ of }: { of: string }) => of === agent)
    expect(mine).toMatchObject(counted)
    expect(mine.cost_usd).toBeCloseTo((300 * 0.15 + 60 * 0.6) / 1e6, 9)
    const ofUser = (await usage(people.user, 'agent')).find(({ of }: { of: string }) => of === agent)
    expect(ofUser).toMatchObject({ executions: 2 })
    expect((await usage(people.user, 'user')).map(({ of }: { of: string }) => of)).toEqual([people.user.id])
    expect((await usage(people.admin, 'user')).map(({ of }: { of: string }) => of)).toContain(people.user.id)
    const [today] = await usage(people.admin, 'day')
    expect(today.of).toBe(new Date().toISOString().slice(0, 10))
    expect(await usage(people.viewer, 'agent')).toEqual([])
    await ask(people.admin, 'DELETE', `/v1/agents/${agent}`)
    expect((await usage(people.admin, 'agent')).find(({ of }: { of: string }) => of === agent)).toMatchObject(counted)
    expect(await ask(people.user, 'GET', '/v1/usage/agents?by=model')).toMatchObject({
      status: 400,
      code: 'invalid_input',
    })
  })
})
