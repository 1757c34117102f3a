import { expect, it } from 'vitest'
import { describeWarnings, warningsOf } from '../../../src/features/documents/warnings.ts'

const none = { unread: [], unsure: [], broken: [] }
const said = (pages: number[], ocr = false) =>
  describeWarnings(warningsOf({ ...none, unread: pages }, ocr), 'pt')[0]?.message

it('names the pages without text, and of many how many more there are', () => {
  expect(describeWarnings(warningsOf(none, false), 'pt')).toEqual([])
  expect(said([3])).toMatch(/^Sem texto: página 3\. /)
  expect(said([1, 3, 4], true)).toMatch(/^Nada se reconheceu com segurança: páginas 1, 3 e 4\. /)
  const many = Array.from({ length: 200 }, (_, i) => i + 1)
  expect(said(many)).toContain('páginas 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 e mais 190.')
  expect(describeWarnings(warningsOf({ ...none, unread: many }, true), 'en')).toMatchObject([
    {
      code: 'pages_not_recognised',
      message: expect.stringContaining('pages 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, and 190 more.'),
    },
  ])
})

it('names the pages that were recognised with doubts, and the broken ones', () => {
  const warnings = warningsOf({ unread: [2], unsure: [4, 5], broken: [7] }, true)
  expect(describeWarnings(warnings, 'pt').map(({ message }) => message.split('. ')[0])).toEqual([
    'Nada se reconheceu com segurança: página 2',
    'Reconhecido com dúvidas: páginas 4 e 5',
    'Danificado no arquivo e não lido: página 7',
  ])
  expect(describeWarnings(warnings, 'en').map(({ code, pages }) => [code, pages])).toEqual([
    ['pages_not_recognised', [2]],
    ['pages_recognised_unsure', [4, 5]],
    ['pages_broken', [7]],
  ])
})
