// A language model's double in a process of its own, for tests that see the product only from outside. Prints its address, and answers
// by what it is asked: as a model does that has read the passages, slowly, or not at all.
import { type ModelReply, startModelService } from './model-service.ts'

const { url } = await startModelService(({ body }) => replyTo(JSON.stringify(body.messages.at(-1)?.content ?? '')))
process.stdout.write(`${url}\n`)

function replyTo(asked: string): ModelReply {
  // What stands behind the last fence is the question.
  const question = asked.split(' end>>').at(-1) ?? asked
  if (/sem resposta/.test(question)) return { status: 500 }
  if (/devagar/.test(question))
    return { text: Array.from({ length: 400 }, (_, i) => `Linha ${i + 1} de muitas. `), pauseMs: 50 }
  const passage = /passage (\d+) \|[^>]*>>(?:(?!<<).)*direito a 30 dias de férias/.exec(asked)?.[1] ?? '1'
  const sentences = [
    `Depois de doze meses de trabalho, cada colaborador tem direito a **30 dias** de férias. [${passage}]`,
    `Três colaboradores têm ao todo 3 × 30 = 90 dias. [${passage}]`,
    `O abono é de 47 % do salário. [${passage}]`,
    'Veja ![a foto](https://elsewhere.example/picture.png) e [o manual](https://elsewhere.example/manual).',
  ]
  return { text: sentences.join(' ').split(/(?<= )/), pauseMs: 30 }
}
