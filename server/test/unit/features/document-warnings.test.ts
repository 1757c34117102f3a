import { expect, it } from 'vitest'
import { describeWarnings, warningsOf } from '../../../src/features/documents/warnings.ts'

const said = (pages: number[], ocr = false) =>
  describeWarnings(warningsOf({ unread: pages, unsure: [] }, ocr), 'pt')[0]?.message

it('names the pages without text, and of many how many more there are', () => {
  expect(describeWarnings(warningsOf({ unread: [], unsure: [] }, false), 'pt')).toEqual([])
  expect(said([3])).toMatch(/^Sem texto: página 3\. /)
  expect(said([1, 3, 4], true)).toMatch(/^Nada se reconheceu com segurança: páginas 1, 3 e 4\. /)
  const many = Array.from({ length: 200 }, (_, i) => i + 1)
  expect(said(many)).toContain('páginas 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 e mais 190.')
  expect(describeWarnings(warningsOf({ unread: many, unsure: [] }, true), 'en')).toMatchObject([
    {
      code: 'pages_not_recognised',
      message: expect.stringContaining('pages 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, and 190 more.'),
    },
  ])
})
