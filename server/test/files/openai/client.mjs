// OpenAI's own client against an agent; prints what it was told as JSON. Its package stands where this is run.
import { createRequire } from 'node:module'

const OpenAI = createRequire(`${process.cwd()}/`)('openai')
const { BASE_URL: baseURL, API_KEY: apiKey, AGENT: model, QUESTION: question } = process.env
const client = new OpenAI({ baseURL, apiKey })
const ask = (content) => ({ model, messages: [{ role: 'user', content }] })
const errorOf = (promise) =>
  promise.then(
    () => null,
    (error) => ({ name: error.constructor.name, code: error.code ?? null, status: error.status ?? null }),
  )

const models = []
for await (const { id } of await client.models.list()) models.push(id)
const completion = await client.chat.completions.create(ask(question))
let streamed = ''
let total = 0
const stream = await client.chat.completions.create({
  ...ask(question),
  stream: true,
  stream_options: { include_usage: true },
})
for await (const { choices, usage } of stream) {
  streamed += choices[0]?.delta.content ?? ''
  total = usage?.total_tokens ?? total
}
const tools = [{ type: 'function', function: { name: 'f', parameters: {} } }]
const cutOff = async () => {
  for await (const _ of await client.chat.completions.create({ ...ask(`${question} CORTE`), stream: true }));
}
const response = await client.responses.create({ model, input: question })
let response_streamed = ''
for await (const event of await client.responses.create({ model, input: question, stream: true })) {
  if (event.type === 'response.output_text.delta') response_streamed += event.delta
}
process.stdout.write(
  JSON.stringify({
    models,
    content: completion.choices[0].message.content,
    total_tokens: completion.usage.total_tokens,
    streamed,
    streamed_tokens: total,
    response: response.output_text,
    response_streamed,
    errors: {
      tools: await errorOf(client.chat.completions.create({ ...ask(question), tools })),
      model: await errorOf(client.chat.completions.create({ ...ask(question), model: 'ninguém' })),
      key: await errorOf(new OpenAI({ baseURL, apiKey: 'rnm_nada' }).models.list()),
      cut_off: await errorOf(client.chat.completions.create(ask(`${question} CORTE`))),
      cut_off_streaming: await errorOf(cutOff()),
    },
  }),
)
