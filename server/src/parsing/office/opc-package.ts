import { posix } from 'node:path'
import { Problem } from '../../problems.ts'
import { limits } from '../limits.ts'
import { openZip } from '../zip/zip.ts'
import { readXml } from './xml.ts'

/** What one part of an office file says of another. */
export interface Relationship {
  id: string
  /** The last word of its type: `slide`, `styles`, `sharedStrings`. */
  type: string
  /** The name of the other part. */
  target: string
}

/** An office file: parts that name each other. */
export interface OfficePackage {
  /** The part that is the document. */
  main: string
  /** Undefined where there is no such part. */
  read(part: string): AsyncIterable<Buffer> | undefined
  /** The parts that a part names; none of those that are outside of the file. */
  related(part: string): Promise<Relationship[]>
}

/** Opens an office file. Raises `broken_file`, also where nothing in it is the document, and what unpacking raises. */
export async function openPackage(bytes: Uint8Array): Promise<OfficePackage> {
  const zip = await openZip(bytes, { entries: limits.parts, unpackedBytes: limits.unpackedBytes })
  async function related(part: string): Promise<Relationship[]> {
    const { dir, base } = posix.parse(part)
    const source = zip.read(posix.join(dir, '_rels', `${base}.rels`))
    const found: Relationship[] = []
    if (!source) return found
    await readXml(source, {
      open(name, { Id, Type, Target, TargetMode }) {
        if (name !== 'Relationship' || !Target || TargetMode === 'External') return
        const target = Target.startsWith('/') ? Target.slice(1) : posix.join(dir, Target)
        found.push({ id: Id ?? '', type: Type?.split('/').at(-1) ?? '', target })
      },
    })
    return found
  }
  const main = (await related('')).find(({ type }) => type === 'officeDocument')?.target
  if (main === undefined || !zip.names.some((name) => name.toLowerCase() === main.toLowerCase())) {
    throw new Problem('broken_file')
  }
  return { main, read: (part) => zip.read(part), related }
}
