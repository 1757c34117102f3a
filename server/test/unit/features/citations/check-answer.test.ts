import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type CitedPassage, checkAnswer, stands } from '../../../../src/features/citations/check-answer.ts'
import { splitSentences } from '../../../../src/features/citations/split-sentences.ts'

const read = (file: string) => JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'))
const all: Record<string, Omit<CitedPassage, 'number'>> = read('passages.json')
const right: [string, string, string?][] = read('right-sentences.json')
const faults: [string, string, string][] = read('faults.json')

const check = (names: string, sentence: string, question = '') =>
  checkAnswer(
    sentence,
    question,
    names.split(' ').map((name, i) => ({ number: i + 1, ...(all[name] as Omit<CitedPassage, 'number'>) })),
  )

describe('what an answer says', () => {
  it('is tried on enough of both', () => {
    expect(right.length).toBeGreaterThanOrEqual(150)
    expect(faults.length).toBeGreaterThanOrEqual(60)
  })

  it.each(right)('is right of %s: %s', (names, sentence, question) => {
    const checked = check(names, sentence, question)
    expect(checked.flatMap(({ unsupported }) => unsupported)).toEqual([])
    expect(checked.map(({ verdict }) => verdict)).not.toContain('unsupported')
  })

  it.each(faults)('is flagged: %s of %s: %s', (_, names, sentence) => {
    expect(check(names, sentence).map(({ verdict }) => verdict)).toContain('unsupported')
  })

  it('is computed where it works out what it says, and plain where it says nothing', () => {
    expect(check('ferias', 'Restam 30 - 10 = 20 dias. [1]')[0]?.verdict).toBe('computed')
    expect(check('ferias', 'Posso ajudar com mais alguma coisa?')[0]?.verdict).toBe('plain')
    expect(check('ferias', 'São 20 dias de férias. [1]')[0]?.unsupported).toEqual(['20 dias'])
  })
})

describe('a quote', () => {
  it('stands letter by letter, blanks aside, and with what is left out told', () => {
    const text = 'Cada pessoa tem\n  trinta dias de férias por ano.'
    expect(stands('Cada pessoa tem trinta dias', text)).toBe(true)
    expect(stands('Cada pessoa […] por ano.', text)).toBe(true)
    expect(stands('trinta dias de férias,', text)).toBe(true)
    expect(stands('por ano […] Cada pessoa', text)).toBe(false)
    expect(stands('cada pessoa tem trinta dias', text)).toBe(false)
    expect(stands('Cada pessoa tem trinta dias de ferias', text)).toBe(false)
    expect(stands('…', text)).toBe(false)
  })
})

describe('sentences', () => {
  it('end where they end, with their markers, and nowhere else', () => {
    const text = 'O art. 5º vale para a Sra. Prado. [1] São R$ 1.500,00 às 14.30h [2].\n\n- Um item [3]\n[4]\nFim?'
    expect(splitSentences(text).map((one) => [one.text, one.citations])).toEqual([
      ['O art. 5º vale para a Sra. Prado. [1]', [1]],
      ['São R$ 1.500,00 às 14.30h [2].', [2]],
      ['- Um item [3]\n[4]', [3, 4]],
      ['Fim?', []],
    ])
    for (const { start, end, text: own } of splitSentences(text)) expect(text.slice(start, end)).toBe(own)
  })

  it('of a quote are one with what is cited behind it', () => {
    const text = 'Diz: “São 30 dias. Ou 20.” [1] Depois vem “mais. [2] Outra'
    expect(splitSentences(text).map((one) => one.text)).toEqual([
      'Diz: “São 30 dias. Ou 20.” [1]',
      'Depois vem “mais. [2]',
      'Outra',
    ])
    const checked = check(
      'ferias',
      'O texto diz: “É possível vender até dez dias (abono pecuniário). As férias podem ser divididas”. [1]',
    )
    expect(checked.map(({ verdict }) => verdict)).toEqual(['supported'])
  })

  it('come one by one as a text does, each as it is in the end', () => {
    const text = 'Um fato. [1] Outro, de 10.5 m. [2] [3]\nMais um [4]. E o fim'
    const whole = splitSentences(text)
    for (let i = 0; i <= text.length; i++) {
      const soFar = splitSentences(text.slice(0, i), { ended: false })
      expect(soFar).toEqual(whole.slice(0, soFar.length))
    }
    expect(splitSentences(text, { ended: false })).toEqual(whole.slice(0, -1))
  })
})
