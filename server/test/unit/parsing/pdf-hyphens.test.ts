import { describe, expect, it } from 'vitest'
import { withoutLineHyphen } from '../../../src/parsing/pdf/text/hyphens.ts'

const joined = (line: string, next: string, words: string[] = []) =>
  withoutLineHyphen(line, next, new Set(words)) + next

describe('a word that a line’s end divides', () => {
  it.each([
    ['o colabora-', 'dor pediu', 'o colaborador pediu'],
    ['injusti-', 'ficadas', 'injustificadas'],
    ['a hipóte-', 'se de', 'a hipótese de'],
    ['esse mode-', 'lo novo', 'esse modelo novo'],
    ['cada deta-', 'lhe conta', 'cada detalhe conta'],
    ['o pré-', 'dio ao lado', 'o prédio ao lado'],
    ['a ex-', 'periência', 'a experiência'],
    ['o de-', 'partamento', 'o departamento'],
    ['COLABORA-', 'DOR', 'COLABORADOR'],
    ['publi\u00ad', 'cadas', 'publicadas'],
    ['segunda\u00ad', 'mente', 'segundamente'],
  ])('%j and %j is one word', (line, next, expected) => {
    expect(joined(line, next)).toBe(expected)
  })

  it.each([
    ['na segunda-', 'feira', 'na segunda-feira'],
    ['o pré-', 'requisito', 'o pré-requisito'],
    ['um recém-', 'nascido', 'um recém-nascido'],
    ['considera-', 'se vencido', 'considera-se vencido'],
    ['vamos torná-', 'lo público', 'vamos torná-lo público'],
    ['informar-', 'lhe o prazo', 'informar-lhe o prazo'],
    ['leva-', 'o embora', 'leva-o embora'],
    ['a mão-', 'de-obra', 'a mão-de-obra'],
    ['o eixo Norte-', 'Sul', 'o eixo Norte-Sul'],
    ['por e-', 'mail', 'por e-mail'],
    ['a covid-', '19', 'a covid-19'],
  ])('%j and %j keeps its hyphen', (line, next, expected) => {
    expect(joined(line, next)).toBe(expected)
  })

  it('is written as elsewhere in the document', () => {
    expect(joined('o guarda-', 'chuva', ['guarda-chuva'])).toBe('o guarda-chuva')
    expect(joined('as quotas-', 'partes', ['quotas-partes'])).toBe('as quotas-partes')
    expect(joined('o guarda-', 'napo', ['guardanapo'])).toBe('o guardanapo')
  })
})
