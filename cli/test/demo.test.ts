import { describe, expect, it } from 'vitest'
import { renum } from './renum.ts'

describe('renum demo', () => {
  it('does the main job and proves that a second client sees nothing', async () => {
    const { exit, stdout, stderr } = renum(['demo', '--json'])
    expect(await exit, stderr()).toBe(0)
    const result = JSON.parse(stdout())
    expect(result).toMatchObject({ ok: true, documents: 4, foreign_rows: 0 })
    expect(result.hits.map(({ document_name }: { document_name: string }) => document_name)).toEqual([
      'manual-do-colaborador.md',
      'politica-de-viagens.md',
      'tabela-de-precos.txt',
      'ata-reuniao-diretoria-2026-10.md',
    ])
    for (const { citation } of result.hits) {
      expect(citation.location).toMatchObject({ start: expect.any(Number), end: expect.any(Number) })
    }
    expect(stderr()).toBe('')
  })
})
