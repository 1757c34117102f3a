import { describe, expect, it } from 'vitest'
import type { Run } from '../../../src/parsing/pdf/layout/types.ts'
import type { TagNode } from '../../../src/parsing/pdf/tags/tag-tree.ts'
import { taggedBlocks } from '../../../src/parsing/pdf/tags/tags.ts'
import { compose } from '../../../src/parsing/pdf/text/compose-text.ts'

const run = (text: string, y: number, mark?: string): Run => ({
  ...{ text, x: 70, y, width: text.length * 5, size: 10, font: 'f', spaced: false, artifact: mark === undefined },
  ...(mark === undefined ? {} : { mark }),
})

const node = (role: string, ...children: (TagNode | string)[]): TagNode => ({
  role,
  children: children.map((child) => (typeof child === 'string' ? { type: 'content', id: child } : child)),
})

function textOf(tree: TagNode, runs: Run[]): string | undefined {
  const marks = new Set(runs.flatMap(({ mark }) => (mark === undefined ? [] : [mark])))
  const blocks = taggedBlocks(tree, { runs, marks }, 0)
  return blocks && compose(blocks, [{ width: 595, height: 842 }]).text
}

describe('a tagged page', () => {
  it('has its blocks in the order of its tags, and no artifact', () => {
    const tree = node('Document', node('H1', 'b'), node('P', 'c'), node('P', node('Span', 'a')))
    const runs = [run('Cooperativa Jatobá', 30), run('fim', 300, 'a'), run('Título', 100, 'b'), run('um', 120, 'c')]
    expect(textOf(tree, runs)).toBe('Título\n\num\n\nfim')
  })

  it('says which hyphens are the lines’', () => {
    const soft = { ...node('Span', 'h'), alt: '\u00ad' }
    const runs = [run('segunda', 100, 'a'), { ...run('-', 100, 'h'), x: 105 }, run('mente', 112, 'b')]
    expect(textOf(node('P', 'a', soft, 'b'), runs)).toBe('segundamente')
  })

  it('has a list within a list, and rows whose cells may be empty', () => {
    const list = node('L', node('LI', node('LBody', node('P', 'a'), node('L', node('LI', node('LBody', 'b'))))))
    const table = node('Table', node('TR', node('TD', 'c'), node('TD'), node('TD', node('P', 'd'))))
    const runs = [run('um', 100, 'a'), run('dois', 112, 'b'), run('três', 140, 'c'), run('quatro', 140, 'd')]
    expect(textOf(node('Document', list, table), runs)).toBe('um\ndois\n\ntrês |  | quatro')
  })

  it('is not trusted where its tags leave out most of it', () => {
    expect(textOf(node('P', 'a'), [run('um', 100, 'a'), run('muito mais do que isso', 120, 'b')])).toBeUndefined()
  })

  it('may mark very much as one thing', () => {
    const runs = Array.from({ length: 200_000 }, (_, i) => run('a', i * 12, 'a'))
    expect(textOf(node('P', 'a'), runs)?.length).toBe(399_999)
  })
})
