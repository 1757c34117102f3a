import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

export interface Snippet {
  /** As the fence names it: `sh`, `js`, `ts`; empty where it names none. */
  language: string
  code: string
}

/** The fenced code of a Markdown file, by its path from the root of the repository. */
export async function snippetsOf(file: string): Promise<Snippet[]> {
  const text = await readFile(join(root, file), 'utf8')
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = '', code = '']) => ({ language, code }))
}

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }

/** The code that a page shows, as a reader copies it. */
export function snippetsOfPage(html: string): Snippet[] {
  const blocks = html.matchAll(/<pre><code class="language-(\w+)">(.*?)<\/code><\/pre>/gs)
  return [...blocks].map(([, language = '', code = '']) => ({
    language,
    code: code.replaceAll(/&\w+;/g, (entity) => entities[entity] ?? entity),
  }))
}

/** The commands that a table of a Markdown file gives, in its cells. */
export async function commandsOf(file: string): Promise<string[]> {
  const text = await readFile(join(root, file), 'utf8')
  return [...text.matchAll(/`([^`\n]*\bexamples\/[^`\n]+)`/g)].map(([, command = '']) => command)
}
