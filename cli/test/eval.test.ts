import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { measure } from '../src/eval/metrics.ts'
import { renum, temporaryFolder } from './renum.ts'

describe('the measures', () => {
  it('are those of the textbook', () => {
    const { ci95, ...means } = measure([1, 2, null, 11])
    expect(means).toEqual({
      ndcg10: Math.round(((1 + 1 / Math.log2(3)) / 4) * 10_000) / 10_000,
      mrr10: (1 + 0.5) / 4,
      recall1: 0.25,
      recall3: 0.5,
      recall5: 0.5,
      recall10: 0.5,
    })
    expect(ci95.recall10[0]).toBeLessThan(0.5)
    expect(ci95.recall10[1]).toBeGreaterThan(0.5)
    expect(measure([1, 1, 1]).ci95.ndcg10).toEqual([1, 1])
  })
})

describe('renum eval', () => {
  it('ingests paragraphs, asks the questions, and prints each mode’s measures', async () => {
    const folder = await temporaryFolder()
    const file = join(folder.path, 'squad.json')
    const paragraph = (context: string, ...questions: string[]) => ({
      context,
      qas: questions.map((question) => ({ question })),
    })
    const paragraphs = [
      paragraph('A Serra da Mantiqueira separa São Paulo de Minas Gerais.', 'O que separa São Paulo de Minas Gerais?'),
      paragraph('O pão de queijo leva polvilho azedo, queijo e ovos.', 'Quais são os ingredientes do pão de queijo?'),
    ]
    await writeFile(file, JSON.stringify({ data: [{ paragraphs }] }))
    const { exit, stdout, stderr } = renum(['eval', '--dataset', file, '--json'])
    expect(await exit, stderr()).toBe(0)
    const result = JSON.parse(stdout())
    expect(result).toMatchObject({ questions: 2, documents: 2 })
    // The one in the box.
    expect(result.model).toMatch(/^local:multilingual-e5-small-en-pt@q4-/)
    expect(Object.keys(result.modes)).toEqual(['full_text', 'semantic', 'hybrid'])
    for (const measures of Object.values(result.modes)) expect(measures).toMatchObject({ ndcg10: 1, recall1: 1 })
    await folder.remove()
  })

  it('asks about whole documents, and looks for the passage', async () => {
    const folder = await temporaryFolder()
    const file = join(folder.path, 'questions.json')
    await mkdir(join(folder.path, 'documents'))
    const write = (name: string, text: string) => writeFile(join(folder.path, 'documents', name), text)
    await write('férias.md', '# Férias\n\nCada colaborador tem 30 dias de descanso por ano.')
    await write('bike.md', '# Bicicletário\n\nQuem vem de bicicleta ganha R$ 70,00 por mês.')
    const questions = [
      {
        question: 'quanto ganho se vou de bike?',
        document: 'bike.md',
        passage: ['nada disso', 'Quem vem de bicicleta'],
      },
      { question: 'quanto descanso?', document: 'férias.md' },
    ]
    await writeFile(file, JSON.stringify({ documents: 'documents', questions }))
    const { exit, stdout, stderr } = renum(['eval', '--dataset', file, '--json'])
    expect(await exit, stderr()).toBe(0)
    const result = JSON.parse(stdout())
    expect(result).toMatchObject({ questions: 2, documents: 2, modes: { hybrid: { recall1: 1, recall3: 1 } } })
    await writeFile(file, JSON.stringify({ documents: 'documents', questions: [{ question: 'a', document: 'b.md' }] }))
    const wrong = renum(['eval', '--dataset', file])
    expect(await wrong.exit).toBe(1)
    expect(wrong.stderr()).toContain('b.md')
    await folder.remove()
  })

  it('says what is wrong with a data set, before anything is started', async () => {
    const folder = await temporaryFolder()
    const file = join(folder.path, 'x.json')
    for (const content of ['nada', '[]', '{"data":[{"paragraphs":[]}]}']) {
      await writeFile(file, content)
      const { exit, stdout, stderr } = renum(['eval', '--dataset', file])
      expect(await exit).toBe(1)
      expect(stderr()).toContain('O conjunto de dados não serve')
      expect(stdout()).toBe('')
    }
    const missing = renum(['eval', '--dataset', join(folder.path, 'nowhere.json')])
    expect(await missing.exit).toBe(1)
    expect(missing.stderr()).toBe(`O arquivo ${join(folder.path, 'nowhere.json')} não existe.\n`)
    await folder.remove()
  })
})
