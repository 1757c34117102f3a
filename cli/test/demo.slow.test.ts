import { describe, expect, it } from 'vitest'
import { renum } from './renum.ts'

interface Hit {
  answered: boolean
  document_name: string
  citation: { location: { page?: number; start: number; end: number } }
}

describe('renum demo', () => {
  it('does the main job on real documents and proves that a second client sees nothing', async () => {
    const { exit, stdout, stderr } = renum(['demo', '--json'])
    expect(await exit, stderr()).toBe(0)
    const result = JSON.parse(stdout())
    expect(result).toMatchObject({ ok: true, documents: 14, foreign_rows: 0, questions: 9, answered: 9 })
    expect(result.agent).toMatchObject({
      status: 'succeeded',
      unsupported: 0,
      answer: expect.stringContaining('três períodos'),
      citations: expect.arrayContaining([expect.objectContaining({ document_name: 'manual-do-colaborador.md' })]),
    })
    expect(result.own_rows).toBeGreaterThan(500)
    const hits: Hit[] = result.hits
    for (const { citation } of hits) {
      expect(citation.location).toMatchObject({ start: expect.any(Number), end: expect.any(Number) })
    }
    const pages = hits.filter(({ document_name }) => document_name.endsWith('.pdf'))
    expect(pages.length).toBeGreaterThan(1)
    for (const { citation } of pages) expect(citation.location.page).toBeGreaterThan(1)
    // Progress alone; nothing that went wrong.
    expect(
      stderr()
        .trimEnd()
        .split('\n')
        .every((line) => /^ {2}\S+ {2}\d+\/14$/.test(line)),
    ).toBe(true)
  })

  it('shows it to a person, with sources', async () => {
    const { exit, stdout } = renum(['demo'])
    expect(await exit).toBe(0)
    expect(stdout()).toContain('→ contrato-de-transporte-translog.pdf, página 8')
    expect(stdout()).toMatch(/Linhas da Aurora que Bruno vê: 0 {3}\(Ana: \d+\)/)
    expect(stdout()).toContain('Tudo certo.')
  })
})
