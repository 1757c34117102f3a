import { describe, expect, it } from 'vitest'
import { chunkDocument } from '../../../src/parsing/chunk-document.ts'
import type { Chunk } from '../../../src/parsing/chunking/chunk.ts'
import { readableHtml } from '../../../src/parsing/html/main-content.ts'

const url = 'https://example.com/ferias/regras'
const rule = 'Cada pessoa da empresa tem trinta dias de férias por ano, que pode dividir em até três partes. '
const article = `<h1>Regras de férias</h1><p>${rule.repeat(4)}</p>
  <h2>Prazos</h2><p>${rule}</p><ul><li>Avise um mês antes.</li><li>Peça por escrito.</li></ul>
  <h3>Por cargo</h3><table><thead><tr><th>Cargo</th><th>Dias</th></tr></thead><tbody><tr><td>Analista</td><td>32</td>
  </tr></tbody></table><p>${rule.repeat(3)}</p>`
const around = {
  before: `<header><nav><a href="/">Início</a><a href="/carrinho">Carrinho de compras</a></nav></header>`,
  after: `<aside class="advertisement">Compre agora</aside><div class="cookie-banner">Aceite os cookies</div>
    <footer>Todos os direitos reservados</footer><script>document.title = 'roubo'</script>`,
}
const page = (body: string, title = 'Regras de férias') =>
  `<!doctype html><html lang="pt-BR"><head><title>${title}</title></head><body>${body}</body></html>`

describe('a page of the web', () => {
  const html = readableHtml(page(`${around.before}<main><article>${article}</article></main>${around.after}`), url)

  it('keeps its title, headings, lists and tables', () => {
    expect(html).toMatch(/<h1>Regras de férias<\/h1>/)
    expect(html).toMatch(/<h2[^>]*>Prazos<\/h2>/)
    expect(html).toMatch(/<li>Avise um mês antes\.<\/li>/)
    expect(html).toMatch(/<th>Cargo<\/th>[\s\S]*<td>Analista<\/td>\s*<td>32<\/td>/)
    expect(html.split(rule.trim()).length - 1).toBe(8)
  })

  it.each(['Carrinho', 'Compre agora', 'cookies', 'direitos reservados', 'roubo'])('loses %s', (left) => {
    expect(html).not.toContain(left)
  })

  it('is read so by the process of its own, and as it is where it is a file', async () => {
    const bytes = new TextEncoder().encode(
      page(`${around.before}<article>${article}</article><p class="footer-note">Rodapé comum</p>${around.after}`),
    )
    const textOf = (chunks: readonly Chunk[]) => chunks.map(({ content }) => content).join('\n')
    const { chunks, language } = await chunkDocument(bytes, 'text/html', { readable_from: url })
    expect(textOf(chunks)).toContain('Avise um mês antes')
    expect(textOf(chunks)).not.toContain('direitos reservados')
    expect(chunks.some(({ location }) => location.heading?.includes('Prazos'))).toBe(true)
    expect(language).toBe('pt')
    expect(textOf((await chunkDocument(bytes, 'text/html')).chunks)).toContain('direitos reservados')
  })
})

describe('a page without an article', () => {
  it.each([
    ['short', '<p>Fechado às segundas.</p>', 'Fechado às segundas.'],
    ['no HTML', 'só um texto', 'só um texto'],
    ['unfinished', '<div><p>um<div>dois', 'dois'],
    ['a table', `<table>${'<tr><td>Item</td><td>R$ 10,00</td></tr>'.repeat(50)}</table>`, 'R$ 10,00'],
  ])('is kept whole: %s', (_, body, kept) => {
    expect(readableHtml(body, url)).toContain(kept)
    expect(readableHtml(page(body), url)).toContain(kept)
  })

  it('is nothing where it is empty', () => {
    expect(readableHtml('', url)).toBe('')
    expect(readableHtml('<script>x()</script>', url)).not.toContain('x()')
  })
})

it('a page made to take for ever is left as it is', () => {
  for (const html of [
    '<div>'.repeat(100_000),
    '<i>x</i>'.repeat(100_000),
    `<p>${'<b><i>'.repeat(5_000)}`,
    '<!--'.repeat(200_000),
    '<p'.repeat(200_000),
  ]) {
    expect(readableHtml(html, url).length).toBeGreaterThan(0)
  }
})
