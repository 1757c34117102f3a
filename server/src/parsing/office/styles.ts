import { readXml } from './xml.ts'

/** What the styles of a Word document make of a paragraph. */
export interface Style {
  /** From 1 for a heading; 0 for the title of the document. */
  level?: number
  /** Its list, and how deep in it. */
  list?: { id: string; depth: number }
  /** Of tables: their first row looks otherwise than the others. */
  hasFirstRow?: boolean
}

/** Styles that stand on each other, at most. */
const mostParents = 20

/** The styles by their id, with what they have of those they are based on. Raises what `readXml` raises. */
export async function readStyles(source: AsyncIterable<Buffer> | undefined): Promise<Map<string, Style>> {
  const given = new Map<string, Style & { basedOn?: string }>()
  if (!source) return given
  let current: (Style & { basedOn?: string }) | undefined
  let depth = 0
  let isFirstRow = false
  await readXml(source, {
    open(name, attributes) {
      const { val = '' } = attributes
      if (name === 'style') {
        current = {}
        depth = 0
        given.set(attributes.styleId ?? '', current)
      }
      if (!current) return
      if (name === 'tblStylePr') isFirstRow = attributes.type === 'firstRow'
      if (isFirstRow && (name === 'b' || name === 'shd')) current.hasFirstRow = true
      if (name === 'name') {
        const level = levelOfName(val)
        if (level !== undefined) current.level = level
      }
      if (name === 'basedOn') current.basedOn = val
      if (name === 'outlineLvl' && current.level === undefined && Number(val) < 9) current.level = Number(val) + 1
      if (name === 'ilvl') depth = Math.min(Number(val) || 0, 8)
      if (name === 'numId') current.list = { id: val, depth }
    },
    close(name) {
      if (name === 'style') current = undefined
      if (name === 'tblStylePr') isFirstRow = false
    },
  })
  const styles = new Map<string, Style>()
  for (const id of given.keys()) {
    const style: Style = {}
    let at = given.get(id)
    for (let i = 0; at && i < mostParents; i++) {
      if (at.level !== undefined) style.level ??= at.level
      if (at.list) style.list ??= at.list
      if (at.hasFirstRow) style.hasFirstRow = true
      at = at.basedOn === undefined ? undefined : given.get(at.basedOn)
    }
    styles.set(id, style)
  }
  return styles
}

/** Programs translate the ids of Word's own styles, but not their names. */
function levelOfName(name: string): number | undefined {
  if (/^title$/i.test(name)) return 0
  const [, level] = /^(?:heading|t[íi]tulo) ([1-9])$/i.exec(name) ?? []
  return level === undefined ? undefined : Number(level)
}
