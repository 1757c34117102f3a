/** What is accepted, by media type, with the endings of its names; the first is the one that it is called by. */
export const extensions = {
  'text/plain': ['txt', 'text', 'log'],
  'text/markdown': ['md', 'markdown'],
  'text/csv': ['csv', 'tsv'],
  'text/html': ['html', 'htm', 'xhtml'],
  'application/json': ['json'],
  'application/jsonl': ['jsonl', 'ndjson'],
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx', 'docm'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx', 'pptm', 'ppsx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx', 'xlsm'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
} as const satisfies Record<string, readonly string[]>

export type FileType = keyof typeof extensions

/** For a person: the endings that are accepted. */
export const acceptedFiles = Object.values(extensions)
  .map(([extension]) => `.${extension}`)
  .join(', ')

/** What a name says, as to its ending. */
export function typeNamed(extension: string): FileType | undefined {
  return (Object.keys(extensions) as FileType[]).find((type) =>
    (extensions[type] as readonly string[]).includes(extension),
  )
}
