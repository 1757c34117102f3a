import { expect, it } from 'vitest'
import { pageTitle } from '../../../src/parsing/html/page-title.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

it.each([
  ['<title>Férias</title>', 'Férias'],
  ['<html><head><meta charset=utf-8><TITLE lang="pt">\n A &amp; B &#233;\t</TITLE>', 'A & B é'],
  ['<svg><title>desenho</title></svg><title>página</title>', 'página'],
  ['<title>um</title><title>dois</title>', 'um'],
  ['<title>a\u0000b\u202ec</title>', 'a b\u202ec'],
  [`<title>${'é'.repeat(1000)}</title>`, 'é'.repeat(300)],
  ['<title>  </title>', null],
  ['<p>sem título</p>', null],
  ['', null],
])('%s', (html, title) => {
  expect(pageTitle(bytes(html), 'text/html')).toBe(title)
})

it('is read in the encoding that its server, or the page, says', () => {
  const latin = Buffer.from('<title>Educação</title>', 'latin1')
  expect(pageTitle(latin, 'text/html; charset=ISO-8859-1')).toBe('Educação')
  const said = Buffer.from('<meta charset="windows-1252"><title>Educação</title>', 'latin1')
  expect(pageTitle(said, undefined)).toBe('Educação')
  expect(pageTitle(bytes('<title>Educação</title>'), 'text/html; charset=nonsense')).toBe('Educação')
})

it('is not looked for beyond the beginning', () => {
  expect(pageTitle(bytes(`${'<p>'.repeat(200_000)}<title>longe</title>`), 'text/html')).toBeNull()
})
