// The provider of the AI SDK alone, as a program without Renum would use it: what Renum's processor time is compared with.
import { createOpenAI } from '@ai-sdk/openai'
import { createMeasuring } from '../helper-process.ts'

type Asked =
  | { url: string; first: string }
  | { url: string; stream: string[] }
  | { wait: true }
  | { measure: 'begin' | 'end' }

const measure = createMeasuring()
let streams: Promise<unknown>[] = []

async function answer(asked: Asked): Promise<unknown> {
  if ('measure' in asked) return measure(asked)
  if ('wait' in asked) return Promise.all(streams).then(() => true)
  if ('first' in asked) {
    const began = performance.now()
    let first = Number.NaN
    await read(asked.url, asked.first, () => {
      if (Number.isNaN(first)) first = performance.now() - began
    })
    return { first_ms: first }
  }
  streams = asked.stream.map((question) => read(asked.url, question, () => {}))
  return true
}

async function read(baseURL: string, question: string, onText: (text: string) => void): Promise<void> {
  const model = createOpenAI({ baseURL, apiKey: 'bench' }).chat('gpt-4o-mini')
  const { stream } = await model.doStream({
    prompt: [{ role: 'user', content: [{ type: 'text', text: question }] }],
    maxOutputTokens: 4_000,
  })
  for await (const part of stream as unknown as AsyncIterable<{ type: string; delta: string; error?: unknown }>) {
    if (part.type === 'text-delta') onText(part.delta)
    if (part.type === 'error') throw part.error
  }
}

process.on('disconnect', () => process.exit())
process.on('message', (asked: Asked) => void answer(asked).then((result) => process.send?.(result)))
