// What `npm run check` finds in texts and colours, each planted once.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { faultsOfColours } from '../checks/colours.ts'
import { faultsOfTexts } from '../checks/texts.ts'

describe('the texts', () => {
  const code = ["t('hello') t('count') t(`status_$", '{status}`)'].join('')
  const pt = { a: { hello: 'Olá, {name}', count: '{n, plural, one {# dia} other {# dias}}', status_ready: 'Pronto' } }
  const en = { a: { hello: 'Hello, {name}', count: '{n, plural, one {# day} other {# days}}', status_ready: 'Ready' } }

  it.each([
    ['fit', {}, {}, []],
    ['one that is missing', {}, { hello: undefined }, ['a.hello has no text in en']],
    ['one that is empty', { status_ready: ' ' }, {}, ['a.status_ready has no text in pt-BR']],
    [
      'other values',
      {},
      { hello: 'Hello, {nome}' },
      ['a.hello takes other values in pt-BR: name', 'a.hello takes other values in en: nome'],
    ],
    ['one that does not read', {}, { status_ready: 'Ready {' }, [expect.stringContaining('a.status_ready in en: ')]],
    ['one that nothing shows', { old: 'Velho' }, { old: 'Old' }, ['a.old is used nowhere']],
  ])('%s', (_, inPortuguese, inEnglish, faults) => {
    const texts = (own: object, changes: object) => JSON.parse(JSON.stringify({ a: { ...own, ...changes } }))
    expect(faultsOfTexts({ 'pt-BR': texts(pt.a, inPortuguese), en: texts(en.a, inEnglish) }, code)).toEqual(faults)
  })
})

describe('the colours', () => {
  const tokens = readFile(join(import.meta.dirname, '../../src/design/tokens.css'), 'utf8')

  it('that are too near to their ground are named, and names that one theme lacks', async () => {
    const css = await tokens
    expect(faultsOfColours(css)).toEqual([])
    const at = css.indexOf('[data-theme="light"]')
    const light = css.slice(at).replace(/--ink-faint: #[0-9a-f]{6};/, '--ink-faint: #d0d0d0;')
    expect(faultsOfColours(css.slice(0, at) + light)).toContainEqual(
      expect.stringMatching(/^light: ink-faint on surface has 1\.\d\d, not 4\.5$/),
    )
    const dark = css.replace(/(\[data-theme="dark"\][^}]*)--on-mark: #[0-9a-f]{6};/, '$1')
    expect(faultsOfColours(dark)).toEqual(['dark: other names than in the light', 'dark: there is no --on-mark'])
  })
})
