import { describe, expect, it } from 'vitest'
import { languageOf } from '../../../src/features/executions/answers/answer.ts'

describe('the language of an answer', () => {
  it('is that of the question, also where a word is one of both languages', () => {
    for (const question of ['Qual é o prazo do pedido?', 'Do que trata o manual?', 'Férias do estagiário', 'Xyzzy?']) {
      expect(languageOf('auto', question), question).toBe('pt')
    }
    for (const question of ['How many days of vacation do I have?', 'What is the plumber’s phone number?']) {
      expect(languageOf('auto', question), question).toBe('en')
    }
  })

  it('is the one that the agent is set to, whatever is asked', () => {
    expect(languageOf('en', 'Qual é o prazo do pedido?')).toBe('en')
    expect(languageOf('pt', 'What is the deadline?')).toBe('pt')
  })
})
