import { readXml } from './xml.ts'

/** What stands before the items of the lists of a Word document, as they come. */
export interface Numbering {
  label(list: string, depth: number): string
}

/** Raises what `readXml` raises. */
export async function readNumbering(source: AsyncIterable<Buffer> | undefined): Promise<Numbering> {
  /** Of an abstract list, for each depth whether it counts. */
  const counts = new Map<string, boolean[]>()
  const abstractOf = new Map<string, string>()
  let abstract = ''
  let list = ''
  let depth = 0
  if (source) {
    await readXml(source, {
      open(name, attributes) {
        if (name === 'abstractNum') {
          abstract = attributes.abstractNumId ?? ''
          counts.set(abstract, [])
        }
        if (name === 'lvl') depth = Number(attributes.ilvl) || 0
        if (name === 'numFmt' && depth < 9) {
          const levels = counts.get(abstract)
          if (levels) levels[depth] = attributes.val !== 'bullet' && attributes.val !== 'none'
        }
        if (name === 'num') list = attributes.numId ?? ''
        if (name === 'abstractNumId') abstractOf.set(list, attributes.val ?? '')
      },
    })
  }
  const reached = new Map<string, number[]>()
  return {
    label(id, level) {
      const counting = counts.get(abstractOf.get(id) ?? '')?.[level] ?? false
      const numbers = reached.get(id) ?? []
      reached.set(id, numbers)
      numbers.length = Math.min(numbers.length, level + 1)
      const number = (numbers[level] ?? 0) + 1
      numbers[level] = number
      return counting ? `${number}.` : '•'
    },
  }
}
