import { describe, expect, it } from 'vitest'
import { boundsOf, judge } from '../../src/features/agents/schema-bounds.ts'
import { answerBlocks, bySentence } from '../../src/features/chat/answer-blocks.ts'

const kinds = (source: string) => answerBlocks(source).map(({ kind }) => kind)
/** Every letter that an answer shows. */
const shown = (source: string) =>
  answerBlocks(source)
    .flatMap((block) => {
      if ('items' in block) return block.items.flat()
      if (block.kind === 'table') return block.rows.flat(2)
      return block.leaves
    })
    .map(({ text }) => text)
    .join('')

describe('an answer', () => {
  it('has paragraphs, headings, lists, tables, quotes and code', () => {
    expect(kinds('Olá.\n\n# Férias\n- uma\n- duas\n\n1. um\n2. dois\n\n| a | b |\n|---|---|\n| 1 | 2 |')).toEqual([
      'paragraph',
      'heading',
      'bullets',
      'numbers',
      'table',
    ])
    expect(kinds('“Trinta dias.” [1]\n“Cinco dias.” [2]\n\n```\nx = 1\n```\n> assim')).toEqual([
      'quote',
      'quote',
      'code',
      'quote',
    ])
  })

  it('keeps where each piece stands in its source', () => {
    const source = 'São **30 dias** e *nunca* `45` [1][12].'
    const [block] = answerBlocks(source)
    const leaves = block?.kind === 'paragraph' ? block.leaves : []
    for (const { start, end, text } of leaves) expect(source.slice(start, end)).toBe(text)
    expect(leaves.filter(({ strong }) => strong).map(({ text }) => text)).toEqual(['30 dias'])
    expect(leaves.filter(({ emphasis }) => emphasis).map(({ text }) => text)).toEqual(['nunca'])
    expect(leaves.filter(({ code }) => code).map(({ text }) => text)).toEqual(['45'])
    expect(leaves.flatMap(({ number }) => number ?? [])).toEqual([1, 12])
  })

  it('leaves links, images, HTML and sums the letters that they are', () => {
    for (const source of [
      'Veja [aqui](https://x.example) e ![foto](https://x.example/a.png).',
      '<img src=x onerror=alert(1)> <script>alert(1)</script>',
      'São 3 * 30 * 2 = 180 dias.',
    ]) {
      expect(shown(source)).toBe(source)
    }
  })

  it('shows what is still being written as what it will be', () => {
    const [block] = answerBlocks('São **30 di')
    expect(block?.kind === 'paragraph' && block.leaves.at(-1)).toMatchObject({ text: '30 di', strong: true })
  })

  it('has each verdict on its own words, across styles, and its mark at the end', () => {
    const source = 'Certo. São **47 %** do salário. [1] Fim.'
    const wrong = { start: 7, end: 35, verdict: 'unsupported' }
    expect(source.slice(wrong.start, wrong.end)).toBe('São **47 %** do salário. [1]')
    const [block] = answerBlocks(source)
    const groups = bySentence(block?.kind === 'paragraph' ? block.leaves : [], [wrong])
    expect(groups.map(({ leaves }) => leaves.map(({ text }) => text).join(''))).toEqual([
      'Certo. ',
      'São 47 % do salário. [1]',
      ' Fim.',
    ])
    expect(groups.map(({ sentence, ends }) => [sentence, ends])).toEqual([
      [undefined, false],
      [wrong, true],
      [undefined, false],
    ])
  })

  it('loses no letter to a sentence that goes on in the next block', () => {
    const source = '- um\n- dois'
    const [block] = answerBlocks(source)
    const items = block?.kind === 'bullets' ? block.items : []
    const groups = items.map((leaves) => bySentence(leaves, [{ start: 0, end: source.length, verdict: 'unsupported' }]))
    expect(groups.map(([group]) => [group?.leaves[0]?.text, group?.ends])).toEqual([
      ['um', false],
      ['dois', true],
    ])
  })
})

describe('a number of a configuration', () => {
  const schema: Parameters<typeof boundsOf>[0] = {
    properties: {
      limits: {
        properties: {
          steps: { type: 'integer', minimum: 1, maximum: 50 },
          usd: { anyOf: [{ type: 'number', exclusiveMinimum: 0, maximum: 1000 }, { type: 'null' }] },
        },
      },
      model: {
        oneOf: [
          { properties: { provider: {} } },
          { properties: { parameters: { properties: { seed: { type: 'integer', minimum: -(2 ** 53 - 1) } } } } },
        ],
      },
    },
  }

  it('is within what its schema says', () => {
    const steps = boundsOf(schema, 'limits.steps')
    expect(steps).toEqual({ least: 1, most: 50, above: false, whole: true })
    expect([' 8 ', '50', '51', '0', '1,5', '', 'oito'].map((text) => judge(text, steps))).toEqual([
      8,
      50,
      'invalid',
      'invalid',
      'invalid',
      'empty',
      'invalid',
    ])
    const usd = boundsOf(schema, 'limits.usd')
    expect(['0,05', '0.05', '0', '1000'].map((text) => judge(text, usd))).toEqual([0.05, 0.05, 'invalid', 1000])
    expect(boundsOf(schema, 'model.parameters.seed')).toEqual({ above: false, whole: true })
    expect(boundsOf(undefined, 'limits.steps')).toEqual({ above: false, whole: false })
  })
})
