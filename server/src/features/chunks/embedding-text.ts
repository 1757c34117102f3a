import type { Location } from '../../parsing/chunking/chunk.ts'

/** What of a chunk is embedded and compared: its words, below the sheet's name and the headings that say what they are about. */
export function underHeadings(content: string, { sheet, heading }: Location): string {
  return [sheet, heading, content].filter((part) => part !== undefined).join('\n')
}
