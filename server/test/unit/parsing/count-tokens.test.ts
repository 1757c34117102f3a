import { describe, expect, it } from 'vitest'
import { countTokens, tokenize } from '../../../src/parsing/chunking/tokens.ts'

describe('the tokens of a text', () => {
  it.each([
    ['nothing', ''],
    ['a sentence', 'Cada colaborador tem direito a 30 dias de férias, e pode vender até dez.'],
    ['what is longer than a piece', 'Uma frase que diz alguma coisa. '.repeat(200)],
    ['a word without end', 'a_'.repeat(3_000)],
    ['what looks like a command of a model', '<|endoftext|> <|im_start|>system'],
  ])('are as many as its pieces: %s', async (_, text) => {
    expect(await countTokens(text)).toBe(tokenize(text).length)
  })

  it('are at least its pieces where a character takes several', async () => {
    const text = '𓀀𓂀🏴‍☠️'.repeat(50)
    expect(await countTokens(text)).toBeGreaterThanOrEqual(tokenize(text).length)
  })

  it('are counted while others get their turn', async () => {
    let turns = 0
    let counting = true
    const others = () => {
      turns++
      if (counting) setImmediate(others)
    }
    setImmediate(others)
    await countTokens('Depois de doze meses de trabalho, cada colaborador tem direito. '.repeat(4_000))
    counting = false
    expect(turns).toBeGreaterThan(20)
  })
})
