import { describe, expect, it } from 'vitest'
import { createLinkFilter } from '../../../src/features/executions/answers/remove-links.ts'

/** The same however it comes in pieces. */
function filtered(text: string, trusted: string[] = []): string {
  const whole = createLinkFilter(trusted)
  const expected = whole.push(text) + whole.end()
  for (const size of [1, 2, 3, 7]) {
    const filter = createLinkFilter(trusted)
    let out = ''
    for (let i = 0; i < text.length; i += size) out += filter.push(text.slice(i, i + size))
    expect(out + filter.end(), `in pieces of ${size}`).toBe(expected)
  }
  return expected
}

describe('an answer', () => {
  it.each([
    ['Veja ![foto](https://evil.example/?q=1) aqui.', 'Veja foto aqui.'],
    ['Veja [o portal](https://evil.example/a "t") aqui.', 'Veja o portal aqui.'],
    ['Veja https://evil.example/a?b=c e fim.', 'Veja […] e fim.'],
    ['Veja www.evil.example/a.', 'Veja […]'],
    ['Um <img src="https://evil.example/c"> e <a href="x">texto</a>.', 'Um  e texto.'],
    ['custom://evil.example/x fim', 'custom[…] fim'],
    ['[1]: https://evil.example', '[1]: […]'],
    ['javascript:alert(1) fim', '[…] fim'],
    ['Oculto\u{e0041}\u{200b}\u{202e}texto', 'Ocultotexto'],
  ])('leads nowhere: %s', (text, expected) => {
    const out = filtered(text)
    expect(out).toBe(expected)
    expect(out).not.toContain('evil')
  })

  it.each([
    'São 30 dias. [1][2] Se x < 5 e y > 3, são 10 %.',
    'Fale com hr@northwind.example! Já: às 10:30. [3]',
    'Lista:\n- **um** [1]\n- dois [2]\n',
    'Um [trecho] entre colchetes.',
  ])('is left as it is where there is nothing to take: %s', (text) => {
    expect(filtered(text)).toBe(text)
  })

  it('keeps the addresses of hosts that the asker or the instructions name', () => {
    const text = 'Veja https://portal.aurora.example/ferias e https://portal.aurora.example.evil.example/x.'
    expect(filtered(text, ['O portal é portal.aurora.example'])).toBe('Veja https://portal.aurora.example/ferias e […]')
  })
})
